import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type NpmScript, npmRun } from './run-npm-script.ts';

// This program runs the checks that are too long for `npm test`, one after another; --only selects some by name. The
// most informative line of each output goes into docs/long-runs.md, with the commit and the date, to be committed.

interface Run extends NpmScript {
  /** A pattern of the most informative line of the check's output; without it, that is the last line. */
  line?: RegExp;
}

const runs: Record<string, Run> = {
  attack: { script: 'attack' },
  torture: { script: 'torture', args: ['--rounds', '100', '--seed', '7'] },
  'torture-postgres': { script: 'torture', args: ['--store', 'postgres', '--rounds', '30', '--seed', '8'] },
  'torture-processes': {
    script: 'torture',
    args: ['--store', 'postgres', '--workers', '2', '--rounds', '30', '--seed', '9'],
  },
  'power-store': { script: 'power', args: ['--only', 'store,faults', '--rounds', '200', '--seed', '25'] },
  'power-database': { script: 'power', args: ['--only', 'database', '--rounds', '50', '--seed', '25'] },
  'power-database-faults': { script: 'power', args: ['--only', 'database-faults', '--seed', '25'] },
  'power-together': { script: 'power', args: ['--only', 'together', '--rounds', '300', '--seed', '25'] },
  'power-together-postgres': {
    script: 'power',
    args: ['--only', 'together', '--store', 'postgres', '--rounds', '300', '--seed', '25'],
  },
  'power-hub': { script: 'power', args: ['--only', 'hub', '--rounds', '200', '--seed', '25'] },
  'power-flips': { script: 'power', args: ['--only', 'flips,bytes', '--seed', '25'] },
  outage: { script: 'torture', args: ['--outage'] },
  fuzz: { script: 'fuzz', args: ['--inputs', '100000', '--seed', '2026'] },
  laws: {
    script: 'unit',
    args: [
      'trials/fuzz/convert-random-objects.test.ts',
      'simulators/tariffs/same-cost-in-both-versions.test.ts',
    ],
    env: { BETWEEN_RUNS: '5000' },
  },
  interop: { script: 'interop' },
  world: { script: 'world', args: ['--seeds', '10000', '--seed', '1'] },
  'world-elsewhere': { script: 'world', args: ['--seeds', '10000', '--seed', '1000001'] },
  conformance: { script: 'conformance:selftest', args: ['--table'] },
  'conformance-pairs': { script: 'conformance:selftest', args: ['--pairs', '300', '--seed', '21'] },
  'conformance-busy': { script: 'conformance:selftest', args: ['--busy', '100'] },
  model: { script: 'unit', args: ['src/store/stores-against-model.test.ts'], env: { MODEL_RUNS: '200' } },
  day: { script: 'day' },
  facts: {
    script: 'unit',
    args: ['trials/test/delivery-facts-after-sync.test.ts'],
    env: { FACTS_LOCATIONS: '50000' },
  },
  sessions: {
    script: 'unit',
    args: ['simulators/cpo/random-sessions.test.ts'],
    env: { SESSIONS: '10000' },
  },
  'features-postgres': { script: 'features', env: { FEATURES_STORE: 'postgres' }, line: /^\d+ scenarios/ },
};
const file = 'docs/long-runs.md';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(runs);
for (const name of wanted)
  if (!runs[name])
    throw new Error(`--only: there is no run ${name}; there are ${Object.keys(runs).join(', ')}`);
for (const name of wanted) {
  const run = runs[name] as Run;
  const started = Date.now();
  const { code, output } = await npmRun(run, (chunk) => process.stdout.write(chunk));
  const lines = output.split('\n').filter((one) => (run.line ?? /\w/).test(one));
  const last = lines.at(-1)?.trim() ?? '';
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  keep(name, `${code === 0 ? 'passed' : 'FAILED'} | ${minutes} min | ${last.replaceAll('|', '/')}`);
  if (code !== 0) process.exitCode = 1;
}

/** Replaces the line of a long check in the document of their results by its newest one. */
function keep(name: string, outcome: string): void {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  const line = `| ${name} | ${commit} | ${new Date().toISOString().slice(0, 10)} | ${outcome} |`;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const at = lines.findIndex((one) => one.startsWith(`| ${name} |`));
  if (at < 0) lines.push(line);
  else lines[at] = line;
  writeFileSync(file, `${lines.join('\n')}\n`);
}
