import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alike } from './conversion-types.ts';
import { convert } from './convert-object.ts';
import { alikeParts, idsBack } from './ids-that-differ-by-case.ts';

const row = {
  ...{ object: 'location' as const, key: ['id'] },
  parts: [
    { object: 'evse' as const, list: 'evses', key: 'uid' },
    { object: 'connector' as const, list: 'connectors', key: 'id' },
  ],
};
const evse = (uid: string, ...ids: string[]) => ({ uid, connectors: ids.map((id) => ({ id })) });
const location = (...evses: object[]) => ({ id: 'LOC1', evses });
const parts = (now: object, before?: object, known: string[][] = []) =>
  alikeParts(row, now as never, () => before as never, known);

test('of parts that differ in case alone the one that was there before keeps its name, else the first', () => {
  assert.deepEqual(parts(location(evse('E1'), evse('e1'))), [['e1']]);
  assert.deepEqual(parts(location(evse('E1'), evse('e1')), location(evse('e1'))), [['E1']]);
  assert.deepEqual(parts(location(evse('e1'), evse('E1')), location(evse('E1'), evse('e1')), [['e1']]), [
    ['e1'],
  ]);
});

test('who has given up its name never gets it back, and its place in the list does not matter', () => {
  assert.deepEqual(parts(location(evse('e1')), location(evse('E1'), evse('e1')), [['e1']]), [['e1']]);
});

test('Connectors are told apart on each EVSE; the same id twice is one', () => {
  assert.deepEqual(parts(location(evse('E1', 'A', 'a'), evse('E2', 'a'))), [['E1', 'a']]);
  assert.deepEqual(parts(location(evse('E1', 'A'), evse('E1', 'A'))), []);
});

test('of thousands of parts that differ in case alone half give up their names, and the state before is read once', () => {
  const all = Array.from({ length: 3000 }, (_, nth) => evse(`${nth % 2 ? 'e' : 'E'}${nth >> 1}`, 'A', 'a'));
  const known = parts(location(...all));
  assert.equal(known.length, 4500);
  let read = 0;
  const again = alikeParts(row, location(...all) as never, () => (read++, location(...all)) as never, known);
  assert.deepEqual([again, read], [known, 1]);
});

test('a reader reaches each part by the name that it has there, in any case', () => {
  const alike: Alike[] = [
    ['location', 'LOC1', 'e1'],
    ['location', 'LOC1', 'e1', 'a'],
  ];
  const whole = location(evse('E1', 'a'), evse('e1', 'A', 'a'));
  // printf e1 | sha256sum, printf a | sha256sum
  const [e1, a] = ['e1~8b5cc4df', 'a~ca978112'];
  const back = (...ids: string[]) => idsBack(row, whole, ids, alike);
  assert.deepEqual(back('e1', 'A'), ['E1', 'a']);
  assert.deepEqual(back(e1.toUpperCase(), 'a'), ['e1', 'A']);
  assert.deepEqual(back(e1, a), ['e1', 'a']);
  assert.deepEqual(back('E9', '1'), ['E9', '1']);
});

test('everything that names an object bears the name that readers have for it', () => {
  const alike: Alike[] = [
    ['tariff', 'tar1'],
    ['location', 'loc1'],
    ['location', 'loc1', 'e1'],
    ['session', 'ses1'],
  ];
  const connector = { id: '1', tariff_id: 'tar1' };
  const loc1 = {
    id: 'loc1',
    evses: [
      { uid: 'E1', connectors: [connector] },
      { uid: 'e1', connectors: [] },
    ],
  };
  const up = (kind: string, given: object) =>
    convert('up', kind, given as never, {
      owner: 'NL*ABC',
      alike,
      tax: 'none',
      driver: { party: 'DE*EMP', contract: 'C' },
    });
  const read = up('location', { ...loc1, country: 'NLD' });
  assert.equal(read.value?.id, 'loc1~b983869c');
  assert.deepEqual(read.ledger.lost, ['/id', '/evses/0/connectors/0/tariff_id', '/evses/1/uid']);
  const [first, second] = read.value?.evses as { uid: string; connectors?: { tariff_ids: string[] }[] }[];
  assert.equal(first?.uid, 'E1');
  assert.deepEqual(first?.connectors?.[0]?.tariff_ids, ['tar1~80b0dbc4']);
  assert.equal(second?.uid, 'e1~8b5cc4df');
  const session = up('session', { id: 'ses1', location: { ...loc1, evses: [loc1.evses[1]] } }).value;
  assert.equal(session?.id, 'ses1~9cf38be4');
  assert.equal(session?.location_id, 'loc1~b983869c');
  assert.equal(session?.evse_uid, 'e1~8b5cc4df');
  const cdr = up('cdr', {
    id: 'ses1',
    tariffs: [{ id: 'tar1', elements: [] }],
    location: loc1,
    charging_periods: [{ tariff_id: 'tar1' }],
  }).value as Record<string, unknown>;
  assert.equal(cdr.id, 'ses1');
  assert.equal((cdr.tariffs as { id: string }[])[0]?.id, 'tar1~80b0dbc4');
  assert.equal((cdr.charging_periods as { tariff_id: string }[])[0]?.tariff_id, 'tar1~80b0dbc4');
  const place = up('location-references', { location_id: 'loc1', evse_uids: ['e1', 'E1'] }).value;
  assert.deepEqual(place, { location_id: 'loc1~b983869c', evse_uids: ['e1~8b5cc4df', 'E1'] });
  const back = convert('down', 'location-references', place as never, {
    owner: 'DE*EMP',
    alike,
    asked: { location_id: 'loc1', evse_uids: ['E1', 'e1'] },
  });
  assert.deepEqual(back.value, { location_id: 'loc1', evse_uids: ['e1', 'E1'] });
});
