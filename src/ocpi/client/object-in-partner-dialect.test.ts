import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ObjectName } from '../editions/basic-ocpi-types.ts';
import { leftOut } from '../schemas/replace-nonstandard-parts.ts';
import { check } from '../schemas/validation.ts';
import { type Dialect, plainStyle } from '../words/partner-style-types.ts';
import { type Party, party } from '../words/party-id.ts';
import { enumValueIn, hasAdditions, inDialect, keyOf } from './object-in-partner-dialect.ts';
import { restyled } from './request-body-in-style.ts';

const owner: Party = party('NL', 'ABC');
const dialect = (more: Partial<Dialect>): Dialect => ({
  extensions: 'owner',
  enums: 'as_given',
  drops: [],
  ...more,
});
const none = dialect({ extensions: 'none' });

const said = (object: ObjectName, value: unknown, given: Dialect, patch = false) =>
  inDialect(value, { object, owner, patch }, given).value as Record<string, unknown>;

test('what was sent by owners stays on default options, and the very same object comes back @EXT-19', () => {
  for (const name of ['location', 'tariff', 'session', 'cdr', 'token'] as const) {
    const given = { ...golden(name), loyalty: 'gold' };
    assert.equal(said(name, given, dialect({})), given);
  }
});

test('none says nothing that 2.1.1-d2 has not, at any depth @EXT-19', () => {
  for (const name of [
    'location',
    'tariff',
    'session',
    'cdr',
    'token',
    'authorization-info',
    'start-session',
  ] as const) {
    const given = deeplyStrange(golden(name)) as Record<string, unknown>;
    const text = JSON.stringify(said(name, given, none));
    assert.deepEqual(check(name, JSON.parse(text), 'strict'), [], name);
    for (const word of foreignWords) assert.ok(!text.includes(`"${word}"`), `${name} has ${word}: ${text}`);
  }
});

test('values of later versions become what says the same, or go with what cannot be without them @EXT-19', () => {
  const connector = (standard: string, id: string) => ({ ...golden('connector'), standard, id });
  const evse = (uid: string, ...standards: string[]) => ({
    ...golden('evse'),
    uid,
    connectors: standards.map((standard, at) => connector(standard, String(at))),
  });
  const location = {
    ...golden('location'),
    evses: [evse('A', 'CHAOJI', 'CHADEMO'), evse('B', 'GBT_AC'), evse('C', 'TESLA_S')],
    facilities: ['TRAM_STOP', 'HOTEL'],
  };
  const written = said('location', location, none) as {
    evses: { uid: string; connectors: { id: string }[] }[];
    facilities: string[];
  };
  assert.deepEqual(
    written.evses.map(({ uid, connectors }) => [uid, connectors.map(({ id }) => id)]),
    [
      ['A', ['1']],
      ['C', ['0']],
    ],
  );
  assert.deepEqual(written.facilities, ['HOTEL']);
  assert.equal(said('evse', evse('B', 'GBT_AC'), none), leftOut as unknown);
  assert.equal(said('connector', { standard: 'CHAOJI' }, none, true), leftOut as unknown);
  const cdr = { ...golden('cdr'), location: { ...location, evses: [evse('B', 'GBT_AC')] } };
  assert.equal('evses' in (said('cdr', cdr, none).location as object), false);
  for (const [type, word] of [
    ['APP_USER', 'OTHER'],
    ['AD_HOC_USER', 'OTHER'],
    ['RFID', 'RFID'],
  ] as const) {
    assert.equal(said('token', { ...golden('token'), type }, none).type, word);
    assert.equal(enumValueIn(type, 'TokenType', none), word);
    assert.equal(enumValueIn(type, 'TokenType', dialect({})), type);
  }
  const session = { ...golden('session'), status: 'RESERVATION', auth_method: 'COMMAND' };
  const { status, auth_method } = said('session', session, none);
  assert.deepEqual([status, auth_method], ['PENDING', 'AUTH_REQUEST']);
});

test('an address is cut to 45 characters, counted as people do @LOC-37', () => {
  const cut = (address: string) => said('location', { ...golden('location'), address }, none).address;
  assert.equal(cut('x'.repeat(45)), 'x'.repeat(45));
  assert.equal(cut('🔌'.repeat(46)), '🔌'.repeat(45));
});

test('an emptied list leaves a whole object and stays in a PATCH @EXT-22', () => {
  const patch = { facilities: ['TRAM_STOP'] };
  assert.deepEqual(said('location', patch, none, true), { facilities: [] });
  assert.equal('facilities' in said('location', { ...golden('location'), ...patch }, none), false);
});

test('what is refused by name goes, and nothing else @EXT-20', () => {
  const given: Record<string, unknown> = {
    ...golden('location'),
    facilities: ['TRAM_STOP', 'METRO_STATION'],
    loyalty: 1,
    colour: 2,
  };
  const written = said('location', given, dialect({ drops: ['loyalty', 'METRO_STATION', 'city'] }));
  assert.deepEqual(written.facilities, ['TRAM_STOP']);
  assert.deepEqual([written.loyalty, written.colour, written.city], [undefined, 2, given.city]);
});

