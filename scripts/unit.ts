import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundle } from '../test/program.ts';

// Unit tests: all of them, or the files named on the command line. All share one PostgreSQL, that of DATABASE_URL or
// one that is started for them.
const report = 'reports/unit.xml';
const named = process.argv.slice(2);
const files = named.length > 0 ? named : ['src', 'simulators', 'conformance', 'test'].flatMap(testsIn);

mkdirSync('reports', { recursive: true });
rmSync(report, { force: true });
const postgres = process.env.DATABASE_URL === undefined && files.some((file) => file.includes('store'));
const TEST_DATABASE_URL = postgres ? await startPostgres() : undefined;
const { status } = spawnSync(
  process.execPath,
  [
    ...['--enable-source-maps', '--test', '--test-concurrency=2', '--test-timeout=900000'],
    ...[`--test-reporter=${process.stdout.isTTY ? 'spec' : 'dot'}`, '--test-reporter-destination=stdout'],
    ...['--test-reporter=junit', `--test-reporter-destination=${report}`],
    ...(await bundle(files)),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(TEST_DATABASE_URL && { TEST_DATABASE_URL }) } },
);
process.exit(status ?? 1);

function testsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}

/** Starts a PostgreSQL that ends with this process, and gives its URL. */
async function startPostgres(): Promise<string> {
  const args = ['--import', 'tsx', 'scripts/postgres.ts'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as unknown[];
  if (typeof url !== 'string') throw new Error('scripts/postgres.ts could not start a PostgreSQL');
  return url;
}
