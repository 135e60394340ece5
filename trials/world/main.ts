import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { findAll, findPatch } from './defects/find.ts';
import { planOf } from './draw.ts';
import { keep, keptPlans } from './kept/plans.ts';
import type { Plan } from './plan.ts';
import { run } from './run.ts';
import { type Played, playShares, toldOf } from './shares.ts';
import { shrink } from './shrink.ts';
import { story } from './story.ts';

// This program plays seeds of a world, or plants defects and tells which seeds show them.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    moment: { type: 'string' },
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
/** So many seeds are played before other processes would have started. */
const fewSeeds = 20;
const range = { first: numberOf('seed', 1), seeds: numberOf('seeds', values.kept ? 0 : 200) };
const isGood = values.patch
  ? await findPatch(values.patch, range)
  : values.defects
    ? await findAll(values.only, range, values.kept)
    : await playAll();
process.exit(isGood ? 0 : 1);

/** Plays the kept plans, unless seeds of another base are wanted, and then all seeds; a broken one is shrunk and told, the first of several. */
async function playAll(): Promise<boolean> {
  const started = performance.now();
  const isTold = values.watch || values.stop || values.digest || values.share !== undefined;
  const processes = isTold || range.seeds < fewSeeds ? 1 : availableParallelism();
  const played = processes === 1 ? await playHere() : await playShares(process.argv.slice(2), processes);
  const { plans: count, lasted, events, broken } = played;
  if (values.share !== undefined) console.log(toldOf(played));
  else {
    const first = broken[0] === undefined || values.stop ? undefined : planNamed(broken[0]);
    if (first) await tell(first);
    const took = (performance.now() - started) / 1000;
    const perSecond = (count / took).toFixed(1);
    const hours = (lasted / 3_600_000 / took).toFixed(2);
    console.log(
      `${count} seeds in ${took.toFixed(1)} s: ${perSecond} seeds/s, ${hours} simulated hours/s, ${events} events, ${broken.length} broken`,
    );
  }
  return broken.length === 0;
}

/** Plays in this process, its share where it has one, and tells of each seed that breaks a rule as it does. */
async function playHere(): Promise<Played> {
  const [nth = 0, of = 1] = (values.share ?? '0/1').split('/').map(Number);
  const played: Played = { plans: 0, lasted: 0, events: 0, broken: [] };
  let number = 0;
  for (const [name, plan] of plans()) {
    if (number++ % of !== nth) continue;
    const { violation, lasted, events, lines, digest } = await run(plan, values.watch);
    played.plans += 1;
    played.lasted += lasted;
    played.events += events;
    if (values.watch) console.log(lines.join('\n'));
    if (values.digest) console.log(`${name} ${digest}`);
    if (!violation) continue;
    played.broken.push(name);
    console.log(`seed ${name}: ${violation.rule}: ${violation.words}`);
    if (values.stop) break;
  }
  return played;
}

function planNamed(wanted: string): Plan | undefined {
  for (const [name, plan] of plans()) if (name === wanted) return plan;
  return undefined;
}

function* plans(): Generator<[name: string, plan: Plan]> {
  if (values.kept || values.seed === undefined)
    for (const [name, { plan }] of keptPlans<Plan>()) yield [name, plan];
  for (let seed = range.first; seed < range.first + range.seeds; seed++) {
    const plan = planOf(String(seed));
    if (!values.moment || hasMoment(plan, values.moment)) yield [String(seed), plan];
  }
}

/** Whether a plan has a rare moment, or is of a kind: `nightly`, `deltas`. */
function hasMoment(plan: Plan, moment: string): boolean {
  return plan.moments?.includes(moment) || (moment === 'nightly' && plan.nightly);
}

async function tell(plan: Plan): Promise<void> {
  const shrunk = await shrink(plan);
  for (const line of story(shrunk)) console.log(`  ${line}`);
  if (values.keep) keep(values.keep, { showed: shrunk.outcome.violation?.words ?? '', plan: shrunk.plan });
}

function numberOf(name: 'seed' | 'seeds', usual: number): number {
  const text = values[name] ?? String(usual);
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || text === '')
    throw new Error(`--${name}: ${text} is no number`);
  return number;
}
