import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Mutex } from 'async-mutex';
import { optionsOrExit } from '../torture/common/options-or-exit.ts';
import { authorise } from './cases/measure-authorisation.ts';
import { commands } from './cases/measure-commands.ts';
import { neighbour } from './cases/measure-dead-receiver-effect.ts';
import { endToEnd } from './cases/measure-end-to-end-delay.ts';
import { fanOut } from './cases/measure-fan-out.ts';
import { growth } from './cases/measure-growing-store.ts';
import { workers } from './cases/measure-hub-processes.ts';
import { pull } from './cases/measure-list-pages.ts';
import { sync } from './cases/measure-sync.ts';
import { validation } from './cases/measure-validation.ts';
import { versions } from './cases/measure-version-conversion.ts';
import { ingest } from './cases/measure-writes.ts';
import { checkOut } from './rig/check-out-revision.ts';
import { readOptions, usage } from './rig/command-line-options.ts';
import { compile } from './rig/compile-checkout.ts';
import { rigInWords, rigOf } from './rig/describe-machine.ts';
import { openDatabases } from './rig/empty-databases.ts';
import { settings } from './rig/measured-hub-process.ts';
import { type Bench, openBench } from './rig/measured-hub-with-partners.ts';
import { besideRows, isReached, type Row, reached } from './rig/result-and-goal-types.ts';
import { table } from './rig/results-table.ts';
import { plot } from './rig/svg-bar-chart.ts';

// This program measures the hub beside the limits of the machine, case by case; see README.md.

const cases = {
  validation,
  ingest,
  'fan-out': fanOut,
  versions,
  'end-to-end': endToEnd,
  pull,
  sync,
  authorise,
  commands,
  growth,
  workers,
  neighbour,
};

const options = optionsOrExit((args) => readOptions(args, Object.keys(cases)), usage);
const databases = await openDatabases(options.store);
const other = options.vs === undefined ? undefined : checkOut(options.vs);
const turn = new Mutex();
const checkouts = ['.', ...(other ? [other.folder] : [])];
for (const checkout of checkouts) compile(checkout);
const benches = await Promise.all(
  checkouts.map((checkout) => openBench(options, databases, { checkout, turn })),
);
const rig = rigOf(options.store);
const rows: Row[] = [];
// A quick run shows that everything works, and a comparison is of another checkout: neither is saved.
const folder = options.quick || options.vs ? 'reports/bench' : 'trials/bench';
mkdirSync(folder, { recursive: true });
try {
  for (const [name, measure] of Object.entries(cases)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    const [ours = [], theirs] = await Promise.all(benches.map((bench) => inTurn(bench, measure)));
    if (ours.length === 0) continue;
    const measured = theirs ? besideRows(ours, theirs, options.vs ?? '') : ours;
    rows.push(...measured);
    console.log(`${table(measured, rigInWords(rig))}\n`);
    const beside = options.store === 'embedded' ? '' : `-${options.store}`;
    writeFileSync(`${folder}/${name}${beside}.svg`, plot(measured, rigInWords(rig)));
    writeFileSync(`${folder}/results.json`, `${JSON.stringify(results(), undefined, 2)}\n`);
  }
} finally {
  await Promise.all(benches.map((bench) => bench.end()));
  databases.end();
  other?.remove();
}

/** Runs a case while the other compared checkout waits; after each round the turn passes on. */
function inTurn(bench: Bench, measure: (typeof cases)[keyof typeof cases]): Promise<Row[]> {
  return turn.runExclusive(async () => {
    const measured = await measure(bench);
    await bench.tidy();
    return measured;
  });
}

/** The results for the saved file: each row records its machine and options; rows of cases not measured now stay. */
function results() {
  const { quick, store, rounds, seconds, stored } = options;
  const measured = { ...rig, options: { quick, store, rounds, seconds, stored } };
  const now = rows.map((row) => ({
    ...row,
    measured,
    goals: row.goals.map((goal) => ({ ...goal, value: reached(row, goal), reached: isReached(row, goal) })),
  }));
  const cases = new Set(rows.map((row) => row.case));
  const others = earlier().filter((row) => !cases.has(row.case) || row.measured.options.store !== store);
  return { hub: settings, rows: [...others, ...now] };
}

function earlier(): (Row & { measured: { options: { store: string } } })[] {
  const file = `${folder}/results.json`;
  if (folder !== 'trials/bench' || !existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof results>).rows;
}
