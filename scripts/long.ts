import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

// The runs that are too long for `npm test`, one after another; --only takes some of them by name. The line that tells most
// of each goes into docs/long-runs.md, with the commit and the date, to be committed.

interface Run {
  name: string;
  args?: string[];
  env?: Record<string, string>;
  /** Finds the line of its output that tells most; the last one without it. */
  line?: RegExp;
}

const runs: Record<string, Run> = {
  attack: { name: 'attack' },
  torture: { name: 'torture', args: ['--rounds', '100', '--seed', '7'] },
  'torture-postgres': { name: 'torture', args: ['--store', 'postgres', '--rounds', '30', '--seed', '8'] },
  'torture-processes': {
    name: 'torture',
    args: ['--store', 'postgres', '--workers', '2', '--rounds', '30', '--seed', '9'],
  },
  outage: { name: 'torture', args: ['--outage'] },
  fuzz: { name: 'fuzz', args: ['--inputs', '100000', '--seed', '2026'] },
  interop: { name: 'interop' },
  conformance: { name: 'conformance:selftest' },
  model: { name: 'unit', args: ['src/store/model.test.ts'], env: { MODEL_RUNS: '200' } },
  sessions: {
    name: 'unit',
    args: ['simulators/cpo/random-sessions.test.ts'],
    env: { SESSIONS: '10000' },
  },
  'features-postgres': { name: 'features', env: { FEATURES_STORE: 'postgres' }, line: /^\d+ scenarios/ },
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
  const { code, last } = await npmRun(run);
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  keep(name, `${code === 0 ? 'passed' : 'FAILED'} | ${minutes} min | ${last.replaceAll('|', '/')}`);
  if (code !== 0) process.exitCode = 1;
}

/** Runs an npm script, passes on what it prints, and gives the line that tells most. */
function npmRun({
  name,
  args = [],
  env = {},
  line = /\w/,
}: Run): Promise<{ code: number | null; last: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      output = (output + chunk.toString()).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = output.split('\n').filter((one) => line.test(one));
      resolve({ code, last: lines.at(-1)?.trim() ?? '' });
    });
  });
}

/** Writes the newest line of a run in the place of the one before. */
function keep(name: string, outcome: string): void {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  const line = `| ${name} | ${commit} | ${new Date().toISOString().slice(0, 10)} | ${outcome} |`;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const at = lines.findIndex((one) => one.startsWith(`| ${name} |`));
  if (at < 0) lines.push(line);
  else lines[at] = line;
  writeFileSync(file, `${lines.join('\n')}\n`);
}
