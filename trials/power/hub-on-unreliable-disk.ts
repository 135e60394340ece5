import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, random } from '../torture/common/seeded-random.ts';
import { openLedger } from '../torture/expected-and-found-writes.ts';
import type { HubProcess } from '../torture/hub-process.ts';
import { planOf, type Victims } from '../torture/plan-faults-of-round.ts';
import { type Course, emptyFindings, playRound, type Round } from '../torture/play-round.ts';
import { startAdminActions } from '../torture/random-admin-actions.ts';
import { setUp } from '../torture/start-hub-and-partners.ts';
import { waitForDelivery } from '../torture/wait-for-delivery.ts';
import type { Options } from './command-line-options.ts';
import { damages, filesIn } from './damage-file-of-store.ts';
import { readLog } from './file-call-log.ts';
import { type Fault, type Shim, shim } from './file-call-shim.ts';
import { jumps, startPostgresWithFaults } from './postgres-that-loses-power.ts';
import { diskOf } from './simulated-disk.ts';

/** A hub over HTTP with its partners, on a disk that loses power. */
export interface PoweredHub {
  /** Plays one round of the torture trial in which the hub loses power; gives all that was wrong, in words. */
  round(nth: number): Promise<{ wrong: string[]; acknowledged: number; compared: number; told: string }>;
  stop(): Promise<void>;
}

/** The kinds of faults by store, when all come together, each with its relative frequency. */
const victims: Record<Options['store'], Victims> = {
  embedded: { hub: 60, partner: 40 },
  postgres: {
    ...{ hub: 15, worker: 15, partner: 20, database: 20, connections: 8, statement: 10, backends: 5 },
    ...{ 'clock of the hub': 6, 'clock of the database': 6, failover: 5 },
  },
};

/**
 * Starts the hub and the torture trial's partners in a folder. With `together` partners are killed as well, disks are
 * full, fail or are slow, and bits flip in the data that survives; a hub on PostgreSQL has two processes, and its
 * database loses power, fails over and has its connections cut.
 */
export async function startPoweredHub(
  folder: string,
  { seed, messages, store }: Pick<Options, 'seed' | 'messages' | 'store'>,
  together = false,
): Promise<PoweredHub> {
  const root = join(folder, 'disk');
  mkdirSync(root, { recursive: true });
  const lives = livesOn(root, seed, { fails: together, flips: together && store === 'embedded' });
  const database =
    together && store === 'postgres'
      ? await startPostgresWithFaults(join(folder, 'postgres'), seed)
      : undefined;
  const url: Record<string, string> = database ? { DATABASE_URL: database.url } : {};
  const env = { HUB_DATA_DIR: join(root, 'data'), ...url, ...lives.begin() };
  const workers = database ? 2 : 1;
  const scene = await setUp({ folder, seed, pause: 8, workers, env, ...(database ? { database } : {}) });
  const hub = cutInsteadOfKilled(scene.hub, lives);
  await waitForDelivery(scene);
  const ledger = openLedger();
  for (const partner of scene.partners) ledger.read(partner.party, partner.lines(), emptyFindings());
  const course: Course = {
    scene: { ...scene, hub },
    victims: { ...database?.faults, 'clock of the hub': lives.clock },
    ...{
      seed,
      messages,
      ledger,
      windows: new Map(),
      upTo: new Map(),
      since: '2000-01-01T00:00:00Z',
      linesBefore: () => [],
    },
    chores: await startAdminActions(scene),
  };
  return {
    async round(nth) {
      const planned = planOf(seed, nth, together ? victims[store] : { hub: 1 }, false, messages);
      const plan = together ? planned : { ...planned, faults: planned.faults.slice(0, 1) };
      const found = await playRound(course, nth, plan, nth % 10 === 0);
      const { acknowledged, compared } = found;
      const cut = lives.kept();
      const told = `${found.faults.join(', ')}${cut ? `; the hub's disk last cut after ${cut}` : ''}`;
      return { wrong: problems(found), acknowledged, compared, told };
    },
    async stop() {
      course.chores.stop();
      await scene.stop();
    },
  };
}

