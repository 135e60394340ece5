import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Unit tests: all of them, or the files named on the command line.
const report = 'reports/unit.xml';
const named = process.argv.slice(2);
const files = named.length > 0 ? named : ['src', 'simulators', 'test'].flatMap(testsIn);

mkdirSync('reports', { recursive: true });
rmSync(report, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-concurrency=2', '--test-timeout=60000'],
    ...[`--test-reporter=${process.stdout.isTTY ? 'spec' : 'dot'}`, '--test-reporter-destination=stdout'],
    ...['--test-reporter=junit', `--test-reporter-destination=${report}`],
    ...files,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;

function testsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}
