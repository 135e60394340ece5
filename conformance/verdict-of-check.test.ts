import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Authority } from '../src/ocpi/rules/origins-of-rules.ts';
import type { Check, Verdict } from './check-and-verdict-types.ts';
import type { PartnerRole } from './run-options.ts';
import { concluded, settled } from './verdict-of-check.ts';

const is = (authority?: Authority) => [
  { pointer: '/id', message: 'is required', ...(authority ? { authority } : {}) },
];
const none: ReturnType<typeof is> = [];

// LOC-01 and LOC-25 are of the operator's writing, TRANS-02 is a must, TRANS-14 a should, EXT-12 comes from 2.2.
// biome-ignore format: a table
const rows: [id: string, role: PartnerRole, status: string | undefined, unmet: string | undefined, findings: typeof none, verdict: Verdict, authority?: Authority][] = [
  ['LOC-01',   'cpo',  'PASSED',    undefined,      none,             'passed'],
  ['LOC-01',   'cpo',  'FAILED',    undefined,      is(),             'failed'],
  ['LOC-01',   'cpo',  'PASSED',    undefined,      is(),             'failed'],
  ['LOC-01',   'cpo',  'SKIPPED',   'not offered',  is(),             'failed'],
  ['LOC-25',   'cpo',  'FAILED',    undefined,      is(),             'failed'],
  ['LOC-25',   'emsp', 'FAILED',    undefined,      is(),             'warned'],
  ['TRANS-02', 'emsp', 'FAILED',    undefined,      is(),             'failed'],
  ['TRANS-09', 'cpo',  'FAILED',    undefined,      is(),             'failed'],
  ['TRANS-09', 'cpo',  'FAILED',    undefined,      is('contradiction'), 'warned'],
  ['TRANS-09', 'cpo',  'FAILED',    undefined,      [...is('advice'), ...is()], 'failed'],
  ['TRANS-10', 'cpo',  'FAILED',    undefined,      is(),             'warned', 'advice'],
  ['TRANS-14', 'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['TRANS-17', 'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['TRANS-44', 'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['TRANS-52', 'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['CRED-12',  'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['EXT-12',   'cpo',  'FAILED',    undefined,      is(),             'warned'],
  ['LOC-01',   'cpo',  'SKIPPED',   'not offered',  none,             'skipped'],
  ['LOC-01',   'cpo',  'FAILED',    undefined,      none,             'broken'],
  ['LOC-01',   'cpo',  'UNDEFINED', undefined,      none,             'broken'],
  ['LOC-01',   'cpo',  undefined,   undefined,      none,             'broken'],
];

for (const [id, role, status, unmet, findings, verdict, authority] of rows)
  test(`${id} of ${role}, ${status ?? 'not run'}${unmet ? `, ${unmet}` : ''}, ${findings.length} findings${authority ? ` by ${authority}` : ''}: ${verdict}`, () => {
    assert.equal(concluded({ id, role, authority, status, unmet, findings }), verdict);
  });

test('what was found while the suite itself stood still is no verdict; what holds all the same, is', () => {
  const outcome = { id: 'LOC-01', role: 'cpo', status: 'FAILED' } as const;
  assert.equal(concluded({ ...outcome, findings: is(), stood: 2100 }), 'skipped');
  assert.equal(concluded({ ...outcome, findings: is(), stood: 900 }), 'failed');
  assert.equal(concluded({ ...outcome, status: 'PASSED', findings: none, stood: 2100 }), 'passed');
});

/**
 * Checks written as `CRED-06=failed`, `CRED-22=passed<CRED-06`: the requirements that a check needs stand behind `<`,
 * those that give its pass a meaning behind `~`.
 */
function checks(text: string): Check[] {
  return text.split(' ').map((one) => {
    const [, id = '', verdict, needs, twin] = /^([A-Z]+-\d+)=(\w+)(?:<([\w-]*))?(?:~(.*))?$/.exec(one) ?? [];
    return {
      id,
      verdict,
      needs: needs ? [needs] : [],
      twins: twin ? [twin] : [],
      findings: [],
      reason: '',
    } as unknown as Check;
  });
}

// biome-ignore format: a table
const chains: [what: string, checks: string, told: string][] = [
  ['a refusal says nothing where nothing is taken', 'CRED-22=passed<CRED-06 CRED-06=failed',             'CRED-22=skipped<CRED-06 CRED-06=failed'],
  ['a consequence is no second fault',              'CRED-06=failed CRED-24=failed<CRED-06',             'CRED-06=failed CRED-24=skipped<CRED-06'],
  ['a warning is a cause too',                      'TRANS-03=warned CRED-08=failed<TRANS-03',           'TRANS-03=warned CRED-08=skipped<TRANS-03'],
  ['the first cause is named',                      'VER-01=failed VER-03=failed<VER-01 CRED-06=skipped<VER-03', 'VER-01=failed VER-03=skipped<VER-01 CRED-06=skipped<VER-01'],
  ['what holds is no cause',                        'CRED-06=passed CRED-22=failed<CRED-06',             'CRED-06=passed CRED-22=failed'],
  ['what was not made is no cause',                 'CRED-06=skipped CRED-22=passed<CRED-06',            'CRED-06=skipped CRED-22=passed'],
  ['a refusal counts with its positive twin only',  'CRED-22=passed~CRED-06 CRED-06=failed',             'CRED-22=skipped<CRED-06 CRED-06=failed'],
  ['what is taken wrongly needs no twin',           'CRED-22=failed~CRED-06 CRED-06=failed<CRED-22',     'CRED-22=failed CRED-06=skipped<CRED-22'],
  ['a bug of the suite stays one',                  'CRED-06=failed CRED-22=broken<CRED-06',             'CRED-06=failed CRED-22=broken'],
];

for (const [what, given, told] of chains)
  test(what, () => {
    assert.equal(
      settled(checks(given))
        .map(({ id, verdict, because }) => `${id}=${verdict}${because ? `<${because}` : ''}`)
        .join(' '),
      told,
    );
  });
