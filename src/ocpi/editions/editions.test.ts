import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json, ObjectModuleId, SameRow } from './edition.ts';
import { edition211 } from './edition-2.1.1.ts';
import { edition221 } from './edition-2.2.1.ts';
import { isDeletable, isPosted, moduleIds, objectModules } from './modules.ts';

const all = [edition211, edition221];

/** Columns that hub and stores may ask for without an edition. */
const same = {
  owner: true,
  object: true,
  key: true,
  keyIgnoresCase: true,
  parts: true,
  audience: true,
  immutable: true,
  final: true,
  sister: true,
  names: true,
  namedBy: true,
  unknown: true,
} satisfies Record<Exclude<keyof SameRow, 'holds'>, true>;

test('all editions agree in what is asked without one', () => {
  for (const module of moduleIds)
    for (const { version, rows } of all) {
      for (const column of Object.keys(same) as (keyof typeof same)[])
        assert.deepEqual(
          rows[module][column],
          edition211.rows[module][column],
          `${version} ${module} ${column}`,
        );
      assert.equal(rows[module].holds === undefined, edition211.rows[module].holds === undefined);
    }
});

test('all editions agree in which objects are posted, and which can be deleted', () => {
  for (const module of objectModules)
    for (const { objectRow } of all) {
      const { list, object } = objectRow(module).receiver;
      assert.deepEqual(
        [list.includes('POST'), object.includes('DELETE')],
        [isPosted(module), isDeletable(module)],
      );
    }
});

test('every schema that a table names is one of its edition', () => {
  for (const { check, rows } of all)
    for (const { object, parts = [], calls = [] } of Object.values(rows))
      for (const name of [
        object,
        ...parts.map((part) => part.object),
        ...calls.flatMap(({ body, answer, result }) => [body, answer, result]),
      ])
        if (name) assert.ok(Array.isArray(check(name, null)), name);
});

const nothing = {
  contract: '',
  uid: '',
  reference: undefined,
  begin: undefined,
  end: undefined,
  status: '',
  method: '',
  energy: undefined,
  location: '',
  evses: [],
  tariffs: [],
};
const visit = {
  reference: '5f0c1b1e-7a55-4a8f-8f4e-2b1f4a7f9f10',
  begin: Date.parse('2026-01-31T08:00:00Z'),
  end: Date.parse('2026-01-31T09:30:00Z'),
  energy: 21.75,
  location: 'ABC-0042',
  evses: ['ABC-0042-1'],
  tariffs: [],
};
const card = { contract: 'DE-XYZ-C12345678-9', uid: '04E2A1B7C35080' };

/** The facts of each edition's golden objects, typed by hand. */
const told: Record<string, Partial<Record<ObjectModuleId, object>>> = {
  '2.1.1': {
    locations: { ...nothing, tariffs: ['ABC-DAY'] },
    tariffs: nothing,
    sessions: {
      ...nothing,
      ...visit,
      contract: 'NL-XYZ-C12345678-9',
      status: 'COMPLETED',
      method: 'WHITELIST',
    },
    cdrs: { ...nothing, ...visit, contract: 'NL-XYZ-C12345678-9', method: 'AUTH_REQUEST' },
  },
  '2.2.1': {
    locations: nothing,
    tariffs: nothing,
    sessions: { ...nothing, ...visit, ...card, status: 'COMPLETED', method: 'COMMAND' },
    cdrs: { ...nothing, ...visit, ...card, method: 'AUTH_REQUEST' },
    tokens: { ...nothing, ...card },
  },
};

for (const { version, facts, objectRow } of all)
  test(`${version}: the facts of golden objects are those that they say`, () => {
    for (const [module, expected] of Object.entries(told[version] ?? {}) as [ObjectModuleId, object][])
      assert.deepEqual(facts(module, golden(version, objectRow(module).object)), expected, module);
  });

test('facts of what an owner sends half, or as something else, are empty', () => {
  for (const { facts } of all)
    for (const object of [
      {},
      { location: null, cdr_token: 'x', cdr_location: [] },
      { location: { evses: {} } },
    ])
      assert.deepEqual(facts('cdrs', object), nothing);
});

test('2.2.1: tariff ids are found in every Connector', () => {
  const evses = [
    { connectors: [{ tariff_ids: ['A', 'B'] }, {}] },
    {},
    { connectors: [{ tariff_ids: ['C'] }] },
  ];
  assert.deepEqual(edition221.facts('locations', { evses }).tariffs, ['A', 'B', 'C']);
});

test('2.2.1: tokens are written in Base64, and read as sent, decoded, and without the line feed of the examples', () => {
  assert.equal(edition221.token.write('example-token'), 'ZXhhbXBsZS10b2tlbg==');
  assert.deepEqual(edition221.token.read('ZXhhbXBsZS10b2tlbgo='), [
    'ZXhhbXBsZS10b2tlbgo=',
    'example-token\n',
    'example-token',
  ]);
  assert.deepEqual(edition221.token.read('ZXhhbXBsZS10b2tlbg'), ['ZXhhbXBsZS10b2tlbg', 'example-token']);
  assert.deepEqual(edition221.token.read('plain-token!'), ['plain-token!']);
  assert.deepEqual(edition211.token.read('ZXhhbXBsZS10b2tlbgo='), ['ZXhhbXBsZS10b2tlbgo=']);
});

test('Credentials of either edition introduce the same party, and name those of others', () => {
  const given = {
    token: 't-0123456789',
    url: 'https://h.example/ocpi/cpo/versions',
    party: 'NL*HUB',
    name: 'Hub',
  } as const;
  for (const { check, credentials } of all) {
    const ours = credentials.ours(given);
    assert.deepEqual(check('credentials', ours, 'strict'), []);
    assert.deepEqual(
      credentials.parties(ours).map(({ party, business }) => [party, business]),
      [['NL*HUB', { name: 'Hub' }]],
    );
  }
  const roles = edition221.credentials
    .parties(golden('2.2.1', 'credentials'))
    .map(({ party, role }) => `${role} ${party}`);
  assert.deepEqual(roles, ['EMSP DE*XYZ', 'NSP DE*XYM']);
});

test('2.2.1: of the two ends of a module the one is taken that a partner in that role has', () => {
  const end = (identifier: string, role: string) => ({
    identifier,
    role,
    url: `https://p.example/${identifier}/${role}`,
  });
  const both = ['locations', 'tokens', 'commands'].flatMap((module) => [
    end(module, 'SENDER'),
    end(module, 'RECEIVER'),
  ]);
  const at = (module: string, role: 'CPO' | 'EMSP') =>
    edition221.endpoint(both, module, role)?.split('/').at(-1);
  assert.deepEqual(
    ['locations', 'tokens', 'commands'].map((module) => at(module, 'CPO')),
    ['SENDER', 'RECEIVER', 'RECEIVER'],
  );
  assert.deepEqual(
    ['locations', 'tokens', 'commands'].map((module) => at(module, 'EMSP')),
    ['RECEIVER', 'SENDER', 'SENDER'],
  );
});

function golden(version: string, name: string): Json {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/${version}/${name}.json`, import.meta.url), 'utf8'),
  );
}
