import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Context, Ledger } from '../../src/ocpi/conversion/conversion-types.ts';
import { convert, type Kind } from '../../src/ocpi/conversion/convert-object.ts';
import { unsaidIn } from '../../src/ocpi/conversion/withheld-as-not-convertible.ts';
import { checksOf } from '../../src/ocpi/schemas/build-validators.ts';
import { strictly } from './valid-objects.ts';

// These tests try laws of the conversion between OCPI 2.1.1 and 2.2.1 on random objects; BETWEEN_RUNS says on how many
// of each kind.
const numRuns = Number(process.env.BETWEEN_RUNS ?? 150);

type Json = Record<string, unknown>;
type Name = Parameters<ReturnType<typeof checksOf>['check']>[0];

const older = checksOf('2.1.1');
const newer = checksOf('2.2.1');

/** A pattern for fields of money and of parties, which no conversion may invent. */
const untouchable = /price|cost|vat$|country_code|party_id|currency|credit/;

const context: Context = {
  owner: 'NL*ABC',
  driver: { party: 'DE*EMP', contract: 'DE-EMP-C1', uid: 'CARD-1', type: 'RFID' },
  name: 'EMP',
  now: '2026-01-31T08:00:00Z',
  deadline: 60,
  tax: 'none',
};

const kinds = [
  'location',
  'evse',
  'connector',
  'tariff',
  'session',
  'cdr',
  'token',
  'authorization-info',
  'start-session',
  'unlock-connector',
  'stop-session',
  'reserve-now',
  'location-references',
  'charging-profile',
  'set-charging-profile',
  'active-charging-profile',
  'charging-profile-response',
  'charging-profile-result',
  'clear-profile-result',
  'active-charging-profile-result',
];

for (const kind of kinds) {
  test(`${kind}: up, down and up again is the same as up`, () => {
    fc.assert(
      fc.property(readable('2.1.1', kind), (given) => {
        const up = convert('up', kind, given, contextFor(given));
        if (!up.value) return;
        noMoneyInvented(up.ledger);
        isStrict('2.2.1', kind, up.value, given);
        const down = convert('down', kind, up.value, contextFor(given));
        assert.ok(down.value, `held on the way back: ${down.ledger.held}`);
        noMoneyInvented(down.ledger);
        isStrict('2.1.1', kind, down.value, up.value);
        const again = convert('up', kind, down.value, contextFor(given));
        assert.deepEqual(without(again.value), without(up.value));
      }),
      { numRuns },
    );
  });

  test(`${kind}: what is held whatever else is known is known beforehand`, () => {
    fc.assert(
      fc.property(valid('2.1.1', kind), (given) => {
        const { ledger } = convert('up', kind, given, contextFor(given));
        assert.equal(unsaidIn({}, kind, given), ledger.held === undefined ? undefined : '2.2.1');
      }),
      { numRuns },
    );
    fc.assert(
      fc.property(valid('2.2.1', kind), (given) => {
        const { ledger } = convert('down', kind, given, contextFor(given));
        if (unsaidIn({ edition: '2.2.1' }, kind, given)) assert.ok(ledger.held);
      }),
      { numRuns },
    );
  });

  test(`${kind}: nothing lost and nothing invented means that it comes back as it was`, () => {
    let checked = 0;
    fc.assert(
      fc.property(readable('2.1.1', kind), (given) => {
        const up = convert('up', kind, given, contextFor(given));
        const down = up.value && convert('down', kind, up.value, contextFor(given));
        if (!down?.value || !isEmpty(up.ledger) || !isEmpty(down.ledger)) return;
        checked += 1;
        const back = withoutOwner(without(down.value) as Json);
        assert.deepEqual(back, without(given));
      }),
      { numRuns },
    );
    if (!['location', 'evse', 'session', 'cdr', 'authorization-info'].includes(kind))
      assert.ok(checked > 0, 'no object came back untouched');
  });

  test(`${kind}: down, what 2.1.1 gets is valid to the letter`, () => {
    fc.assert(
      fc.property(readable('2.2.1', kind), (given) => {
        const down = convert('down', kind, given, contextFor(given));
        if (!down.value) return;
        noMoneyInvented(down.ledger);
        assert.deepEqual(older.check(kind as Name, down.value, 'hub'), [], JSON.stringify(given));
      }),
      { numRuns },
    );
  });
}

/**
 * Random objects that the strict check of their version accepts, without ids that change a path; a Location lies in a
 * country whose time zone is certain.
 */
function readable(version: '2.1.1' | '2.2.1', kind: Kind): fc.Arbitrary<Json> {
  return valid(version, kind, ['NLD', 'DEU', 'GBR']);
}

/**
 * Random objects that the strict check of their version accepts, with Locations in these countries, of which some have
 * several time zones.
 */
function valid(
  version: '2.1.1' | '2.2.1',
  kind: Kind,
  countries = ['NLD', 'USA', 'AUS'],
): fc.Arbitrary<Json> {
  const { check } = checksOf(version);
  return fc
    .tuple(
      strictly(version, kind),
      fc.constantFrom(...countries),
      fc.constantFrom('Europe/Berlin', undefined),
    )
    .map(([one, country, zone]) =>
      kind === 'location' ? { ...one, country, ...(zone ? { time_zone: zone } : {}) } : one,
    )
    .map((one) => (version === '2.1.1' ? one : { country_code: 'NL', party_id: 'ABC', ...one }) as Json)
    .filter((one) => !/["/\\]\.{1,2}["/\\]/.test(JSON.stringify(one)))
    .filter((one) =>
      (['strict', 'hub'] as const).every((level) => check(kind as Name, one, level).length === 0),
    );
}

function contextFor(given: Json): Context {
  const location = given.location as Json | undefined;
  // In 2.2.1 the id of a reservation is any text; the hub gives it a number for 2.1.1.
  const isText = typeof given.reservation_id === 'string' && !/^[1-9]\d{0,8}$/.test(given.reservation_id);
  return { ...context, asked: location, location, ...(isText ? { reservation: 7 } : {}) };
}

function isStrict(version: '2.1.1' | '2.2.1', kind: Kind, value: Json, given: Json): void {
  const { check } = version === '2.1.1' ? older : newer;
  assert.deepEqual(
    check(kind as Name, value, 'strict'),
    [],
    `${JSON.stringify(given)} became ${JSON.stringify(value)}`,
  );
}

function noMoneyInvented({ invented }: Ledger): void {
  for (const pointer of invented) assert.doesNotMatch(pointer.split('/').at(-1) ?? '', untouchable);
}

function isEmpty({ lost, invented }: Ledger): boolean {
  return lost.length === 0 && invented.length === 0;
}

/** An object without its empty lists, which mean the same as absence. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(entries.map(([name, inner]) => [name, without(inner)]));
}

function withoutOwner({ country_code: _, party_id: __, ...rest }: Json): Json {
  return rest;
}
