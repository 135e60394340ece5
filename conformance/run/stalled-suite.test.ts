import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from '../report/json-report.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./stalled-suite.ts', import.meta.url));

// A process runs the suite, since a bundled test cannot load the suite's step files, which are sources.
test('a check during which the suite itself stood still finds nothing, and the next one does', async () => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program]);
  const { checks, totals } = JSON.parse(stdout) as Report;
  const told = checks.map(({ id, verdict, findings }) => [id, verdict, findings.length]);
  assert.deepEqual(told, [
    ['TRANS-02', 'skipped', 0],
    ['TRANS-03', 'failed', 1],
    ['TRANS-03', 'failed', 1],
  ]);
  assert.match(
    checks[0]?.reason ?? '',
    /^the suite itself stood still for 2\.\d s meanwhile, so that it cannot tell: run it again$/,
  );
  assert.equal(totals.broken, 0);
});
