import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { optionsOrExit } from '../torture/common/options-or-exit.ts';
import { authorise } from './cases/authorise.ts';
import { endToEnd } from './cases/end-to-end.ts';
import { fanOut } from './cases/fan-out.ts';
import { growth } from './cases/growth.ts';
import { ingest } from './cases/ingest.ts';
import { neighbour } from './cases/neighbour.ts';
import { pull } from './cases/pull.ts';
import { sync } from './cases/sync.ts';
import { validation } from './cases/validation.ts';
import { workers } from './cases/workers.ts';
import { openBench } from './rig/bench.ts';
import { openDatabases } from './rig/databases.ts';
import { settings } from './rig/hub.ts';
import { readOptions, usage } from './rig/options.ts';
import { plot } from './rig/plot.ts';
import { hotSpots } from './rig/profile.ts';
import { isReached, type Row, reached } from './rig/rows.ts';
import { table } from './rig/table.ts';

// This program measures the hub beside the limits of the machine, case by case; see README.md.

const cases = {
  validation,
  ingest,
  'fan-out': fanOut,
  'end-to-end': endToEnd,
  pull,
  sync,
  authorise,
  growth,
  workers,
  neighbour,
};

const options = optionsOrExit((args) => readOptions(args, Object.keys(cases)), usage);
if (options.profiles) rmSync(options.profiles, { recursive: true, force: true });
const databases = await openDatabases(options.store);
const bench = await openBench(options, databases);
const rows: Row[] = [];
// A quick run shows that everything works; its figures have no meaning, so they are not saved.
const folder = options.quick ? 'reports/bench' : 'trials/bench';
mkdirSync(folder, { recursive: true });
try {
  for (const [name, measure] of Object.entries(cases)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    const measured = await measure(bench);
    await bench.tidy();
    rows.push(...measured);
    if (measured.length === 0) continue;
    console.log(`${table(measured)}\n`);
    const beside = options.store === 'embedded' ? '' : `-${options.store}`;
    writeFileSync(`${folder}/${name}${beside}.svg`, plot(measured));
    writeFileSync(`${folder}/results.json`, `${JSON.stringify(results(), undefined, 2)}\n`);
  }
} finally {
  await bench.end();
  databases.end();
}
if (options.profiles) console.log(hotSpots(options.profiles));

/** The saved results: each row records its conditions; rows of cases that were not measured now stay. */
function results() {
  const { quick, store, rounds, seconds, stored } = options;
  const measured = {
    time: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    options: { quick, store, rounds, seconds, stored },
  };
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
  if (options.quick || !existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof results>).rows;
}