/** The successive processes of a hub on one disk: each begins with the data that the last power cut has left. */
function livesOn(root: string, seed: string, { fails, flips }: { fails: boolean; flips: boolean }) {
  let life = 0;
  let disk = diskOf(root);
  let around: Shim | undefined;
  let kept = '';
  let jumped = 0;
  let flipped: ReturnType<typeof flipOne> | undefined;
  return {
    begin(): Record<string, string> {
      life += 1;
      disk = diskOf(root);
      around = shim(root, `life-${life}`);
      const chance = random(seed, life, 'disk');
      if (fails && chance.whole(1, 4) === 1) around.fail({ ...slow, delayMs: chance.whole(1, 20) });
      return around.env;
    },
    /** Lets the disk of the hub fail for a moment before it loses power. */
    async fail(): Promise<void> {
      const chance = random(seed, life, 'failing');
      if (!fails || chance.whole(1, 3) > 1) return;
      around?.fail(chance.pick(failing));
      await pause(chance.whole(20, 400));
      around?.fail(undefined);
    },
    /** Takes all data that was not synced from the disk of a process that has been killed. */
    cut(): void {
      if (!around) return;
      const log = readLog(around.log);
      for (const entry of log) disk.play(entry);
      const left = `${root}.left`;
      disk.cut(left, random(seed, life, 'cut'));
      rmSync(root, { recursive: true });
      renameSync(left, root);
      rmSync(around.log);
      flipped =
        flips && random(seed, life, 'flip').whole(1, 3) === 1
          ? flipOne(root, random(seed, life, 'bit'))
          : undefined;
      if (log.length > 0) kept = `${log.length} calls`;
    },
    kept: () => kept,
    /** Undoes the flip of a bit in a file that a refusal names; tells whether it did. */
    restore(refusal: string): boolean {
      if (!flipped || !refusal.includes(basename(flipped.file))) return false;
      writeFileSync(flipped.file, flipped.bytes);
      flipped = undefined;
      return true;
    },
    /** The clock of the hub's processes jumps, and is right again when the fault ends. */
    clock: {
      async kill() {
        around?.setClock(random(seed, life, ++jumped, 'clock').pick(jumps));
      },
      async start() {
        around?.setClock(0);
      },
    },
  };
}

function cutInsteadOfKilled(hub: HubProcess, lives: ReturnType<typeof livesOn>): HubProcess {
  return {
    ...hub,
    async kill() {
      await lives.fail();
      await hub.kill();
      lives.cut();
    },
    async start() {
      try {
        await hub.start(lives.begin());
      } catch (error) {
        // A hub may refuse a damaged file by its name; the operator then puts the file from a backup in its place.
        if (!lives.restore((error as Error).message)) throw error;
        await hub.start(lives.begin());
      }
    },
  };
}

/** A fault that makes the disk slow; those below make it fail. */
const slow: Fault = { calls: ['write', 'sync'], error: 0 };
const failing: Fault[] = [
  { calls: ['write'], error: 28 },
  { calls: ['write', 'sync'], error: 5, name: 'objects/' },
  { calls: ['write', 'open', 'rename'], error: 30 },
  { calls: ['write', 'open', 'rename', 'sync'], error: 5, name: 'registry.json', times: 1 },
  { calls: ['sync'], error: 5, times: 1 },
];

/** Flips one bit in one of the files of a folder; gives the file with its former bytes. */
function flipOne(root: string, chance: Random): { file: string; bytes: Buffer } {
  const file = join(root, chance.pick(filesIn(root)));
  const bytes = readFileSync(file);
  const changed = Buffer.from(bytes);
  damages.bit(changed, chance);
  writeFileSync(file, changed);
  return { file, bytes };
}

function problems({ lost, stale, leaked, heldUp, wrong }: Round): string[] {
  const all = { LOST: lost, STALE: stale, LEAKED: leaked, 'HELD UP': heldUp, WRONG: wrong };
  return Object.entries(all).flatMap(([what, some]) => some.map((one) => `${what} ${one}`));
}
