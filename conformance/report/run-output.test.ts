import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Check, Verdict } from '../check-and-verdict-types.ts';
import type { Report } from './json-report.ts';
import { runOutputs } from './run-output.ts';

function check(id: string, verdict: Verdict, reason = ''): Check {
  return {
    ...{ id, name: `Name of ${id}`, steps: [], feature: 'registration', verdict, authority: 'must' },
    ...{ needs: [], twins: [], reason, findings: [], exchanges: [], milliseconds: 1 },
  };
}

/** A run whose end shows that CRED-32 tells nothing, and that a refusal told as passed had no meaning. */
const told = [check('CRED-27', 'failed'), check('CRED-32', 'failed'), check('CRED-22', 'passed')];
const report = {
  ...{ conformant: false, left_behind: [], mends: [], readiness: [], checks: [] },
  ...{ partner: { role: 'cpo' }, run: { interrupted: false, read_only: false } },
  totals: { passed: 0, failed: 1, warned: 0, skipped: 2, broken: 0 },
  checks: [
    check('CRED-27', 'failed'),
    check('CRED-32', 'skipped', 'it says nothing while CRED-30 does not hold'),
    check('CRED-22', 'skipped', 'it says nothing while CRED-06 does not hold'),
  ],
} as unknown as Report;

describe('a verdict that was told and does not stand at the end', () => {
  test('is taken back in words, with the reason, before the totals', () => {
    const said: string[] = [];
    const output = runOutputs.words((text) => said.push(text));
    for (const one of told) output.checked(one);
    output.finished(report, []);
    const text = said.slice(told.length).join('\n');
    assert.match(
      text,
      /^\nTaken back, as the rest of the run shows:\n {2}FAILED {4}CRED-32 {3}Name of CRED-32: it says nothing while CRED-30 does not hold\n {2}ok {8}CRED-22 {3}Name of CRED-22: it says nothing while CRED-06 does not hold\n/,
    );
    assert.ok(!text.includes('CRED-27   Name'));
    assert.ok(text.indexOf('Taken back') < text.indexOf('1 failed'));
  });

  test('is told to programs by an event of its own, before the last', () => {
    const said: string[] = [];
    const output = runOutputs.lines((text) => said.push(text));
    for (const one of told) output.checked(one);
    output.finished(report, []);
    const events = said.slice(told.length).map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      events.map(({ event, id, was, verdict }) => [event, id, was, verdict]),
      [
        ['taken_back', 'CRED-32', 'failed', 'skipped'],
        ['taken_back', 'CRED-22', 'passed', 'skipped'],
        ['finished', undefined, undefined, undefined],
      ],
    );
    assert.equal(events[0]?.reason, 'it says nothing while CRED-30 does not hold');
    assert.equal(events[0]?.name, 'Name of CRED-32');
  });

  test('nothing is taken back where all stands', () => {
    const said: string[] = [];
    const output = runOutputs.words((text) => said.push(text));
    output.checked(told[0] as Check);
    output.finished({ ...report, checks: report.checks.slice(0, 1) }, []);
    assert.ok(!said.join('\n').includes('Taken back'));
  });
});
