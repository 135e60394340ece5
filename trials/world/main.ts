import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Played, toldOf } from './play-outcome.ts';

// This program plays seeds of a world, or plants defects and tells which seeds show them. It loads the world only to
// play in this process: processes that share the seeds load it for themselves.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    moment: { type: 'string' },
    mixed: { type: 'boolean', default: false },
    kept: { type: 'boolean', default: false },
    keep: { type: 'string' },
    watch: { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
    digest: { type: 'boolean', default: false },
    patch: { type: 'string' },
    defects: { type: 'boolean', default: false },
    only: { type: 'string' },
    share: { type: 'string' },
  },
});
/** Number of seeds that one process plays before others would have started. */
const fewSeeds = 20;
const range = { first: numberOf('seed', 1), seeds: numberOf('seeds', values.kept ? 0 : 200) };
const isGood = values.patch || values.defects ? await findDefects() : await playAll();
process.exit(isGood ? 0 : 1);

/** Applies a patch, or plants the defects of the table, and looks for seeds that show them. */
async function findDefects(): Promise<boolean> {
  const { findAll, findPatch } = await import('./defects/find-seed-of-defect.ts');
  return values.patch ? findPatch(values.patch, range) : findAll(values.only, range, values.kept);
}

/**
 * Plays the stored plans, unless seeds of another base are wanted, and then all seeds; shrinks and tells the first plan
 * that breaks a rule.
 */
async function playAll(): Promise<boolean> {
  const started = performance.now();
  const isTold = values.watch || values.stop || values.digest || values.share !== undefined;
  const processes = isTold || range.seeds < fewSeeds ? 1 : availableParallelism();
  const played = processes === 1 ? await playHere() : await playThere(processes);
  const { plans: count, lasted, events, broken } = played;
  if (values.share !== undefined) console.log(toldOf(played));
  else {
    const [first] = broken;
    if (first !== undefined && !values.stop) {
      const { tell } = await import('./play-several-plans.ts');
      await tell(first, asked(), values.keep);
    }
    const took = (performance.now() - started) / 1000;
    const perSecond = (count / took).toFixed(1);
    const hours = (lasted / 3_600_000 / took).toFixed(2);
    console.log(
      `${count} seeds in ${took.toFixed(1)} s: ${perSecond} seeds/s, ${hours} simulated hours/s, ${events} events, ${broken.length} broken`,
    );
  }
  return broken.length === 0;
}

async function playHere(): Promise<Played> {
  const { playPlans } = await import('./play-several-plans.ts');
  return playPlans(asked(), values);
}

async function playThere(processes: number): Promise<Played> {
  const { playShares } = await import('./parallel-seeds.ts');
  return playShares(process.argv.slice(2), processes);
}

function asked() {
  return {
    ...range,
    moment: values.moment,
    mixed: values.mixed,
    kept: values.kept || values.seed === undefined,
  };
}

function numberOf(name: 'seed' | 'seeds', usual: number): number {
  const text = values[name] ?? String(usual);
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || text === '')
    throw new Error(`--${name}: ${text} is no number`);
  return number;
}