test('all marks what is inside Sessions and CDRs, and no change of one @HUB-06', () => {
  const all = dialect({ extensions: 'all' });
  const cdr = { ...golden('cdr'), location: unmarked('location'), tariffs: [unmarked('tariff')] };
  const written = said('cdr', cdr, all) as { location: object; tariffs: object[] };
  for (const marked of [written.location, written.tariffs[0]!])
    assert.deepEqual({ ...marked, country_code: 'NL', party_id: 'ABC' }, marked);
  const patch = { kwh: 2, location: unmarked('location') };
  assert.equal(said('session', patch, all, true), patch);
});

test('a dialect is one of the version that its connection speaks: 2.2.1 has other names, and no marks of the hub @EXT-19', () => {
  const newer = (more: Partial<Dialect>) => dialect({ edition: '2.2.1', ...more });
  const token = { uid: 'T1', contract_id: 'C1', auth_id: 'C1', loyalty: 'gold' };
  assert.deepEqual(said('token', token, newer({ extensions: 'none' })), { uid: 'T1', contract_id: 'C1' });
  assert.deepEqual(said('token', token, none), { uid: 'T1', auth_id: 'C1' });
  const cdr = { id: 'CDR1', tariffs: [{ id: 'T1' }] };
  assert.equal(said('cdr', cdr, newer({ extensions: 'all' })), cdr);
  const location = { country_code: 'NL', party_id: 'ABC' };
  assert.equal(hasAdditions({ object: 'location' }, location, newer({})), false);
  assert.notEqual(keyOf(newer({})), keyOf(dialect({})));
  assert.equal(keyOf(dialect({ edition: '2.1.1' })), keyOf(dialect({})));
});

test('known values alone leave foreign properties where they are @EXT-19', () => {
  const given = { ...golden('location'), loyalty: 'gold', facilities: ['TRAM_STOP', 'HOTEL'] };
  const { loyalty, facilities } = said('location', given, dialect({ enums: 'known_only' }));
  assert.deepEqual([loyalty, facilities], ['gold', ['HOTEL']]);
});

test('the hub knows where it has added something @EXT-20', () => {
  const marked = { country_code: 'NL', party_id: 'ABC' };
  // biome-ignore format: a table
  const cases: [ObjectName, object, Dialect['extensions'], boolean, boolean][] = [
    ['location', marked, 'owner', false, true],
    ['tariff',   marked, 'all',   false, true],
    ['location', marked, 'none',  false, false],
    ['location', {},     'owner', true,  false],
    ['location', marked, 'owner', true,  false],
    ['session',  {},     'all',   true,  false],
    ['evse',     {},     'owner', false, false],
    ['session',  {},     'owner', false, false],
    ['session',  {},     'all',   false, true],
    ['cdr',      {},     'all',   false, true],
    ['token',    {},     'all',   false, false],
  ];
  for (const [object, value, extensions, patch, expected] of cases)
    assert.equal(
      hasAdditions({ object, patch }, value, dialect({ extensions })),
      expected,
      `${object} ${extensions}`,
    );
});

test('one body is restyled once for all who are written to alike @EXT-19', () => {
  const body = Buffer.from(JSON.stringify({ ...golden('location'), country_code: 'NL', party_id: 'ABC' }));
  const request = { body, object: 'location', method: 'PUT', owner } as const;
  const first = restyled(request, { ...plainStyle, extensions: 'none' });
  assert.equal(restyled(request, { ...plainStyle, extensions: 'none', lenient: true }).body, first.body);
  assert.notEqual(first.body, body);
  assert.equal(restyled(request, plainStyle).body, body);
});

test('what was made of a body without its owner is not what its owner marks @HUB-06', () => {
  const body = Buffer.from(JSON.stringify(golden('session')));
  const all = { ...plainStyle, extensions: 'all' } as const;
  const locationOf = (made: { body: Buffer | undefined }) =>
    (JSON.parse(String(made.body)) as { location: Record<string, unknown> }).location.party_id;
  assert.equal(locationOf(restyled({ body, object: 'session', method: 'PUT' }, all)), undefined);
  assert.equal(locationOf(restyled({ body, object: 'session', method: 'PUT', owner }, all)), 'ABC');
});

/** A golden object as sent by an owner that does not write its own ids into it. */
function unmarked(name: 'location' | 'tariff'): object {
  const marks = ['country_code', 'party_id'];
  return Object.fromEntries(Object.entries(golden(name)).filter(([field]) => !marks.includes(field)));
}

const foreignWords = ['strange', 'country_code', 'max_electric_power', 'authorization_reference'];

/** A copy of a value with an unknown property in every object, and the ids of its owner. */
function deeplyStrange(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deeplyStrange);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, deeplyStrange(one)]);
  return { ...Object.fromEntries(inner), strange: { a: 1 }, country_code: 'NL' };
}

function golden(name: ObjectName): Record<string, unknown> {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
  );
}
