import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ObjectName } from '../editions/basic-ocpi-types.ts';
import { withDecimals } from './normalise-values.ts';
import { check, normalise, normalisePatch } from './validation.ts';

test('a time keeps its fraction where it fits into 25 characters, else three digits of it @TRANS-77', () => {
  for (const [read, written] of [
    ['2026-01-31T08:00:00.1234567Z', '2026-01-31T08:00:00.123Z'],
    ['2026-01-31T08:00:00.123456789', '2026-01-31T08:00:00.123'],
    ['2026-01-31T08:00:00.1234Z', '2026-01-31T08:00:00.1234Z'],
    ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z'],
  ] as const)
    assert.deepEqual(normalise('tariff', { last_updated: read }), { last_updated: written });
});

test('coordinates get exactly six decimals, rounded digit by digit @LOC-27 @LOC-28', () => {
  for (const [read, written] of [
    ['52.1', '52.100000'],
    ['5.123456', '5.123456'],
    ['52.0907374', '52.090737'],
    ['52.0907375', '52.090738'],
    ['-33.1234565', '-33.123457'],
    ['1.0000005', '1.000001'],
    ['9.9999999', '10.000000'],
    ['-179.9999995', '-180.000000'],
    ['0.0', '0.000000'],
    ['007.5', '007.500000'],
    ['not a number', 'not a number'],
    ['52', '52'],
  ] as const) {
    assert.equal(withDecimals(read, 6, 6), written);
  }
});

test('coordinates are found at every depth, wherever an object has them @LOC-27', () => {
  const place = (latitude: string) => ({ latitude, longitude: '5.1' });
  const location = { ...golden('location'), coordinates: place('52.1'), related_locations: [place('52.2')] };
  const evses = [{ ...golden('evse'), coordinates: place('52.3') }];
  const session = normalise('session', { ...golden('session'), location: { ...location, evses } });
  const written = session.location as typeof location & { evses: typeof evses };
  assert.deepEqual(written.coordinates, { latitude: '52.100000', longitude: '5.100000' });
  assert.deepEqual(written.related_locations, [{ latitude: '52.200000', longitude: '5.100000' }]);
  assert.deepEqual(written.evses[0]?.coordinates, { latitude: '52.300000', longitude: '5.100000' });
});

test('null leaves optional fields at every depth, and nothing else @TRANS-70 @TRANS-69', () => {
  const location = {
    ...golden('location'),
    name: null,
    evses: null,
    operator: { name: 'ABC', website: null, logo: null, vat: null },
    city: null,
    remark: { kept: null, latitude: '52.1' },
    images: [{ url: 'https://abc.example/1.png', category: 'OTHER', type: 'png', width: null }],
  };
  const written = normalise<Record<string, unknown>>('location', location);
  assert.equal('name' in written, false);
  assert.equal('evses' in written, false);
  assert.deepEqual(written.operator, { name: 'ABC', vat: null });
  assert.equal(written.city, null);
  assert.deepEqual(written.remark, { kept: null, latitude: '52.1' });
  assert.deepEqual(written.images, [{ url: 'https://abc.example/1.png', category: 'OTHER', type: 'png' }]);
});

test('nothing to change gives the same reference, and the input is never touched', () => {
  const location = golden('location');
  assert.equal(normalise('location', location), location);
  const odd: Record<string, unknown> = deepFreeze({
    ...golden('location'),
    name: null,
    coordinates: { latitude: '52.1', longitude: '5.1' },
  });
  const written = normalise('location', odd);
  assert.notEqual(written, odd);
  assert.equal(written.evses, odd.evses);
});

test('what is not an object of the schema comes back as it is', () => {
  for (const value of [null, undefined, 17, 'text', [], [null]])
    assert.equal(normalise('location', value), value);
  const odd = { coordinates: 'here', evses: 'none', related_locations: [null, 7], operator: [] };
  assert.equal(normalise('location', odd), odd);
});

test('unknown properties stay, __proto__ among them, and the order of fields too @TRANS-69', () => {
  const text =
    '{"a":1,"name":null,"__proto__":{"x":1},"coordinates":{"z":null,"latitude":"1.5","longitude":"2.5"},"b":[]}';
  assert.equal(
    JSON.stringify(normalise('location', JSON.parse(text))),
    '{"a":1,"__proto__":{"x":1},"coordinates":{"z":null,"latitude":"1.500000","longitude":"2.500000"},"b":[]}',
  );
  assert.equal(({} as Record<string, unknown>).x, undefined);
});

test('in a patch null at the top clears a field and stays @TRANS-51', () => {
  const patch = {
    name: null,
    coordinates: { latitude: '52.1', longitude: '5.1' },
    operator: { name: 'ABC', logo: null },
  };
  assert.deepEqual(normalisePatch('location', patch), {
    name: null,
    coordinates: { latitude: '52.100000', longitude: '5.100000' },
    operator: { name: 'ABC' },
  });
});

test('in a patch a list is cleared by an empty one, never by null @EXT-22', () => {
  assert.deepEqual(normalisePatch('location', { images: null, facilities: [], name: null }), {
    images: [],
    facilities: [],
    name: null,
  });
  assert.deepEqual(normalisePatch('evse', { capabilities: null, images: [{ thumbnail: null }] }), {
    capabilities: [],
    images: [{}],
  });
});

test('what the hub reads and writes satisfies 2.1.1-d2, and writing it again changes nothing @LOC-27 @HUB-21', () => {
  fc.assert(
    fc.property(decimal(89), decimal(179), (latitude, longitude) => {
      const location = { ...golden('location'), coordinates: { latitude, longitude }, name: null };
      assert.deepEqual(check('location', location), []);
      const written = normalise<Record<string, unknown>>('location', location);
      assert.deepEqual(check('location', written, 'strict'), []);
      assert.equal(normalise('location', written), written);
      const coordinates = written.coordinates as { latitude: string; longitude: string };
      assert.ok(Math.abs(Number(coordinates.latitude) - Number(latitude)) <= 0.00000051);
      assert.ok(Math.abs(Number(coordinates.longitude) - Number(longitude)) <= 0.00000051);
    }),
  );
});

/** Degrees up to `limit`, with 1 to 7 decimals. */
function decimal(limit: number): fc.Arbitrary<string> {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 7 });
  return fc
    .tuple(fc.constantFrom('', '-'), fc.nat(limit), digits)
    .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

function golden(name: ObjectName): Record<string, unknown> {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
  );
}
