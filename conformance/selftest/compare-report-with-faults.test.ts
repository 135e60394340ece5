import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../check-and-verdict-types.ts';
import { compare } from './compare-report-with-faults.ts';

const checks = (text: string) =>
  text.split(' ').map((one) => {
    const [id = '', told = 'passed'] = one.split('=');
    const [verdict, because] = told.split('<');
    return { id, verdict: verdict as Verdict, ...(because ? { because } : {}) };
  });

// biome-ignore format: a table
const rows: [what: string, checks: string, wanted: string[], correct: boolean, not: object][] = [
  ['a fault that is found',                     'A-1=failed A-2 A-3',             ['A-1'],        false, {}],
  ['one that is found twice',                   'A-1=failed A-1=warned A-2',      ['A-1'],        false, {}],
  ['one that is missed',                        'A-1 A-2',                        ['A-1'],        false, { missed: ['A-1'] }],
  ['one that was skipped',                      'A-1=skipped A-2',                ['A-1'],        false, { missed: ['A-1'] }],
  ['another one that is flagged wrongly',       'A-1=failed A-2=failed',          ['A-1'],        false, { wrong: ['A-2'] }],
  ['another one that is warned of wrongly',     'A-1=failed A-2=warned',          ['A-1'],        false, { wrong: ['A-2'] }],
  ['a check that broke itself in place of it',  'A-1=broken A-2',                 ['A-1'],        false, { missed: ['A-1'], wrong: ['A-1 (suite broken)'] }],
  ['a broken partner of whom little was seen',  'A-1=failed A-2=skipped A-3=skipped', ['A-1'],    false, {}],
  ['a correct partner',                         'A-1 A-2 A-3=skipped',            [],             true,  {}],
  ['one with a warning that it may earn',       'A-1=warned A-2',                 ['A-1'],        true,  {}],
  ['one that fails by what it may be warned of', 'A-1=failed A-2',                ['A-1'],        true,  { failing: ['A-1'] }],
  ['one that is warned of something else',      'A-1=warned A-2',                 [],             true,  { wrong: ['A-1'] }],
  ['one of whom less than half was seen',       'A-1 A-2=skipped A-3=skipped',    [],             true,  { unseen: true }],
];

for (const [what, given, wanted, correct, not] of rows)
  test(`${what}: ${Object.keys(not).length === 0 ? 'as expected' : JSON.stringify(not)}`, () => {
    const asExpected = Object.keys(not).length === 0;
    const nothing = { missed: [], wrong: [], failing: [], unseen: false };
    assert.deepEqual(compare(checks(given), wanted, correct), { ...nothing, ...not, asExpected });
  });

test('beside another fault one that cannot be reached is not missed, one that passes is', () => {
  const told = (text: string) => compare(checks(text), ['A-1', 'A-2'], false, true).missed;
  assert.deepEqual(told('A-1=failed A-2=skipped A-2=skipped'), []);
  assert.deepEqual(told('A-1=failed A-2=skipped A-2'), ['A-2']);
  // One check of the missed requirement was skipped because of the other fault, another one could not see the fault.
  assert.deepEqual(told('A-1=failed A-2=skipped<A-1 A-2'), []);
  assert.deepEqual(told('A-1=failed A-2=skipped<A-3 A-2'), ['A-2']);
});
