import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from './check.ts';
import { concluded } from './verdict.ts';

const finding = [{ pointer: '/id', message: 'is required' }];

// LOC-01 is a MUST of 2.1.1, TRANS-14 a SHOULD of it, EXT-12 a rule of the extensions.
// biome-ignore format: a table
const rows: [id: string, status: string | undefined, unmet: string | undefined, findings: typeof finding, verdict: Verdict][] = [
  ['LOC-01',   'PASSED',    undefined,      [],      'passed'],
  ['LOC-01',   'FAILED',    undefined,      finding, 'failed'],
  ['LOC-01',   'PASSED',    undefined,      finding, 'failed'],
  ['LOC-01',   'SKIPPED',   'not offered',  finding, 'failed'],
  ['TRANS-14', 'FAILED',    undefined,      finding, 'warned'],
  ['EXT-12',   'FAILED',    undefined,      finding, 'warned'],
  ['LOC-01',   'SKIPPED',   'not offered',  [],      'skipped'],
  ['LOC-01',   'FAILED',    undefined,      [],      'broken'],
  ['LOC-01',   'UNDEFINED', undefined,      [],      'broken'],
  ['LOC-01',   undefined,   undefined,      [],      'broken'],
];

for (const [id, status, unmet, findings, verdict] of rows)
  test(`${id}, ${status ?? 'not run'}${unmet ? `, ${unmet}` : ''}, ${findings.length} findings: ${verdict}`, () => {
    assert.equal(concluded(id, status, unmet, findings), verdict);
  });
