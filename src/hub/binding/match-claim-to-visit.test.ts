import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Claim, fitting, type Visit } from './match-claim-to-visit.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-06-01T12:00:00Z');
const visit: Visit = { start, received: undefined, location: 'LOC1', evses: ['EVSE1'] };
const late: Visit = { ...visit, start: undefined, received: start };
const asked: Claim = {
  id: '1',
  cpo: 'NL*ABC',
  emsp: 'DE*VIC',
  by: 'START_SESSION',
  state: 'accepted',
  at: start,
  location: 'LOC1',
  evses: ['EVSE1'],
};

const cases: [string, Partial<Claim>, Visit, boolean][] = [
  ['60 minutes before', { at: start - 60 * minute }, visit, true],
  ['a moment earlier', { at: start - 60 * minute - 1 }, visit, false],
  ['15 minutes after', { at: start + 15 * minute }, visit, true],
  ['a moment later', { at: start + 15 * minute + 1 }, visit, false],
  ['by receipt, where the start cannot be used', {}, late, true],
  ['by receipt, too early', { at: start - 61 * minute }, late, false],
  ['without start and receipt', {}, { ...late, received: undefined }, false],
  ['the Location in other letters', { location: 'loc1', evses: ['evse1'] }, visit, true],
  ['another Location', { location: 'LOC2' }, visit, false],
  ['another EVSE', { evses: ['EVSE2'] }, visit, false],
  ['no EVSE', { evses: [] }, visit, true],
  ['a visit without EVSE', {}, { ...visit, evses: [] }, true],
  ['a command without a place', { location: undefined }, visit, false],
  ['an authorisation without a place', { by: 'ALLOWED', location: undefined, evses: [] }, visit, true],
  ['an authorisation at another place', { by: 'ALLOWED', location: 'LOC2' }, visit, false],
  [
    'a reservation that ended an hour ago',
    { by: 'RESERVE_NOW', at: start - 3 * hour, until: start - hour },
    visit,
    true,
  ],
  [
    'one that ended before that',
    { by: 'RESERVE_NOW', at: start - 3 * hour, until: start - hour - 1 },
    visit,
    false,
  ],
  [
    'one for a year, 24 hours after it was asked',
    { by: 'RESERVE_NOW', at: start - 24 * hour, until: start + 9e9 },
    visit,
    true,
  ],
  ['and later', { by: 'RESERVE_NOW', at: start - 24 * hour - 1, until: start + 9e9 }, visit, false],
];

for (const [what, change, of, fits] of cases)
  test(`${what}: ${fits ? 'fits' : 'does not fit'} (ROUTE-42)`, () => {
    assert.equal(fitting([{ ...asked, ...change } as Claim], of).length, fits ? 1 : 0);
  });

test('what was not answered stands behind what was accepted, and a reservation behind what came later (ROUTE-42)', () => {
  const of = (...claims: Partial<Claim>[]) =>
    fitting(
      claims.map((change, nth) => ({ ...asked, id: String(nth), ...change }) as Claim),
      visit,
    ).map(({ claim }) => claim.id);
  assert.deepEqual(of({ state: 'unanswered' }, {}), ['1']);
  assert.deepEqual(of({ state: 'unanswered' }), ['0']);
  const reserved = { by: 'RESERVE_NOW', at: start - 2 * minute, until: start + hour } as const;
  assert.deepEqual(of(reserved, { at: start - minute }), ['1']);
  assert.deepEqual(of(reserved, { at: start - 3 * minute }).sort(), ['0', '1']);
  assert.deepEqual(of(reserved, { by: 'ALLOWED', at: start - minute }), ['1']);
  assert.deepEqual(of({ evses: [] }, {}), ['1', '0'], 'the closest place goes first');
});
