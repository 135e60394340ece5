import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Authority } from '../../src/ocpi/rules/origins-of-rules.ts';
import type { Verdict } from '../check-and-verdict-types.ts';
import type { Readiness } from '../readiness-profiles.ts';
import { mendsByWeight } from './requirements-to-mend-first.ts';

type Row = [id: string, verdict: Verdict, authority?: Authority, because?: string];

function mends(rows: Row[], blocking: Record<string, string[]> = {}) {
  const checks = rows.map(([id, verdict, authority = 'must', because]) => {
    const requirement = {
      id,
      words: `words of ${id}`,
      mend: `mend ${id}`,
      source: '',
      role: 'BOTH',
    };
    return { id, verdict, authority, because, requirement };
  });
  const readiness = Object.entries(blocking).map(([profile, ids]) => ({
    profile,
    verdict: 'not ready',
    ids,
  }));
  return mendsByWeight(checks, readiness as Readiness[]);
}

/** Ids of broken requirements in the order in which the report shows them. */
// biome-ignore format: a table
const cases: [why: string, rows: Row[], blocking: Record<string, string[]>, order: string[]][] = [
  ['failures before warnings',              [['A-1', 'warned'], ['B-1', 'failed']],                                         {}, ['B-1', 'A-1']],
  ['2.1.1 before 2.2',                      [['A-1', 'warned', '2.2 backport'], ['B-1', 'warned', 'should']],               {}, ['B-1', 'A-1']],
  ['each that binds alike',      [['A-1', 'failed', 'indicative'], ['B-1', 'failed', 'must']],                   {}, ['A-1', 'B-1']],
  ['should before what an example shows',   [['A-1', 'warned', 'example'], ['B-1', 'warned', 'should']],                    {}, ['B-1', 'A-1']],
  ['more profiles first',                   [['A-1', 'failed'], ['B-1', 'failed']],              { one: ['A-1', 'B-1'], two: ['B-1'] }, ['B-1', 'A-1']],
  ['more consequences first',               [['A-1', 'failed'], ['B-1', 'failed'], ['C-1', 'skipped', 'must', 'B-1']], {}, ['B-1', 'A-1']],
  ['profiles before consequences',          [['A-1', 'failed'], ['B-1', 'failed'], ['C-1', 'skipped', 'must', 'A-1']], { one: ['B-1'] }, ['B-1', 'A-1']],
  ['not who has more examples',             [['A-1', 'failed'], ['B-1', 'failed'], ['B-1', 'failed']],                      {}, ['A-1', 'B-1']],
  ['else in the order of the run',          [['B-1', 'failed'], ['A-1', 'failed'], ['C-1', 'passed']],                      {}, ['B-1', 'A-1']],
];

for (const [why, rows, blocking, order] of cases)
  test(`mend first: ${why}`, () =>
    assert.deepEqual(
      mends(rows, blocking).map(({ id }) => id),
      order,
    ));

test('a mend tells how much hangs on it', () => {
  const rows: Row[] = [
    ['A-1', 'failed'],
    ['A-1', 'warned'],
    ['A-1', 'passed'],
    ['B-1', 'skipped', 'must', 'A-1'],
  ];
  assert.deepEqual(mends(rows, { core: ['A-1'] }), [
    {
      ...{ id: 'A-1', verdict: 'failed', words: 'words of A-1', mend: 'mend A-1' },
      ...{ checks: 2, consequences: 1, blocks: ['core'] },
    },
  ]);
});
