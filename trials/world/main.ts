import { parseArgs } from 'node:util';
import { planOf } from './plan.ts';
import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    watch: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const realNow = performance.now.bind(performance);
const started = realNow();
let lasted = 0;
let events = 0;
const failures: string[] = [];
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const outcome = await run(planOf(String(seed)), values.watch);
  lasted += outcome.lasted;
  events += outcome.events;
  if (values.watch) for (const line of outcome.lines) console.log(line);
  if (outcome.violation) {
    failures.push(String(seed));
    console.log(`seed ${seed}: ${outcome.violation.rule}: ${outcome.violation.words}`);
  }
}
const took = (realNow() - started) / 1000;
console.log(
  `${values.seeds} seeds in ${took.toFixed(1)} s: ${(Number(values.seeds) / took).toFixed(1)} seeds/s, ${(lasted / 3_600_000 / took).toFixed(2)} simulated hours/s, ${events} events, ${failures.length} broken`,
);
process.exit(failures.length > 0 ? 1 : 0);
