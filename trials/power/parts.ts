import { join } from 'node:path';
import { faultRows } from './faults.ts';
import { type Damage, flips, outcomes } from './flips.ts';
import { startPoweredHub } from './hub-rounds.ts';
import type { Options, Part } from './options.ts';
import { storeRound } from './store-rounds.ts';

/** The findings of a part: what was wrong, in words, and what was done, for the last line. */
interface Found {
  wrong: string[];
  told: string;
}

/** The parts of the trial, in their order. */
export const parts: Record<Part, (folder: string, options: Options) => Promise<Found>> = {
  store: cutStores,
  faults: failingDisks,
  flips: (folder, options) => damagedFiles(folder, options, 'bit', options.slice ? 3 : 1000),
  bytes: (folder, options) => damagedFiles(folder, options, 'bytes', options.slice ? 1 : 1000),
  hub: cutHub,
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
  // In a slice a full disk under the objects, and a disk that fails under the registry.
  const { wrong, count } = await faultRows(folder, (nth) => !slice || nth === 0 || nth === 12);
  return { wrong, told: `${count} failing disks` };
}

async function damagedFiles(folder: string, options: Options, damage: Damage, times: number): Promise<Found> {
  const { tallies, count, wrong } = await flips(folder, options.seed, damage, times);
  if (!options.slice) console.log(`| ${damage} in | ${outcomes.join(' | ')} |`);
  for (const [file, tally] of options.slice ? [] : tallies)
    console.log(`| ${file} | ${outcomes.map((outcome) => tally[outcome]).join(' | ')} |`);
  const what = { bit: 'flipped bits', bytes: 'overwritten places' }[damage];
  return { wrong, told: `${count} ${what} in ${tallies.size} files` };
}

async function cutHub(folder: string, { rounds, seed, messages, slice }: Options): Promise<Found> {
  const wrong: string[] = [];
  let [round, acknowledged, compared] = [0, 0, 0];
  const hub = await startPoweredHub(join(folder, 'hub'), seed, messages);
  try {
    for (; round < (slice ? 1 : rounds) && wrong.length === 0; round++) {
      const found = await hub.round(round + 1);
      acknowledged += found.acknowledged;
      compared += found.compared;
      if (!slice)
        console.log(`round ${round + 1}: ${found.acknowledged} acknowledged, cut after ${found.kept}`);
      wrong.push(...found.wrong);
    }
  } catch (error) {
    wrong.push(`round ${round + 1} of the hub did not end: ${(error as Error).message}`);
  } finally {
    await hub.stop();
  }
  const told = `${round} cuts of the hub under ${acknowledged} acknowledged messages, ${compared} objects compared at partners`;
  return { wrong, told };
}
