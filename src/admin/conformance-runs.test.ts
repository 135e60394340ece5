import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startConformanceRuns } from './conformance-runs.ts';

test('a process that ends without telling an ending has no verdict', async () => {
  const runs = startConformanceRuns(() => Date.parse('2025-03-01T08:00:00Z'));
  const about = {
    connection: 'c1',
    role: 'CPO',
    versions_url: 'https://cpo.example',
    read_only: true,
  } as const;
  // With `--help` the process prints words for people, and makes no run.
  const { id } = await runs.start({ ...about, token: 'a-token', options: ['--help'] });
  while (runs.find(id).status === 'RUNNING') await wait(20);
  const { status, conformant, error, finished, verdicts } = runs.find(id);
  assert.deepEqual([status, conformant, error], ['FAILED', null, 'the suite ended without a verdict']);
  assert.equal(finished, '2025-03-01T08:00:00.000Z');
  assert.deepEqual(verdicts, { passed: 0, failed: 0, warned: 0, skipped: 0, broken: 0 });
  assert.throws(() => runs.report(id, 'json'), /has no report/);
});
