import { existsSync, readFileSync } from 'node:fs';
import { chromiumProgram } from '../features/support/find-chromium.ts';
import { canBuild } from './has-c-compiler.ts';
import { type NpmScript, npmRun } from './run-npm-script.ts';

/** A step of `npm test`: an npm script, and the figures in its output. */
interface Step extends NpmScript {
  /** Seconds within which this step of `npm test` must end. */
  budget: number;
  shows: string;
  count?: (output: string) => Tally;
  unit?: string;
  /**
   * Whether this machine has all that the step needs; where it has not, the step is reported as not run, but in CI it
   * must run.
   */
  possible?: () => boolean;
}

interface Tally {
  passed: number;
  failed: number;
}

interface Outcome extends Tally {
  step: Step;
  ok: boolean;
}

/**
 * The steps in order, two at a time: the quick ones first, then the longest, beside which all others run. `budget` is
 * in seconds, for a step beside its neighbour on two otherwise idle cores; `npm test` has 360 in all.
 */
const steps: Step[] = [
  { script: 'lint', budget: 12, shows: 'format, order of imports, promises, no console' },
  { script: 'types', budget: 10, shows: 'TypeScript, strict' },
  { script: 'drift', budget: 10, shows: 'what is generated is up to date, every step is explained and used' },
  {
    script: 'requirements',
    budget: 6,
    shows: 'every tag names a requirement, every MUST is proved, the ledger is true',
  },
  { script: 'deadcode', budget: 6, shows: 'no unused file, export or dependency' },
  { script: 'audit', budget: 4, shows: 'dependencies are pinned and hashed, without known holes' },
  {
    script: 'features',
    budget: 310,
    shows: 'behaviour of the running system',
    count: countScenarios,
    unit: 'scenarios',
  },
  {
    script: 'features:2.2.1',
    budget: 25,
    shows: 'the same scenarios with providers of 2.2.1',
    count: countScenarios,
    unit: 'scenarios',
  },
  { script: 'unit', budget: 230, shows: 'decisions, import rules', count: countTests, unit: 'tests' },
  {
    script: 'mutants',
    budget: 15,
    args: ['--slice', '5'],
    shows: 'five planted defects turn tests red, others each day',
    count: countMutants,
    unit: 'defects',
  },
  {
    script: 'fuzz',
    budget: 20,
    args: ['--inputs', '1000', '--seed', '1'],
    shows: 'a thousand inputs that nobody would send',
  },
  {
    script: 'attack',
    budget: 20,
    // A9 and A10 are the scenarios with floods of requests; each has one spelling here.
    args: ['--slice', '--only', 'A9,A10'],
    shows: 'floods stop nobody else',
  },
  {
    script: 'interop',
    budget: 10,
    args: ['--quick'],
    shows: 'platforms that fail each other directly work through the hub',
  },
  {
    script: 'world',
    budget: 20,
    args: ['--seeds', '200'],
    shows: 'a seeded world in which everything happens that can',
  },
  {
    script: 'torture',
    budget: 24,
    args: ['--rounds', '3', '--seed', '24', '--messages', '100'],
    shows: 'nothing acknowledged is lost, whoever is killed',
  },
  {
    script: 'power',
    budget: 20,
    args: ['--slice'],
    shows: 'nothing acknowledged is lost when the power fails',
    possible: canBuild,
  },
  {
    script: 'torture',
    budget: 14,
    args: ['--outage', '--messages', '3000'],
    shows: 'a partner that was away gets each object once',
  },
  {
    script: 'conformance',
    budget: 60,
    shows: 'the conformance suite finds planted faults and nothing else',
    count: countPartners,
    unit: 'partners',
  },
  {
    script: 'console:market',
    budget: 30,
    shows: 'no page of the console grows with the market',
  },
  {
    script: 'bench',
    budget: 22,
    args: ['--quick'],
    shows: 'the benchmarks run; how fast they are says nothing here',
  },
];

needChromium();
const started = Date.now();
const outcomes: Outcome[] = [];
await runAll();
report();

/** Ends the tests at once, not after minutes, where no Chromium is installed. */
function needChromium(): void {
  try {
    chromiumProgram();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** Runs two steps at a time; after a failure no other begins. */
async function runAll(): Promise<void> {
  const waiting = steps.filter(({ possible }) => process.env.CI || !possible || possible());
  const runner = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await run(step);
      outcomes.push(outcome);
      if (!outcome.ok) waiting.length = 0;
    }
  };
  await Promise.all([runner(), runner()]);
}

async function run(step: Step): Promise<Outcome> {
  console.log(`== ${step.script}: ${step.shows}`);
  const from = Date.now();
  const { code, output } = await npmRun(step);
  const ok = code === 0;
  const tally = step.count?.(output) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  if (!ok) tally.failed = Math.max(tally.failed, 1);
  const counted = step.unit ? `, ${tally.passed} ${step.unit}` : '';
  if (!ok) console.log(output.trimEnd());
  console.log(
    `   ${step.script} ${ok ? 'passed' : 'FAILED'} in ${seconds(from)} of ${step.budget}${ok ? counted : ''}`,
  );
  for (const warning of output.match(/^WARNING: .*$/gm) ?? []) console.log(`   ${warning}`);
  return { step, ok, ...tally };
}

/** The totals at the end of node:test's JUnit report. */
function countTests(): Tally {
  const xml = existsSync('reports/unit.xml') ? readFileSync('reports/unit.xml', 'utf8') : '';
  const total = (name: string) => Number(xml.match(new RegExp(`<!-- ${name} (\\d+) -->`))?.[1] ?? 0);
  return { passed: total('pass'), failed: total('fail') + total('cancelled') };
}

/**
 * The totals in Cucumber's summary: `12 scenarios (1 failed, 11 passed)`; under `strict` everything but a pass counts
 * as failed.
 */
function countScenarios(output: string): Tally {
  const all = Number(output.match(/^(\d+) scenarios?/m)?.[1] ?? 0);
  const passed = Number(output.match(/^\d+ scenarios? \(.*?(\d+) passed/m)?.[1] ?? 0);
  return { passed, failed: all - passed };
}

/** The totals in the last line of the self-test: `50 partners passed, 0 failed`. */
function countPartners(output: string): Tally {
  const [, passed = '0', failed = '0'] = /^(\d+) partners passed, (\d+) failed$/m.exec(output) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}

/** The totals in the last line of the planted defects: `killed 5 of 5 planted in 9.0 s`. */
function countMutants(output: string): Tally {
  const [, killed = '0', planted = '0'] = /^killed (\d+) of (\d+) planted/m.exec(output) ?? [];
  return { passed: Number(killed), failed: Number(planted) - Number(killed) };
}

function report(): void {
  const outcomeOf = (step: Step) => outcomes.find((outcome) => outcome.step === step);
  const tested = steps.flatMap((step) => {
    const outcome = outcomeOf(step);
    const counted = step.unit ? ` (${outcome?.passed} ${step.unit})` : '';
    return outcome ? [`${step.script}${outcome.ok ? '' : ' FAILED'}${counted}`] : [];
  });
  const skipped = steps.filter((step) => !outcomeOf(step)).map((step) => step.script);
  console.log(`\nTested in ${seconds(started)} of 360: ${tested.join(', ')}.`);
  if (skipped.length > 0) console.log(`Not run: ${skipped.join(', ')}.`);
  const sum = (what: keyof Tally) => outcomes.reduce((total, outcome) => total + outcome[what], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
