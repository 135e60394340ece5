import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { bundle, sharePrograms } from '../trials/test/bundled-programs.ts';
import { unitTests, unitTestsByFolder } from './find-unit-tests.ts';
import { startPostgres } from './start-postgres.ts';

// This program runs all unit tests, those of a folder in one process, or the files named on the command line, each in
// its own. They share one PostgreSQL, that of DATABASE_URL or one that is started for them, and the bundle of the
// product's programs.
const report = 'reports/unit.xml';
const named = process.argv.slice(2);
const files = named.length > 0 ? named : unitTests();

mkdirSync('reports', { recursive: true });
rmSync(report, { force: true });
const postgres = process.env.DATABASE_URL === undefined && files.some((file) => file.includes('store'));
const TEST_DATABASE_URL = postgres ? await startPostgres() : undefined;
await sharePrograms();
const { status } = spawnSync(
  process.execPath,
  [
    ...['--enable-source-maps', '--test', '--test-concurrency=2', '--test-timeout=900000'],
    ...[`--test-reporter=${process.stdout.isTTY ? 'spec' : 'dot'}`, '--test-reporter-destination=stdout'],
    ...['--test-reporter=junit', `--test-reporter-destination=${report}`],
    ...(await bundle(named.length > 0 ? named : unitTestsByFolder())),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(TEST_DATABASE_URL && { TEST_DATABASE_URL }) } },
);
process.exit(status ?? 1);
