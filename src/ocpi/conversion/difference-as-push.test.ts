import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectRow } from '../editions/modules-2.2.1.ts';
import { write } from '../editions/write-object-part.ts';
import { differenceOf } from './difference-as-push.ts';

type Fields = Record<string, unknown>;

const at = (minute: number) => `2025-03-01T08:${String(minute).padStart(2, '0')}:00Z`;
const connector = (id: string, more: Fields = {}) => ({ id, max_voltage: 230, last_updated: at(0), ...more });
const evse = (uid: string, more: Fields = {}) => ({
  uid,
  status: 'AVAILABLE',
  connectors: [connector('1'), connector('2')],
  last_updated: at(0),
  ...more,
});
const location = (more: Fields = {}) => ({
  id: 'LOC1',
  name: 'Harbour',
  city: 'Rotterdam',
  evses: [evse('E1'), evse('E2')],
  last_updated: at(0),
  ...more,
});
const session = (more: Fields = {}) => ({
  id: 'SES1',
  kwh: 1,
  charging_periods: [{ start_date_time: at(0) }],
  last_updated: at(0),
  ...more,
});

const between = (module: 'locations' | 'sessions' | 'tariffs', before: Fields, after: Fields) =>
  differenceOf(objectRow(module), before, after);

test('a change goes as a PATCH of the smallest part, with its time', () => {
  const renamed = location({ name: 'Quay', last_updated: at(1) });
  assert.deepEqual(between('locations', location(), renamed), {
    method: 'PATCH',
    path: [],
    body: { name: 'Quay', last_updated: at(1) },
  });
  const busy = location({
    evses: [evse('E1'), evse('E2', { status: 'CHARGING', last_updated: at(1) })],
    last_updated: at(1),
  });
  assert.deepEqual(between('locations', location(), busy), {
    method: 'PATCH',
    path: ['E2'],
    body: { status: 'CHARGING', last_updated: at(1) },
  });
  const stronger = connector('2', { max_voltage: 400, last_updated: at(1) });
  const inside = evse('E1', { connectors: [connector('1'), stronger], last_updated: at(1) });
  assert.deepEqual(
    between('locations', location(), location({ evses: [inside, evse('E2')], last_updated: at(1) })),
    { method: 'PATCH', path: ['E1', '2'], body: { max_voltage: 400, last_updated: at(1) } },
  );
});

test('several parts go as one list, a new part as a PUT, a vanished property as a PUT of its part', () => {
  const both = [
    evse('E1', { status: 'BLOCKED', last_updated: at(1) }),
    evse('E2', { status: 'BLOCKED', last_updated: at(1) }),
  ];
  assert.deepEqual(between('locations', location(), location({ evses: both, last_updated: at(1) })), {
    method: 'PATCH',
    path: [],
    body: { evses: both, last_updated: at(1) },
  });
  const third = evse('E3', { last_updated: at(1) });
  assert.deepEqual(
    between(
      'locations',
      location(),
      location({ evses: [evse('E1'), evse('E2'), third], last_updated: at(1) }),
    ),
    { method: 'PUT', path: ['E3'], body: third },
  );
  const nameless = Object.fromEntries(
    Object.entries(location({ last_updated: at(1) })).filter(([field]) => field !== 'name'),
  );
  assert.deepEqual(between('locations', location(), nameless), { method: 'PUT', path: [], body: nameless });
});

test('a Session tells the periods that it has got; where others have changed it goes whole', () => {
  const more = { start_date_time: at(15) };
  const grown = session({
    kwh: 2,
    charging_periods: [{ start_date_time: at(0) }, more],
    last_updated: at(15),
  });
  assert.deepEqual(between('sessions', session(), grown), {
    method: 'PATCH',
    path: [],
    body: { kwh: 2, charging_periods: [more], last_updated: at(15) },
  });
  assert.equal(
    between('sessions', session(), session({ charging_periods: [more], last_updated: at(15) })),
    undefined,
  );
});

test('nothing goes where only the time differs; a Tariff always goes whole', () => {
  assert.equal(between('locations', location(), location({ last_updated: at(1) })), 'none');
  assert.equal(between('tariffs', { id: 'T', currency: 'EUR' }, { id: 'T', currency: 'SEK' }), undefined);
});

test('a reader that has the state before has the state after', () => {
  const states = [
    location(),
    location({ name: 'Quay', last_updated: at(1) }),
    location({
      name: 'Quay',
      evses: [evse('E1', { status: 'CHARGING', last_updated: at(2) }), evse('E2')],
      last_updated: at(2),
    }),
    location({ city: 'Delft', evses: [evse('E2'), evse('E1')], last_updated: at(3) }),
    location({ city: 'Delft', evses: [evse('E2')], last_updated: at(4) }),
  ];
  const row = objectRow('locations');
  for (const [index, after] of states.entries()) {
    const before = states[index - 1];
    if (!before) continue;
    const change = differenceOf(row, before, after);
    assert.ok(change && change !== 'none');
    assert.deepEqual(write(row, change.method, change.path, before, change.body)?.object, after);
  }
});
