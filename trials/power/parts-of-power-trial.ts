import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Options, Part } from './command-line-options.ts';
import { type Damage, flips, outcomes } from './damage-file-of-store.ts';
import { faultRows } from './fail-file-calls-of-hub.ts';
import { startPoweredHub } from './hub-on-unreliable-disk.ts';
import { startDatabaseRounds } from './postgres-fault-rounds.ts';
import { databaseFaults } from './postgres-faults.ts';
import { storeRound } from './store-power-cut-rounds.ts';

/** The outcome of one part of the power trial: all that was wrong, in words, and its part of the last printed line. */
interface Found {
  wrong: string[];
  told: string;
}

/** The parts of the power trial in `npm test`; the others take longer. */
export const sliced: Part[] = ['store', 'faults', 'flips', 'bytes', 'hub', 'database'];

/** The parts of the power trial, in their order. */
export const parts: Record<Part, (folder: string, options: Options) => Promise<Found>> = {
  store: cutStores,
  faults: failingDisks,
  flips: (folder, options) => damagedFiles(folder, options, 'bit', options.slice ? 3 : 1000),
  bytes: (folder, options) => damagedFiles(folder, options, 'bytes', options.slice ? 1 : 1000),
  hub: (folder, options) => cutHub(folder, options, false),
  together: (folder, options) => cutHub(folder, options, true),
  database: cutDatabase,
  'database-faults': failingDatabase,
};

async function cutStores(folder: string, { rounds, seed, slice }: Options): Promise<Found> {
  const cuts = slice ? 6 : 10;
  const wrong: string[] = [];
  let round = 0;
  for (; round < (slice ? 3 : rounds) && wrong.length === 0; round++) {
    const kind = slice && round === 0 ? 'next log' : undefined;
    wrong.push(...(await storeRound(folder, seed, round + 1, cuts, kind)));
  }
  return { wrong, told: `${round * cuts} cuts of the store` };
}

async function failingDisks(folder: string, { slice }: Options): Promise<Found> {
  // The rows in `npm test`: a full disk under the objects, and a disk that fails under the registry.
  const { wrong, count } = await faultRows(folder, (nth) => !slice || nth === 0 || nth === 12);
  return { wrong, told: `${count} failing disks` };
}

async function damagedFiles(folder: string, options: Options, damage: Damage, times: number): Promise<Found> {
  const tell = (row: (string | number)[]) => options.slice || console.log(`| ${row.join(' | ')} |`);
  const wrong: string[] = [];
  let files = 0;
  tell([`${damage} in`, ...outcomes]);
  for await (const found of flips(folder, options.seed, damage, times)) {
    files += 1;
    wrong.push(...found.wrong);
    tell([found.file, ...outcomes.map((outcome) => found.tally[outcome])]);
  }
  const what = { bit: 'flipped bits', bytes: 'overwritten places' }[damage];
  return { wrong, told: `${files * times} ${what} in ${files} files` };
}

async function cutDatabase(folder: string, { rounds, seed, slice }: Options): Promise<Found> {
  const cuts = slice ? 2 : 6;
  const lives = slice ? 1 : Math.min(rounds, 50);
  const database = await startDatabaseRounds(folderIn(folder, 'database'), seed);
  const wrong: string[] = [];
  let round = 0;
  for (; round < lives && wrong.length === 0; round++) wrong.push(...(await database.round(round + 1, cuts)));
  return { wrong, told: `${round * cuts} cuts of PostgreSQL in ${round} lives` };
}

async function failingDatabase(folder: string, { slice }: Options): Promise<Found> {
  const { count, taken, wrong } = await databaseFaults(
    folderIn(folder, 'database-faults'),
    (name) => !slice || name.includes('COMMIT'),
  );
  return { wrong, told: `${count} faults of PostgreSQL under ${taken} acknowledged writes` };
}

/** A folder that the user of PostgreSQL may enter, too. */
function folderIn(folder: string, name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  for (const one of [folder, made]) chmodSync(one, 0o755);
  return made;
}

async function cutHub(folder: string, options: Options, together: boolean): Promise<Found> {
  const { rounds, slice } = options;
  const wrong: string[] = [];
  let [round, acknowledged, compared] = [0, 0, 0];
  const hub = await startPoweredHub(folderIn(folder, together ? 'together' : 'hub'), options, together);
  try {
    for (; round < (slice ? 1 : rounds) && wrong.length === 0; round++) {
      const found = await hub.round(round + 1);
      acknowledged += found.acknowledged;
      compared += found.compared;
      if (!slice) console.log(`round ${round + 1}: ${found.acknowledged} acknowledged; ${found.told}`);
      wrong.push(...found.wrong);
    }
  } catch (error) {
    wrong.push(`round ${round + 1} of the hub did not end: ${(error as Error).message}`);
  } finally {
    await hub.stop();
  }
  const what = together ? 'rounds of all faults together' : 'cuts of the hub';
  const told = `${round} ${what} under ${acknowledged} acknowledged messages, ${compared} objects compared at partners`;
  return { wrong, told };
}
