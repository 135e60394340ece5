import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json, ObjectModuleId, SameRow } from './basic-ocpi-types.ts';
import { edition211 } from './edition-2.1.1.ts';
import { edition221 } from './edition-2.2.1.ts';
import { pointerTo } from './facts-of-object.ts';
import { isDeletable, isPosted, moduleIds, objectModules } from './modules.ts';

const all = [edition211, edition221];

/** Columns of the module table that hub and stores may read without knowing the version. */
const same = {
  owner: true,
  object: true,
  key: true,
  keyIgnoresCase: true,
  parts: true,
  audience: true,
  immutable: true,
  final: true,
  counterpart: true,
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
      assert.equal(rows[module].holds?.inForce, edition211.rows[module].holds?.inForce);
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
  locationOwner: undefined,
  evses: [],
  tariffs: [],
};
const visit = {
  reference: '5f0c1b1e-7a55-4a8f-8f4e-2b1f4a7f9f10',
  begin: Date.parse('2026-01-31T08:00:00Z'),
  end: Date.parse('2026-01-31T09:30:00Z'),
  energy: 21.75,
  location: 'ABC-0042',
  locationOwner: undefined,
  evses: ['ABC-0042-1'],
  tariffs: [],
};
const driver = { contract: 'DE-XYZ-C12345678-9', uid: '04E2A1B7C35080' };

/** The facts in the golden objects of each version, typed by hand. */
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
    sessions: {
      ...nothing,
      ...visit,
      ...driver,
      locationOwner: 'NL*ABC',
      status: 'COMPLETED',
      method: 'COMMAND',
    },
    cdrs: { ...nothing, ...visit, ...driver, method: 'AUTH_REQUEST' },
    tokens: { ...nothing, ...driver },
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

test('2.1.1: the party that a Location inside a CDR names is found where its id is', () => {
  const { locationOwner } = edition211.facts('cdrs', {
    country_code: 'NL',
    party_id: 'XXX',
    location: { id: 'LOC1', country_code: 'nl', party_id: 'abc' },
  });
  assert.equal(locationOwner, 'NL*ABC');
});

test('the field of a fact is told as a pointer of its version', () => {
  const at = ({ rows }: typeof edition211, module: ObjectModuleId) => pointerTo(rows[module], 'contract');
  assert.deepEqual([at(edition211, 'cdrs'), at(edition211, 'tokens')], ['/auth_id', '/auth_id']);
  assert.deepEqual(
    [at(edition221, 'cdrs'), at(edition221, 'tokens')],
    ['/cdr_token/contract_id', '/contract_id'],
  );
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
    .map(({ party, role, at }) => `${at} ${role} ${party}`);
  assert.deepEqual(roles, ['/roles/0 EMSP DE*XYZ', '/roles/1 NSP DE*XYM']);
});

test('Credentials in the form of the other version are told as such, and those of its own are not', () => {
  const [older, newer] = [golden('2.1.1', 'credentials'), golden('2.2.1', 'credentials')];
  const pointers = ({ credentials }: typeof edition211, given: Json) =>
    credentials.otherForm(given).map(({ pointer }) => pointer);
  assert.deepEqual([pointers(edition211, older), pointers(edition211, newer)], [[], ['/roles']]);
  assert.deepEqual([pointers(edition221, newer), pointers(edition221, older)], [[], ['/party_id']]);
});

const interfaces = (modules: string[], names = ['SENDER', 'RECEIVER']) =>
  modules.flatMap((identifier) =>
    names.map((role) => ({ identifier, role, url: `https://p.example/${identifier}/${role}` })),
  );

// biome-ignore format: a table
const own: [module: string, role: 'CPO' | 'EMSP', name: string][] = [
  ['locations',        'CPO',  'SENDER'],
  ['locations',        'EMSP', 'RECEIVER'],
  ['tokens',           'CPO',  'RECEIVER'],
  ['tokens',           'EMSP', 'SENDER'],
  ['commands',         'CPO',  'RECEIVER'],
  ['commands',         'EMSP', 'SENDER'],
  ['chargingprofiles', 'CPO',  'RECEIVER'],
  ['chargingprofiles', 'EMSP', 'SENDER'],
];

test('of two interfaces of a module the one is taken that a partner in its role has, in either version @VER-08', () => {
  for (const [module, role, name] of own)
    for (const { version, endpoint } of all)
      for (const names of [
        ['SENDER', 'RECEIVER'],
        ['RECEIVER', 'SENDER'],
      ])
        assert.equal(endpoint(interfaces([module], names), module, role)?.role, name, `${version} ${module}`);
});

test("2.2.1: an interface that is not the partner's is none, in 2.1.1 it is taken for want of another", () => {
  const listed = interfaces(['locations'], ['RECEIVER']);
  assert.equal(edition221.endpoint(listed, 'locations', 'CPO'), undefined);
  assert.equal(edition211.endpoint(listed, 'locations', 'CPO'), listed[0]);
  assert.equal(edition211.looksLikeOther(listed, 'CPO'), true);
});

test('version details name the interfaces of the hub since 2.2.1, as a partner of the other role has its own', () => {
  const details = ({ listed }: typeof edition211, side: 'cpo' | 'emsp') =>
    ['credentials', 'locations', 'tokens', 'commands'].map(
      (identifier) => listed({ identifier, url: 'https://h.example' }, side).role,
    );
  assert.deepEqual(details(edition211, 'cpo'), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(details(edition221, 'cpo'), ['SENDER', 'SENDER', 'RECEIVER', 'RECEIVER']);
  assert.deepEqual(details(edition221, 'emsp'), ['SENDER', 'RECEIVER', 'SENDER', 'SENDER']);
});

function golden(version: string, name: string): Json {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/${version}/${name}.json`, import.meta.url), 'utf8'),
  );
}
