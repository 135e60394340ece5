import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { http, inWords } from './call-admin-api.ts';
import type { Json, Line } from './common/partner-record-lines.ts';
import { random } from './common/seeded-random.ts';
import { members } from './common/torture-parties.ts';
import { divergence } from './compare-partner-copies.ts';
import { damageFolder } from './damage-leveldb-folder.ts';
import type { Findings, Ledger, Span } from './expected-and-found-writes.ts';
import { commandTimeout } from './hub-process.ts';
import { type Commands, commandsOf, type LinesOf } from './match-commands-of-partners.ts';
import type { Fault, Plan, Victim } from './plan-faults-of-round.ts';
import type { AdminActions } from './random-admin-actions.ts';
import type { Scene } from './start-hub-and-partners.ts';
import { pull, waitForDelivery } from './wait-for-delivery.ts';
import { until } from './wait-until.ts';

/** The findings of a round; `wrong` are errors other than lost, stale or leaked objects. */
export interface Round extends Findings {
  faults: string[];
  commands: Commands;
  /** Number of objects that the hub itself has compared with what partners show or have acknowledged. */
  compared: number;
  wrong: string[];
  /** Number of attacks by the malicious partner, and of those that were answered. */
  evil: { tried: number; answered: number };
}

/** The processes of the torture, and the data of earlier rounds that a round needs. */
export interface Course {
  scene: Scene;
  ledger: Ledger;
  chores: AdminActions;
  /** The faults of a round beside kills of the hub and of partners, by the names that its plan uses. */
  victims: Record<string, Victim>;
  seed: string;
  messages: number;
  /** The ends of the time windows of the last successful syncs, by operator. */
  windows: Map<string, string>;
  /** How far the hub itself has compared each direction of an agreement. */
  upTo: Map<string, number>;
  /** Start of the last round in ISO 8601: older objects have been compared already. */
  since: string;
  /** Lines about commands in earlier rounds: a hub that is killed again and again may deliver a result late. */
  linesBefore: LinesOf;
}

/**
 * Plays one round: load, faults, a restart of everything, a wait until everything is delivered, and then the
 * comparison.
 */
export async function playRound(
  course: Course,
  round: number,
  plan: Plan,
  everything: boolean,
): Promise<Round> {
  const { scene, seed, messages, chores } = course;
  const began = second(Date.now() - 1000);
  await turnPages(scene, round);
  const base = scene.acked();
  const count = () => scene.acked() - base;
  scene.evil.go(`${seed} ${round}`);
  for (const partner of scene.partners) partner.tell({ do: 'load' });
  const [struck] = await Promise.all([
    inflict(course, plan.faults, count, round),
    doAdminActions(chores, plan.chores, count, `${seed} ${round}`),
    until(() => (count() < messages ? `${count()} of ${messages} messages acknowledged` : undefined)),
  ]);
  await Promise.all(
    scene.partners.map((partner) => {
      const idle = partner.heard('idle');
      partner.tell({ do: 'stop' });
      return idle;
    }),
  );
  const evil = await scene.evil.stop();
  const stopped = Date.now();
  await until(() => (second(Date.now()) > second(stopped) ? undefined : 'the second is not over'));
  const ends = new Map<string, string>();
  for (const operator of ['AAA', 'BBB']) ends.set(operator, await pull(scene, operator));
  await waitForDelivery(scene);
  const linesOf = (party: string) => scene.partners.find((one) => one.party === party)?.lines() ?? [];
  const { compared, differences } = await divergence(scene.hub.url(), course.upTo);
  const commands = await settled(linesOf, course.linesBefore);
  const found = { ...emptyFindings(), leaked: [...evil.stolen] };
  const lines = new Map(members.map(({ party }): [string, Line[]] => [party, linesOf(party)]));
  for (const [party, written] of lines)
    course.ledger.read(party, written, found, struck, scene.hub.scheduledDuring);
  const wrong = [
    ...commands.wrong,
    ...commands.open.map((command) => `${command}: no result`),
    ...(await chores.missing()),
    ...windowsMoved(lines, course.windows),
    ...differences,
  ];
  for (const { party } of scene.partners) await compareAll(course, party, everything, found);
  course.windows = ends;
  course.since = began;
  const { linesBefore } = course;
  const kept = new Map(
    members.map(({ party }) => [
      party,
      [...linesBefore(party), ...(lines.get(party) ?? []).filter(isOfCommand)],
    ]),
  );
  course.linesBefore = (party) => kept.get(party) ?? [];
  const faults = struck.map(({ victim }) => victim);
  return {
    ...found,
    faults,
    commands,
    compared,
    wrong,
    evil: { tried: evil.tried, answered: evil.answered },
  };
}

function isOfCommand({ is }: Line): boolean {
  return is === 'asked' || is === 'telling' || is === 'told' || is === 'taken';
}

