import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Agreement, RegistryState } from '../ports/connection-registry.ts';
import { agreed, agreedAtBegin, partnersOf, settles } from './connection-index.ts';

const cpo = 'NL*ABC' as Party;
const emsp = 'DE*EMP' as Party;
const from = Date.parse('2026-03-01T12:00:00Z');
const to = Date.parse('2026-04-01T12:00:00Z');
const minute = 60_000;

function registry(given: Partial<Agreement> = {}): RegistryState {
  const agreement = {
    ...{ id: 'a1', cpo, emsp, status: 'ACTIVE', deleted: false },
    ...{ valid_from: '2026-03-01T12:00:00Z', valid_to: '2026-04-01T12:00:00Z' },
    ...{ created: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z', ...given },
  } as Agreement;
  return { connections: [], agreements: agreementsOf([agreement]) };
}

/**
 * Whether two parties exchange data at moments around the validity of their agreement: at its first moment they do, at
 * its last they do not.
 */
const moments: [when: string, at: number, exchange: boolean][] = [
  ['just before it begins', from - 1, false],
  ['at its beginning', from, true],
  ['just before it ends', to - 1, true],
  ['at its end', to, false],
];

for (const [when, at, exchange] of moments)
  test(`an agreement ${exchange ? 'is' : 'is not'} in force ${when} @HUB-10`, () => {
    const state = registry();
    assert.equal(agreed(state, cpo, emsp, at), exchange);
    assert.deepEqual(partnersOf(state, 'CPO', cpo, at), exchange ? [emsp] : []);
    assert.deepEqual(partnersOf(state, 'EMSP', emsp, at), exchange ? [cpo] : []);
  });

test('an agreement without dates is in force at all times, one that is suspended at none @HUB-10', () => {
  const open = { valid_from: null, valid_to: null };
  assert.equal(agreed(registry(open), cpo, emsp, 0), true);
  assert.equal(
    agreed(registry({ ...open, status: 'SUSPENDED' } as Partial<Agreement>), cpo, emsp, from),
    false,
  );
});

/**
 * Which agreements count for a session by its begin: one that begins a quarter of an hour before the agreement counts;
 * an agreement that had ended by then does not.
 */
const begins: [when: string, at: number, given: Partial<Agreement>, counts: boolean][] = [
  ['a quarter of an hour before its beginning', from - 15 * minute, {}, true],
  ['earlier than that', from - 15 * minute - 1, {}, false],
  ['just before its end', to - 1, {}, true],
  ['at its end', to, {}, false],
  ['just before it was ended', from + minute - 1, ended(from + minute), true],
  ['when it was ended', from + minute, ended(from + minute), false],
];

for (const [when, at, given, counts] of begins)
  test(`an agreement ${counts ? 'covers' : 'does not cover'} a session that began ${when} @ROUTE-55 @HUB-15`, () => {
    assert.equal(agreedAtBegin(registry(given), cpo, emsp, at, to + minute), counts);
  });

/** Whether sessions that began under an agreement are still settled after its end: yes, unless `run_off` is false. */
const ends: [what: string, given: Partial<Agreement>, at: number, settled: boolean][] = [
  ['has run out', {}, to, true],
  ['has run out, without run-off', { run_off: false }, to, false],
  ['is in force, without run-off', { run_off: false }, to - 1, true],
  ['was suspended', ended(from + minute), from + minute, true],
  ['was suspended, without run-off', { ...ended(from + minute), run_off: false }, from + minute, false],
  ['has not begun', {}, from - 1, false],
];

for (const [what, given, at, settled] of ends)
  test(`an agreement that ${what} ${settled ? 'settles' : 'settles nothing of'} what began under it @HUB-40`, () => {
    assert.equal(settles(registry(given), cpo, emsp, at), settled);
    const began = agreedAtBegin(registry(given), cpo, emsp, from + minute - 1, at);
    assert.equal(began, settled || given.run_off !== false);
  });

function ended(at: number): Partial<Agreement> {
  return { status: 'SUSPENDED', since: new Date(at).toISOString() };
}
