import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Options, readOptions, usage } from './command-line-options.ts';
import { optionsOrExit } from './common/options-or-exit.ts';
import { type Ledger, openLedger } from './expected-and-found-writes.ts';
import { outage } from './long-partner-outage.ts';
import { planOf, victimsOf } from './plan-faults-of-round.ts';
import { type Course, emptyFindings, playRound, type Round } from './play-round.ts';
import { faultsOf, startDatabase } from './postgres-process.ts';
import { startAdminActions } from './random-admin-actions.ts';
import { type Scene, setUp } from './start-hub-and-partners.ts';
import { waitForDelivery } from './wait-for-delivery.ts';

// This program kills hub, partners and database under load, round after round, and checks that the hub loses nothing
// that it acknowledged.

const options = optionsOrExit(readOptions, usage);
const clean = options.outage ? await outage(options.messages) : await torture(options);
process.exitCode = clean ? 0 : 1;

async function torture(options: Options): Promise<boolean> {
  const { rounds, seed, store, messages, workers } = options;
  const on = workers > 1 ? `${workers} processes of the hub on` : 'the hub on';
  console.log(`torture of ${on} its ${store} store: ${rounds} rounds, --seed ${seed}`);
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, 'hub-torture-'));
  const given = process.env.DATABASE_URL;
  const database = store === 'postgres' && !given ? await startDatabase() : undefined;
  const url = database?.url ?? given ?? '';
  const env: Record<string, string> = store === 'postgres' ? { DATABASE_URL: url } : {};
  const scene = await setUp({ folder, seed, pause: 8, workers, env, ...(database ? { database } : {}) });
  const victims = victimsOf(store, database !== undefined, workers);
  const course: Course = {
    scene,
    seed,
    messages,
    ledger: await openedWith(scene),
    chores: await startAdminActions(scene),
    victims: database ? faultsOf(database) : {},
    windows: new Map(),
    upTo: new Map(),
    since: '2000-01-01T00:00:00Z',
    linesBefore: () => [],
  };
  const played: Round[] = [];
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(
      signal,
      () => void scene.stop().then(() => process.exit(report(played, rounds, folder) ? 0 : 1)),
    );
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const began = Date.now();
      const last = await playRound(
        course,
        round,
        planOf(seed, round, victims, store === 'embedded', messages),
        round % 25 === 0 || round === rounds,
      );
      played.push(last);
      console.log(`${inOneLine(round, last)}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
      if (problems(last).length > 0) break;
    }
  } catch (error) {
    console.log(`round ${played.length + 1} did not end: ${(error as Error).message}`);
    return report(played, rounds, folder);
  } finally {
    course.chores.stop();
    await scene.stop();
  }
  const clean = report(played, rounds, folder);
  if (clean) rmSync(folder, { recursive: true });
  return clean;
}

/** A new ledger with the objects that partners published before the first round. */
async function openedWith(scene: Scene): Promise<Ledger> {
  await waitForDelivery(scene);
  const ledger = openLedger();
  for (const partner of scene.partners) ledger.read(partner.party, partner.lines(), emptyFindings());
  return ledger;
}

function inOneLine(round: number, { faults, acknowledged, delivered, commands }: Round): string {
  const what = faults.join(', ') || 'nothing';
  return `round ${round}: killed ${what}; ${acknowledged} acknowledged, ${delivered} delivered, ${commands.accepted} commands`;
}

function problems({ lost, stale, leaked, heldUp, wrong }: Round): string[] {
  return [
    ...lost.map((what) => `LOST ${what}`),
    ...stale.map((what) => `STALE ${what}`),
    ...leaked.map((what) => `LEAKED ${what}`),
    ...heldUp.map((what) => `HELD UP ${what}`),
    ...wrong.map((what) => `WRONG ${what}`),
  ];
}

function report(played: Round[], wanted: number, folder: string): boolean {
  const sum = (number: (round: Round) => number) => played.reduce((total, round) => total + number(round), 0);
  const rows: [string, number][] = [
    ['rounds', played.length],
    ['faults injected', sum(({ faults }) => faults.length)],
    ['messages acknowledged', sum(({ acknowledged }) => acknowledged)],
    ['delivered', sum(({ delivered }) => delivered)],
    ['commands accepted', sum(({ commands }) => commands.accepted)],
    ['compared by converge', sum(({ compared }) => compared)],
    ['evil deeds', sum(({ evil }) => evil.tried)],
    ['of them answered', sum(({ evil }) => evil.answered)],
    ['lost', sum(({ lost }) => lost.length)],
    ['stale', sum(({ stale }) => stale.length)],
    ['leaked', sum(({ leaked }) => leaked.length)],
    ['held up', sum(({ heldUp }) => heldUp.length)],
    ['by the machine alone', sum(({ heldUpByMachine }) => heldUpByMachine.length)],
    ['otherwise wrong', sum(({ wrong }) => wrong.length)],
    ['sent twice', sum(({ sentTwice, commands }) => sentTwice + commands.twice)],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(22)} ${value}`);
  const found = played.flatMap(problems);
  for (const problem of found.slice(0, 50)) console.log(problem);
  const clean = found.length === 0 && played.length === wanted;
  if (!clean) console.log(`what happened is in ${folder}`);
  return clean;
}