/** Starts a new file of recorded lines for every partner, and removes that of the last round. */
async function turnPages(scene: Scene, round: number): Promise<void> {
  await Promise.all(
    scene.partners.map(async (partner) => {
      const ready = partner.heard('ready');
      partner.tell({ do: 'round', round, file: join(scene.folder, `${partner.party}-${round}.lines`) });
      await ready;
      if (round > 1) rmSync(join(scene.folder, `${partner.party}-${round - 1}.lines`));
    }),
  );
}

async function inflict(
  course: Course,
  faults: Fault[],
  count: () => number,
  round: number,
): Promise<(Span & { victim: string })[]> {
  const { scene, seed, victims } = course;
  const done: (Span & { victim: string })[] = [];
  for (const fault of faults) {
    await until(() => (count() < fault.after ? `${count()} messages before the fault` : undefined));
    await pause(fault.late);
    const victim = victims[fault.victim] ?? victimOf(scene, fault);
    const began = Date.now();
    await victim.kill();
    const damaged = damageFolder(join(scene.folder, 'data'), fault.damage, `${seed} ${round} ${fault.after}`);
    await pause(fault.away);
    await victim.start();
    const name = damaged ? `${fault.victim} (${fault.damage})` : fault.victim;
    done.push({ victim: name, began, ended: Date.now() });
  }
  return done;
}

/** The process of the hub or of a partner that a fault kills, with its restart. */
function victimOf({ hub, partners }: Scene, { victim, after }: Fault): Victim {
  if (victim === 'worker') return { kill: async () => hub.killWorker(after), start: hub.whole };
  return partners.find(({ party }) => party === victim) ?? hub;
}

async function doAdminActions(
  chores: AdminActions,
  times: number[],
  count: () => number,
  seed: string,
): Promise<void> {
  const source = random(seed, 'chores');
  for (const time of [...times].sort((a, b) => a - b)) {
    await until(() => (count() < time ? `${count()} messages before the chore` : undefined));
    await chores.once(source);
  }
}

/** Waits for outstanding results of commands, until the hub's own deadline for them. */
async function settled(linesOf: LinesOf, before: LinesOf): Promise<Commands> {
  let commands = commandsOf(linesOf, before);
  await until(() => {
    commands = commandsOf(linesOf, before);
    return commands.open.length > 0 ? `results of ${commands.open.join(', ')}` : undefined;
  }, commandTimeout + 5000).catch(() => {});
  return commands;
}

/** Compares the hub's lists for each partner with the acknowledged writes, and with the partner's copies. */
async function compareAll(
  course: Course,
  party: string,
  everything: boolean,
  found: Findings,
): Promise<void> {
  const partner = course.scene.partners.find((one) => one.party === party);
  const cpo = partner?.role === 'CPO';
  const modules = cpo ? ['tokens'] : ['locations', 'tariffs', 'sessions', 'cdrs'];
  for (const module of modules) {
    const growing = module === 'sessions' || module === 'cdrs';
    const since = growing ? (everything ? '2000-01-01T00:00:00Z' : course.since) : undefined;
    const shown: Json[] = [];
    const side = cpo ? 'emsp' : 'cpo';
    const query = `limit=1000${since ? `&date_from=${since}` : ''}`;
    for (let url = `${course.scene.hub.url()}/ocpi/${side}/2.1.1/${module}?${query}`; url; ) {
      const answer = await http('GET', url, `Token ${partner?.tokenToHub()}`);
      if (answer.status !== 200) throw new Error(`${party} gets for ${url}: ${inWords(answer)}`);
      shown.push(...(answer.json.data as Json[]));
      url = /<([^>]*)>/.exec(String(answer.headers.link ?? ''))?.[1] ?? '';
    }
    course.ledger.compare(party, module, shown, since, found);
  }
}

/**
 * Checks that a delta begins one overlap before the start of the last successful sync, whatever was killed since
 * (SYNC-05, SYNC-17).
 */
function windowsMoved(lines: Map<string, Line[]>, windows: Map<string, string>): string[] {
  return [...lines].flatMap(([party, written]) => {
    const known = windows.get(party);
    const begins = new Set(known ? beginsAfter(known) : []);
    return written.flatMap((line) => {
      if (line.is !== 'listed' || line.module !== 'tariffs' || line.from === null) return [];
      const fits = begins.size === 0 || begins.has(line.from);
      const expected = [...begins].join(' or ');
      // A failed pull leaves the window as it was, so the next may begin at the same time again.
      for (const begin of [line.from, ...(line.to ? beginsAfter(line.to) : [])]) begins.add(begin);
      return fits ? [] : [`${party} was asked for changes from ${line.from}, not from ${expected}`];
    });
  });
}

/**
 * The possible beginnings of the next window: a sync's window ends at the sync's start, rounded up to the second, and
 * the next begins a minute before that start, rounded down.
 */
function beginsAfter(end: string): string[] {
  return [60, 61].map((seconds) => second(Date.parse(end) - seconds * 1000));
}

/** An empty record of findings. */
export function emptyFindings(): Findings {
  return {
    acknowledged: 0,
    delivered: 0,
    sentTwice: 0,
    lost: [],
    stale: [],
    leaked: [],
    heldUp: [],
    heldUpByMachine: [],
  };
}

function second(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z/, 'Z');
}
