import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { type Json, write } from '../../ocpi/editions/write-object-part.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import { nameLookups } from '../market/object-names-across-versions.ts';
import type { Write } from '../object-write-type.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { patchedInPlace } from './patch-in-place.ts';

const row = editionOf({}).objectRow('locations');
const { normalise } = editionOf({});
const golden = JSON.parse(readFileSync('schemas/golden/2.1.1/location.json', 'utf8')) as Json;

/** Texts that look like the structure of JSON, or need escapes in it. */
const odd = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('"', '\\', '\\"', '{"uid":"E1"}', '],[', '"last_updated":"', 'é\u2028', '\ud800'),
);
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(
      date.toISOString(),
      date.toISOString().replace(/\.\d+/, ''),
      `${date.toISOString().slice(0, -1)}456Z`,
    ),
  );
const status = fc.constantFrom('AVAILABLE', 'CHARGING', 'REMOVED', 'PLANNED');
const connector = (id: string) =>
  fc.record(
    { id: fc.constant(id), standard: odd, power_type: odd, tariff_id: odd, last_updated: time },
    { requiredKeys: ['id', 'last_updated'] },
  );
const evse = (uid: string) =>
  fc.record(
    {
      uid: fc.constant(uid),
      status,
      physical_reference: odd,
      coordinates: fc.constantFrom(
        { latitude: '51.9', longitude: '4.48' },
        { latitude: '51.904460', longitude: '4.4835701234' },
      ),
      connectors: fc.tuple(connector('1'), connector('"2"')),
      last_updated: time,
      x_extra: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: ['uid', 'status', 'last_updated', 'connectors'] },
  );
const location = fc.record(
  {
    id: fc.constant('L1'),
    name: odd,
    city: odd,
    evses: fc.tuple(evse('E1'), evse('E"2'), evse('E3')),
    operator: fc.constant({ name: 'Charging' }),
    last_updated: time,
    x_numbers: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 3 }),
    country_code: fc.constant('NL'),
    party_id: fc.constant('ABC'),
  },
  { requiredKeys: ['id', 'evses', 'operator', 'last_updated', 'country_code', 'party_id'] },
);
const patch = fc.record(
  {
    status,
    physical_reference: fc.oneof(odd, fc.constant(null)),
    last_updated: time,
    coordinates: fc.constant({ latitude: '1.5', longitude: '2.123456789' }),
    x_new: fc.jsonValue({ maxDepth: 2 }),
    connectors: fc.tuple(connector('1'), connector('a'), connector('A')),
  },
  { requiredKeys: ['last_updated'] },
);
const path = fc.constantFrom<string[][]>(['E1'], ['E"2'], ['E3'], ['E1', '1'], ['E3', '"2"']);

/** The object as the hub stores it, with the stored facts beside its bytes. */
function stored(object: Json): StoredObject {
  const bytes = Buffer.from(JSON.stringify(object));
  return {
    ...{
      module: 'locations',
      owner: 'NL*ABC',
      id: 'L1',
      created: 1,
      changed: 1,
      recipient: null,
      lookups: { id: 'L1' },
    },
    ...{ lastUpdated: parseDateTime(asText(object.last_updated)) ?? 0, gone: isGone(object), bytes },
  } as StoredObject;
}

function isGone({ evses }: Json): boolean {
  return (evses as Json[]).every((one) => one.status === 'REMOVED');
}

/** The result of the same PATCH by reading, merging, normalising and writing the whole object. */
function byTheLongWay(old: StoredObject, given: Write, body: Json) {
  const written = write(row, 'PATCH', given.path, JSON.parse(old.bytes.toString()) as Json, body);
  if (!written) return undefined;
  const whole = normalise(row.object, written.object);
  const { bytes, lastUpdated, gone } = stored(whole);
  return { part: written.part, content: { bytes: bytes.toString(), lastUpdated, gone } };
}

function inPlace(old: StoredObject, given: Write, body: Json) {
  const patched = patchedInPlace(row, given, old, body);
  return patched && { ...patched, content: { ...patched.content, bytes: patched.content.bytes.toString() } };
}

const patching = (way: string[], rest: Partial<Write> = {}): Write =>
  ({
    module: 'locations',
    method: 'PATCH',
    owner: 'NL*ABC',
    id: 'L1',
    path: way,
    strict: false,
    ...rest,
  }) as Write;

test('a part patched in place gives the bytes, time and facts of the long way', () => {
  let inPlaces = 0;
  fc.assert(
    fc.property(location, path, patch, (given, way, said) => {
      const old = stored(normalise(row.object, given as Json));
      const body = said as Json;
      const found = inPlace(old, patching(way), body);
      if (!found) return assert.ok(way.length === 1 && (body.status === 'REMOVED' || body.connectors));
      inPlaces += 1;
      assert.deepEqual(found, byTheLongWay(old, patching(way), body));
      // The look-ups stay, so the parts must not get other names.
      const now = JSON.parse(found.content.bytes) as Json;
      assert.deepEqual(nameLookups('NL*ABC', row, now, old), nameLookups('NL*ABC', row, given as Json, old));
    }),
    { numRuns: 1000 },
  );
  assert.ok(inPlaces > 250, `${inPlaces} in place`);
});

const whole = stored({
  ...normalise(row.object, golden),
  country_code: 'NL',
  party_id: 'ABC',
  operator: { name: 'O' },
});
const uid = String((golden.evses as Json[])[0]?.uid);
const change = { status: 'CHARGING', last_updated: '2026-05-01T00:00:00Z' };

test('the golden Location is patched in place', () => {
  const found = inPlace(whole, patching([uid]), change);
  assert.match(found?.content.bytes ?? '', /"status":"CHARGING"/);
  assert.deepEqual(found, byTheLongWay(whole, patching([uid]), change));
});

// biome-ignore format: a table
const others: [name: string, old: StoredObject, given: Write, body: Json][] = [
  ['an EVSE that is not there',          whole, patching(['never']),                           change],
  ['a Connector that is not there',      whole, patching([uid, 'never']),                      change],
  ['an EVSE that is removed',            whole, patching([uid]),                               { ...change, status: 'REMOVED' }],
  ['an EVSE that gets other Connectors', whole, patching([uid]),                               { ...change, connectors: [{ id: 'a' }, { id: 'A' }] }],
  ['the Location itself',                whole, patching([]),                                  change],
  ['a PUT of an EVSE',                   whole, patching([uid], { method: 'PUT' }),            change],
  ['bytes with blanks',                  { ...whole, bytes: Buffer.from(JSON.stringify(JSON.parse(whole.bytes.toString()), null, 1)) }, patching([uid]), change],
  ['a Location without its mark',        { ...whole, bytes: Buffer.from(JSON.stringify({ ...golden, party_id: undefined })) },  patching([uid]),         change],
  ['an object of another edition',       { ...whole, edition: '2.2.1' },                       patching([uid]),         change],
];

for (const [name, old, given, body] of others)
  test(`${name} goes the long way`, () => assert.equal(patchedInPlace(row, given, old, body), undefined));
