import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectRow } from './modules.ts';
import { type Json, read, write as writeTo } from './write-object-part.ts';

const write = (...given: Parameters<typeof writeTo>) => writeTo(...given)?.object;
const locations = objectRow('locations');
const sessions = objectRow('sessions');
const old = '2026-01-01T00:00:00Z';
const recent = '2026-02-01T00:00:00Z';

function location(): Json {
  return {
    id: 'LOC1',
    name: 'Dam 1',
    address: 'Dam 1',
    evses: [
      {
        uid: 'E1',
        status: 'AVAILABLE',
        connectors: [{ id: '1', amperage: 16, last_updated: old }],
        last_updated: old,
      },
      {
        uid: 'E2',
        status: 'CHARGING',
        connectors: [{ id: '1', amperage: 32, last_updated: old }],
        last_updated: old,
      },
    ],
    last_updated: old,
  };
}

test('PUT replaces the whole object, what is left out is gone @TRANS-45 @LOC-12', () => {
  assert.deepEqual(write(locations, 'PUT', [], location(), { id: 'LOC1' }), { id: 'LOC1' });
});

test('PATCH changes only what it names @TRANS-46 @LOC-17', () => {
  assert.deepEqual(write(locations, 'PATCH', [], location(), { name: 'Rokin 2' }), {
    ...location(),
    name: 'Rokin 2',
  });
});

test('null in a PATCH clears a field @TRANS-51', () => {
  const result = write(locations, 'PATCH', [], location(), { name: null });
  assert.ok(result && !('name' in result));
});

test('a list in a PATCH replaces the stored one @TRANS-50', () => {
  const evses = [{ uid: 'E9', last_updated: old }];
  assert.deepEqual(write(locations, 'PATCH', [], location(), { evses })?.evses, evses);
});

test('PATCH of an unknown object makes nothing @TRANS-47', () => {
  assert.equal(write(locations, 'PATCH', [], undefined, { name: 'x' }), undefined);
});

test('PUT of an EVSE adds it, its siblings stay, the Location is as new as the EVSE @LOC-13 @LOC-16', () => {
  const result = write(locations, 'PUT', ['E3'], location(), { uid: 'E3', last_updated: recent });
  assert.deepEqual(
    (result?.evses as Json[]).map((evse) => evse.uid),
    ['E1', 'E2', 'E3'],
  );
  assert.equal(result?.last_updated, recent);
});

test('PATCH of a Connector moves EVSE and Location, nothing else @LOC-16 @LOC-19', () => {
  const result = write(locations, 'PATCH', ['E2', '1'], location(), { amperage: 63, last_updated: recent });
  const expected = location();
  const [, evse] = expected.evses as Json[];
  Object.assign(evse as Json, {
    connectors: [{ id: '1', amperage: 63, last_updated: recent }],
    last_updated: recent,
  });
  assert.deepEqual(result, { ...expected, last_updated: recent });
});

test('an older part does not make its parents older', () => {
  const result = write(
    locations,
    'PATCH',
    ['E2'],
    { ...location(), last_updated: recent },
    { status: 'BLOCKED', last_updated: old },
  );
  assert.equal(result?.last_updated, recent);
});

test('a part of an unknown parent is not written @LOC-14 @LOC-15', () => {
  const connector = { id: '1', last_updated: recent };
  assert.equal(write(locations, 'PUT', ['E1'], undefined, { uid: 'E1', last_updated: recent }), undefined);
  assert.equal(write(locations, 'PUT', ['E9', '1'], location(), connector), undefined);
  assert.equal(write(locations, 'PATCH', ['E9'], location(), { status: 'BLOCKED' }), undefined);
});

test('charging periods of a PATCH are merged by their start and put in order @SES-08', () => {
  const period = (hour: number, volume: number) => ({
    start_date_time: `2026-01-01T0${hour}:00:00Z`,
    dimensions: [{ type: 'ENERGY', volume }],
  });
  const before = { id: 'S1', charging_periods: [period(1, 1), period(3, 3)] };
  const result = write(sessions, 'PATCH', [], before, { charging_periods: [period(3, 33), period(2, 2)] });
  assert.deepEqual(result?.charging_periods, [period(1, 1), period(2, 2), period(3, 33)]);
});

test('the same start written with and without Z is one period @SES-08 @TRANS-61', () => {
  const before = { charging_periods: [{ start_date_time: '2026-01-01T01:00:00', dimensions: [] }] };
  const patch = { charging_periods: [{ start_date_time: '2026-01-01T01:00:00Z', dimensions: [] }] };
  assert.deepEqual(write(sessions, 'PATCH', [], before, patch), patch);
});

test('every level of a Location can be read, an unknown one is nothing @LOC-02 @LOC-03 @LOC-04 @LOC-05', () => {
  assert.equal(read(locations, location(), [])?.id, 'LOC1');
  assert.equal(read(locations, location(), ['E2'])?.status, 'CHARGING');
  assert.equal(read(locations, location(), ['E2', '1'])?.amperage, 32);
  for (const path of [['E9'], ['E1', '9'], ['E1', '1', 'x']])
    assert.equal(read(locations, location(), path), undefined);
});

test('a field named __proto__ is data, not a prototype', () => {
  const patch = JSON.parse('{"__proto__": {"name": "evil"}}') as Json;
  const result = write(locations, 'PATCH', [], { id: 'LOC1' }, patch);
  assert.equal(result?.name, undefined);
  assert.equal(({} as Json).name, undefined);
});
