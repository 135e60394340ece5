import { parseArgs } from 'node:util';
import { findAll, findPatch } from './defects/find.ts';
import { planOf } from './plan.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';
import { story } from './story.ts';

// This program plays seeds of a world, or plants defects and tells which seeds show them.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    watch: { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
    digest: { type: 'boolean', default: false },
    patch: { type: 'string' },
    defects: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const range = { first: numberOf('seed'), seeds: numberOf('seeds') };
const isGood = values.patch
  ? await findPatch(values.patch, range)
  : values.defects
    ? await findAll(values.only, range)
    : await playAll();
process.exit(isGood ? 0 : 1);

/** Plays all seeds; a broken one is shrunk and told, the first of several. */
async function playAll(): Promise<boolean> {
  const started = performance.now();
  const sum = { seeds: 0, lasted: 0, events: 0, broken: 0 };
  for (let seed = range.first; seed < range.first + range.seeds; seed++) {
    const plan = planOf(String(seed));
    const { violation, lasted, events, lines, digest } = await run(plan, values.watch);
    sum.seeds += 1;
    sum.lasted += lasted;
    sum.events += events;
    if (values.watch) console.log(lines.join('\n'));
    if (values.digest) console.log(`${seed} ${digest}`);
    if (!violation) continue;
    sum.broken += 1;
    console.log(`seed ${seed}: ${violation.rule}: ${violation.words}`);
    if (values.stop) break;
    if (sum.broken === 1) for (const line of story(await shrink(plan))) console.log(`  ${line}`);
  }
  const took = (performance.now() - started) / 1000;
  const perSecond = (sum.seeds / took).toFixed(1);
  const hours = (sum.lasted / 3_600_000 / took).toFixed(2);
  console.log(
    `${sum.seeds} seeds in ${took.toFixed(1)} s: ${perSecond} seeds/s, ${hours} simulated hours/s, ${sum.events} events, ${sum.broken} broken`,
  );
  return sum.broken === 0;
}

function numberOf(name: 'seed' | 'seeds'): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 0 || values[name] === '')
    throw new Error(`--${name}: ${values[name]} is no number`);
  return number;
}
