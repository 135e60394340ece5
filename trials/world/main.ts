import { parseArgs } from 'node:util';
import { findAll, findPatch } from './defects/find.ts';
import { planOf } from './draw.ts';
import { keep, keptPlans } from './kept/plans.ts';
import type { Plan } from './plan.ts';
import { run } from './run.ts';
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
  },
});
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
  const sum = { plans: 0, lasted: 0, events: 0, broken: 0 };
  for (const [name, plan] of plans()) {
    const { violation, lasted, events, lines, digest } = await run(plan, values.watch);
    sum.plans += 1;
    sum.lasted += lasted;
    sum.events += events;
    if (values.watch) console.log(lines.join('\n'));
    if (values.digest) console.log(`${name} ${digest}`);
    if (!violation) continue;
    sum.broken += 1;
    console.log(`seed ${name}: ${violation.rule}: ${violation.words}`);
    if (values.stop) break;
    if (sum.broken === 1) await tell(plan);
  }
  const took = (performance.now() - started) / 1000;
  const perSecond = (sum.plans / took).toFixed(1);
  const hours = (sum.lasted / 3_600_000 / took).toFixed(2);
  console.log(
    `${sum.plans} seeds in ${took.toFixed(1)} s: ${perSecond} seeds/s, ${hours} simulated hours/s, ${sum.events} events, ${sum.broken} broken`,
  );
  return sum.broken === 0;
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
