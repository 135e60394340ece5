import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/start-postgres.ts';
import { inherited } from '../test/bundled-programs.ts';
import { copyOfTheTree } from './copy-source-tree.ts';
import { patched } from './defect-from-patch-file.ts';
import { planted, problemOf } from './plant-defect.ts';
import { mutants } from './rows/all-defects.ts';
import type { Mutant } from './rows/defect-type.ts';
import { isScenario, run } from './run-tests-of-defect.ts';

// This program plants one defect after the other in a copy of the tree, and reports whether the tests named for it turn
// red.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    slice: { type: 'string' },
    patch: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const patch = values.patch === undefined ? undefined : readFileSync(values.patch, 'utf8');
const started = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
process.chdir(copyOfTheTree());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const tally = { planted: 0, killed: 0, unseen: 0, wrong: 0 };
const env: NodeJS.ProcessEnv = { ...inherited(), NODE_OPTIONS: '' };
// With this variable set, Node's test runner would treat these runs as its own children.
delete env.NODE_TEST_CONTEXT;

if (patch !== undefined) await tryPatch(patch);
else await tryRows(chosen());
console.log(
  `killed ${tally.killed} of ${tally.planted} planted in ${seconds(started)}` +
    (tally.unseen > 0 ? `, ${tally.unseen} that behaviour does not show` : ''),
);
process.exit(tally.wrong === 0 && tally.killed === tally.planted ? 0 : 1);

/**
 * The rows to plant: all, those whose id begins with one of `--only`, or so many of `--slice`, others each day and
 * never the slow ones.
 */
function chosen(): Mutant[] {
  if (values.only !== undefined) {
    const beginnings = values.only.split(',');
    const found = mutants.filter(({ id }) => beginnings.some((beginning) => id.startsWith(beginning)));
    if (found.length === 0) throw new Error(`no row begins with ${values.only}`);
    return found;
  }
  if (values.slice === undefined) return mutants;
  const count = Number(values.slice);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--slice: ${values.slice} is not a number of rows`);
  const quick = mutants.filter(({ unseen, slow, red }) => !unseen && !slow && !red.some(isScenario));
  // The slice is spread evenly over the table, since neighbouring rows take equally long.
  const chosen = Math.min(count, quick.length);
  const step = Math.floor(quick.length / chosen);
  const day = Math.floor(Date.now() / 86_400_000);
  const all = Array.from({ length: chosen }, (_, n) => quick[(day + n * step) % quick.length]!);
  console.log(`today's ${all.length} of ${mutants.length}: ${all.map(({ id }) => id).join(', ')}`);
  return all;
}

/** Checks that all rows can be planted, and plants the chosen ones. */
async function tryRows(rows: Mutant[]): Promise<void> {
  for (const row of values.only === undefined ? mutants : rows) {
    const problem = problemOf(row);
    if (problem === undefined) continue;
    tally.wrong += 1;
    console.log(`${problem}: ${row.id}`);
  }
  const plantable = rows.filter((row) => problemOf(row) === undefined);
  const tests = [...new Set(plantable.flatMap(({ red }) => red))];
  await prepare(tests);
  const red = await redBefore(tests);
  for (const row of plantable) await tryRow(row, red);
}

async function tryRow(row: Mutant, redBefore: string[]): Promise<void> {
  const from = Date.now();
  const tell = (words: string) => console.log(`${words}: ${row.id} (${row.file})`);
  if (row.unseen !== undefined) {
    tally.unseen += 1;
    return tell(`unseen, ${row.unseen}`);
  }
  const early = row.red.find((test) => redBefore.includes(test));
  if (early !== undefined) {
    tally.wrong += 1;
    return tell(`RED BEFORE, in ${early}`);
  }
  tally.planted += 1;
  const takeBack = planted(row);
  try {
    for (const test of row.red) {
      const { green, output } = await run([test], env);
      if (values.verbose) console.log(output);
      if (green) return tell(`SURVIVED, ${test} stayed green`);
    }
    tally.killed += 1;
    tell(`killed in ${seconds(from)}`);
  } catch (error) {
    tell(`DOES NOT BUILD, ${(error as Error).message.split('\n')[1] ?? error}`);
  } finally {
    takeBack();
  }
}

/** Plants a patch as one defect, and runs the named tests, or all unit tests that depend on a file that it changes. */
async function tryPatch(text: string): Promise<void> {
  const { tests, files } = await patched(text, positionals);
  await prepare(tests);
  const red = await redBefore(tests);
  if (red.length > 0) {
    tally.wrong += 1;
    return console.log(`RED BEFORE, in ${red.join(', ')}`);
  }
  tally.planted += 1;
  const restore = files();
  for (const test of tests) {
    const { green, output } = await run([test], env);
    if (values.verbose) console.log(output);
    if (green) continue;
    console.log(`killed by ${test}`);
    tally.killed += 1;
    break;
  }
  restore();
  if (tally.killed === 0) console.log(`SURVIVED ${tests.length} files of tests`);
}

/** Starts the PostgreSQL that tests of the store need. */
async function prepare(tests: string[]): Promise<void> {
  if (tests.some((test) => /store|postgres/.test(test))) env.TEST_DATABASE_URL = await startPostgres();
}

/** The tests that are red before anything is planted. */
async function redBefore(tests: string[]): Promise<string[]> {
  if (tests.length === 0) return [];
  const from = Date.now();
  const { green } = await run(tests, env);
  console.log(`${tests.length} files and scenarios before: ${green ? 'green' : 'RED'} in ${seconds(from)}`);
  if (green) return [];
  const red: string[] = [];
  for (const test of tests) if (!(await run([test], env)).green) red.push(test);
  return red;
}
