import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/ocpi/schemas/validation.ts';
import type { CDR, Location, Session, Tariff, Token } from '../src/ocpi/types/2.1.1.generated.ts';
import { seeded } from './chance/seeded-random.ts';
import { eventually, invitation, start } from './connected-simulators-for-tests.ts';
import { cdrOf, sessionOf } from './cpo/build-session-and-cdr.ts';
import { isOpen } from './cpo/opening-times.ts';
import { type Visit, visitsOf } from './cpo/past-charging-visits.ts';
import { locations } from './cpo/sample-locations.ts';
import { tariffs } from './cpo/sample-tariffs.ts';
import { tokens } from './emsp/sample-tokens.ts';
import { checkCdr } from './tariffs/check-cost-of-cdr.ts';
import { walk } from './tariffs/cost-second-by-second.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const updated = '2026-11-29T11:59:59Z';
const drivers = tokens('ES*MSP', 'Provider', updated).filter(({ type, valid }) => valid && type === 'RFID');

function history(seed: number, days = 365): Visit[] {
  return visitsOf({
    now,
    days,
    locations: locations('ES*CPO', 'Operator', 11, updated),
    tariffs: new Map(tariffs(updated).map((one) => [one.id, one])),
    tokens: drivers,
    random: seeded(seed),
  });
}

const year = history(1);
const told = ({ facts, seconds }: Visit) => facts.start + (seconds + 60) * 1000;
const cdrs = year.map((visit) => cdrOf(visit.facts, visit.seconds, told(visit)));

test('a year has thousands of sessions, each day some, all of them in the past', () => {
  assert.ok(year.length > 2500 && year.length < 5000, String(year.length));
  assert.ok(new Set(year.map(({ facts }) => new Date(facts.start).toISOString().slice(0, 10))).size >= 360);
  assert.ok(year.every((visit) => told(visit) < now));
  assert.equal(new Set(year.map(({ facts }) => facts.id)).size, year.length);
});

test('every Session and CDR is 2.1.1-d2 to the letter', () => {
  for (const [at, visit] of year.entries()) {
    const session = sessionOf(visit.facts, visit.seconds, 'COMPLETED', told(visit));
    assert.deepEqual(check('session', session, 'strict'), [], session.id);
    assert.deepEqual(check('cdr', cdrs[at], 'strict'), [], session.id);
    assert.equal(session.total_cost, cdrs[at]?.total_cost);
    assert.equal(session.kwh, cdrs[at]?.total_energy);
  }
});

test('every price follows from the Tariff of its time, to the cent; every tenth by a second calculation too (@CDR-15)', () => {
  for (const [at, cdr] of cdrs.entries()) {
    const { agrees, findings } = checkCdr(cdr);
    assert.deepEqual([agrees, findings], [true, []], cdr.id);
    if (at % 10 === 0)
      assert.equal(Math.round(cdr.total_cost * 10_000), walk(cdr, cdr.tariffs?.[0] as Tariff), cdr.id);
  }
});

test('prices change on the first of January and of July, and a CDR has those of its start', () => {
  const prices = (from: string, to: string) =>
    new Set(
      cdrs
        .filter((one) => one.start_date_time >= from && one.start_date_time < to)
        .flatMap((one) => one.tariffs ?? [])
        .filter(({ id }) => id === 'TAR-ENERGY')
        .map(({ elements }) => elements[0]?.price_components[0]?.price),
    );
  assert.deepEqual([...prices('2025-11-29', '2026-01-01')], [0.36]);
  assert.deepEqual([...prices('2026-01-01', '2026-07-01')], [0.37]);
  assert.deepEqual([...prices('2026-07-01', '2026-11-30')], [0.39]);
});

test('no two cars are at one EVSE, and none comes where it is closed', () => {
  const ends = new Map<string, number>();
  for (const { facts, seconds } of year) {
    const uid = facts.location.evses?.[0]?.uid ?? '';
    assert.ok(facts.start >= (ends.get(uid) ?? 0), `${facts.id} at ${uid}`);
    ends.set(uid, facts.start + seconds * 1000);
    assert.ok(isOpen(facts.location, facts.start), `${facts.id} at ${facts.location.id}`);
  }
  const weekday = (one: Visit) => new Date(one.facts.start).getUTCDay();
  const office = year.filter(({ facts }) => facts.location.id === 'LOC-AMSTERDAM-1');
  assert.ok(office.length > 50, String(office.length));
  assert.deepEqual(
    office.filter((one) => weekday(one) === 0 || weekday(one) === 6),
    [],
  );
});

test('cars charge while the clocks change, forward and back', () => {
  for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']) {
    const time = Date.parse(change);
    const meanwhile = year.filter(
      ({ facts, seconds }) => facts.start < time && facts.start + seconds * 1000 > time,
    );
    assert.ok(meanwhile.length >= 3, `${change}: ${meanwhile.length}`);
    assert.ok(new Set(meanwhile.map(({ facts }) => facts.location.time_zone)).size >= 2, change);
    assert.ok(
      meanwhile.some(({ facts }) => facts.tariff?.id === 'TAR-DAY-NIGHT'),
      'by a price that depends on the hour',
    );
  }
});

test('the same seed makes the same year, another one another', () => {
  assert.deepEqual(history(1, 30), history(1, 30));
  assert.notDeepEqual(history(1, 30), history(2, 30));
});

test('opening times are those of the place: hours, weekdays, closings and openings that are exceptions', () => {
  const shop = locations('ES*CPO', 'Operator', 11, updated).find(
    ({ id }) => id === 'LOC-BARCELONA-1',
  ) as Location;
  for (const [time, open] of [
    ['2026-06-01T05:59:00Z', false],
    ['2026-06-01T06:00:00Z', true],
    ['2026-06-01T19:59:00Z', true],
    ['2026-06-01T20:00:00Z', false],
    ['2026-06-07T10:00:00Z', false],
    ['2026-12-20T10:00:00Z', true],
    ['2026-12-25T10:00:00Z', false],
  ] as const)
    assert.equal(isOpen(shop, Date.parse(time)), open, time);
});

test('a provider that registers can pull the past, by its dates', async (t) => {
  const emsp = await start(t, 'emsp');
  const cpo = await start(t, 'cpo', { ...(await invitation(emsp)), history: 40, seed: 3 });
  const own = cpo.platform.own;
  await eventually(async () => own.cdrs.size > 100);
  assert.equal(own.sessions.size, own.cdrs.size);
  const connection = emsp.platform.memory.read().connections[0];
  const ask = async (query: string) => {
    const endpoint = connection?.endpoints.find(({ identifier }) => identifier === 'cdrs');
    const response = await fetch(`${endpoint?.url}${query}`, {
      headers: { Authorization: `Token ${connection?.tokenToThem}` },
    });
    const { data } = (await response.json()) as { data: (CDR & Session & Token)[] };
    return { total: Number(response.headers.get('x-total-count')), data };
  };
  const all = await ask('?limit=1');
  assert.equal(all.total, own.cdrs.size);
  const from = new Date(Date.now() - 10 * 86_400_000).toISOString().replace(/\.\d+/, '');
  const newest = await ask(`?date_from=${from}`);
  assert.ok(newest.total > 20 && newest.total < all.total / 2, `${newest.total} of ${all.total}`);
  assert.ok(newest.data.every(({ last_updated }) => last_updated >= from));
});
