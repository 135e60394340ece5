import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import type { Agreement, Connection } from '../hub/ports/connection-registry.ts';
import type { Notes } from '../hub/ports/expiring-key-values.ts';
import type { StoredObject } from '../hub/ports/object-store.ts';
import type { Parked } from '../hub/push-types.ts';
import { newModuleSync, type Sync } from '../hub/sync-report-types.ts';
import { adminToken, connection, type FakeHub, fakeHub, serve } from './fake-hub.ts';

const auth = { Authorization: `Bearer ${adminToken}` };

/** Each list of the admin API, a query, and the rows that the answer must have, in order. */
// biome-ignore format: a table
const asked: [path: string, query: string, expected: string[]][] = [
  ['connections', '',                                  ['c1', 'c2', 'c3', 'c4', 'c5']],
  ['connections', 'role=EMSP',                         ['c3', 'c4', 'c5']],
  ['connections', 'status=SUSPENDED',                  ['c2']],
  ['connections', 'party=nl*abd',                      ['c1']],
  ['connections', 'q=power',                           ['c2', 'c4']],
  ['connections', 'q=POWER+fr',                        ['c4']],
  ['connections', 'sort=name',                         ['c1', 'c5', 'c4', 'c3', 'c2']],
  ['connections', 'sort=-party&role=EMSP',             ['c4', 'c5', 'c3']],
  ['connections', 'delivery=BEHIND',                   ['c4']],
  ['connections', 'parked=yes',                        ['c3', 'c4']],
  ['connections', 'sort=-pending&limit=2',             ['c4', 'c1']],
  ['agreements',  '',                                  ['a1', 'a2', 'a3', 'a5']],
  ['agreements',  'status=ACTIVE',                     ['a1', 'a2', 'a5']],
  ['agreements',  'cpo=NL*ABC',                        ['a1', 'a2', 'a3']],
  ['agreements',  'party=de*emp',                      ['a1', 'a5']],
  ['agreements',  'emsp=DE*EMP&cpo=BE*XYZ',            ['a5']],
  ['agreements',  'in_force=no',                       ['a3']],
  ['agreements',  'obstacles=yes',                     ['a3', 'a5']],
  ['agreements',  'ends_before=2026-04-01T00:00:00Z',  ['a2']],
  ['agreements',  'q=fr+power',                        ['a2']],
  ['agreements',  'q=abc',                             ['a1', 'a2', 'a3']],
  ['agreements',  'sort=-emsp',                        ['a2', 'a3', 'a1', 'a5']],
  ['agreements',  'sort=valid_to',                     ['a2', 'a1', 'a3', 'a5']],
  ['syncs',       '',                                  ['s1', 's2', 's3']],
  ['syncs',       'status=FAILED',                     ['s2']],
  ['syncs',       'type=full',                         ['s1', 's3']],
  ['syncs',       'held=yes',                          ['s3']],
  ['syncs',       'connection=c2',                     ['s2']],
  ['syncs',       'party=BE*XYZ',                      ['s2']],
  ['syncs',       'q=too+slow',                        ['s2']],
  ['syncs',       'sort=started',                      ['s3', 's2', 's1']],
  ['held',        '',                                  ['h1', 'h2', 'h3']],
  ['held',        'module=cdrs',                       ['h2']],
  ['held',        'party=FR*OTH',                      ['h3']],
  ['held',        'q=power',                           ['h2', 'h3']],
  ['held',        'sort=-auth_id',                     ['h2', 'h1', 'h3']],
  ['settlements', '',                                  ['w1', 'w2', 'w3']],
  ['settlements', 'party=FR*OTH',                      ['w2', 'w3']],
  ['settlements', 'party=de*zzz',                      ['w3']],
  ['settlements', 'q=de-emp',                          ['w1', 'w3']],
  ['settlements', 'q=power',                           ['w2', 'w3']],
  ['settlements', 'sort=-contract',                    ['w2', 'w3', 'w1']],
  ['parked',      '',                                  ['LOC1', 'LOC2', 'TAR1']],
  ['parked',      'module=locations',                  ['LOC1', 'LOC2']],
  ['parked',      'state=REFUSED',                     ['LOC2']],
  ['parked',      'owner=be*xyz',                      ['LOC2']],
  ['parked',      'party=NL*ABC',                      ['LOC1', 'LOC2', 'TAR1']],
  ['parked',      'party=DE*EMP',                      []],
  ['parked',      'q=no+memory',                       ['TAR1']],
  ['parked',      'sort=-attempts',                    ['TAR1', 'LOC1', 'LOC2']],
  ['connections/c1/parked', 'state=PARKED',            ['LOC1', 'TAR1']],
  ['objects/locations', '',                            ['LOC1', 'LOC2', 'LOC3']],
  ['objects/locations', 'sort=-created',               ['LOC3', 'LOC2', 'LOC1']],
  ['objects/locations', 'sort=-created&limit=2',       ['LOC3', 'LOC2']],
  ['objects/locations', 'sort=-created&limit=2&offset=2', ['LOC1']],
  ['objects/locations', 'q=be*xyz',                    ['LOC3']],
  ['objects/locations', 'q=LOC2',                      ['LOC2']],
  ['objects/tokens',    'q=DE-EMP-1',                  ['TOK1']],
  ['objects/tokens',    'q=TOK1',                      ['TOK1']],
];

for (const [path, query, expected] of asked)
  test(`${path}?${query} gives ${expected.join(', ') || 'nothing'}`, async (t) => {
    const { server } = await serve(t, market());
    const { status, body, headers } = await request(server).get(`/admin/${path}?${query}`).set(auth);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(namesIn(body), expected);
    if (!query.includes('limit')) assert.equal(headers['x-total-count'], String(expected.length));
  });

for (const path of [
  'connections',
  'agreements',
  'syncs',
  'held',
  'settlements',
  'parked',
  'objects/locations',
  'reports',
])
  for (const sort of ['', path.startsWith('objects') ? '-created' : undefined].filter(
    (one) => one !== undefined,
  ))
    test(`${path} are walked through page by page, sorted by "${sort}"`, async (t) => {
      const { server } = await serve(t, market());
      const order = sort ? `&sort=${sort}` : '';
      const whole = await request(server).get(`/admin/${path}?limit=50${order}`).set(auth);
      assert.equal(whole.headers.link, undefined);
      const walked: string[] = [];
      for (let next: string | undefined = `/admin/${path}?limit=2${order}`; next; ) {
        const { body, headers }: request.Response = await request(server).get(next).set(auth);
        assert.equal(headers['x-total-count'], whole.headers['x-total-count']);
        assert.ok(namesIn(body).length <= 2);
        walked.push(...namesIn(body));
        next = /^<(.*)>; rel="next"$/.exec(headers.link ?? '')?.[1];
      }
      assert.ok(walked.length > 2);
      assert.deepEqual(walked, namesIn(whole.body));
    });

for (const sort of ['cpo', '-created'])
  test(`a page by ${sort} begins where the one before ended, though rows have come and gone`, async (t) => {
    const hub = market();
    const { server } = await serve(t, hub);
    const first = await request(server).get(`/admin/agreements?limit=2&sort=${sort}`).set(auth);
    const [next] = /\/admin[^>]*/.exec(first.headers.link ?? '') ?? [''];
    const all = [...hub.state.agreements];
    const gone = namesIn(first.body);
    const changed = all.map((one) => (gone.includes(one.id) ? { ...one, deleted: true } : one));
    const late = { ...all[0]!, id: 'late', cpo: 'AT*NEW', created: '2027-01-01T00:00:00Z' };
    hub.state = { ...hub.state, agreements: agreementsOf([...changed, late]) };
    const second = await request(server).get(next).set(auth);
    const rest = ['a1', 'a2', 'a3', 'a5'].filter((id) => !gone.includes(id));
    assert.deepEqual(namesIn(second.body).sort(), rest);
  });

for (const query of [
  'cursor=no',
  'cursor=WzFd',
  'sort=colour',
  'status=BOGUS',
  'party=ABC',
  'limit=0',
  'colour=red',
])
  test(`agreements cannot be asked for with ?${query}`, async (t) => {
    const { server } = await serve(t, market());
    const { status, body } = await request(server).get(`/admin/agreements?${query}`).set(auth);
    assert.equal(status, 400);
    assert.equal(body.errors[0].pointer, `?${query.split('=')[0]}`);
  });

/** The rows of an answer by the names that this file gives them. */
function namesIn(body: { objects: unknown[] } | unknown[]): string[] {
  const rows = (Array.isArray(body) ? body : body.objects) as Record<string, string>[];
  return rows.map((row) => String(row.object_id ?? (row.steps ? row.connection : row.id)));
}

/** A fake hub with two operators and three providers, and with rows in every list. */
function market(): FakeHub {
  const hub = fakeHub();
  const partner = (id: string, role: 'CPO' | 'EMSP', party: string, name: string, more = {}) =>
    connection({
      id,
      role,
      party,
      parties: [party],
      name,
      created: `2026-01-0${id[1]}`,
      ...more,
    } as Connection);
  const connections = [
    partner('c1', 'CPO', 'NL*ABC', 'Abc', { parties: ['NL*ABC', 'NL*ABD'] }),
    partner('c2', 'CPO', 'BE*XYZ', 'Xyz Power', { status: 'SUSPENDED' }),
    partner('c3', 'EMSP', 'DE*EMP', 'Emp Mobility'),
    partner('c4', 'EMSP', 'FR*OTH', 'All power'),
    partner('c5', 'EMSP', 'DE*ZZZ', 'Ahnlich', { status: 'PENDING' }),
  ];
  hub.state = { connections, agreements: agreementsOf(agreements) };
  hub.deliver.states = async (some) =>
    new Map(
      some.map(({ id }) => [
        id,
        {
          ...{
            state: id === 'c4' ? 'BEHIND' : 'LIVE',
            delivered: 0,
            failed: 0,
            confirmed: 0,
            last_error: null,
          },
          ...{ pending: { c4: 9, c1: 2 }[id] ?? 0, parked: { c3: 1, c4: 2 }[id] ?? 0, behind_since: null },
        },
      ]),
    );
  hub.pulled = [
    sync('s1', 'c1', 'full', 'DONE', '2026-02-03'),
    sync('s2', 'c2', 'delta', 'FAILED', '2026-02-02', { error: 'the partner is too slow' }),
    sync('s3', 'c1', 'full', 'DONE', '2026-02-01', { held: 40 }),
  ];
  hub.parked = [
    parked('locations NL*ABC LOC1', 'PARKED', 3, null),
    parked('locations BE*XYZ LOC2', 'REFUSED', 1, null),
    parked('tariffs NL*ABC TAR1', 'PARKED', 8, 'HTTP 500: no memory'),
  ];
  const notes: Record<string, unknown[]> = { held, settlement: settlements };
  hub.store.notes.all = (async (kind: string) => notes[kind] ?? []) as Notes['all'];
  hub.stored = [
    object('locations', 'NL*ABC', 'LOC1', 1),
    object('locations', 'NL*ABC', 'LOC2', 2),
    object('locations', 'BE*XYZ', 'LOC3', 3),
    object('tokens', 'DE*EMP', 'TOK1', 4, { uid: 'TOK1', auth_id: 'DE-EMP-1' }),
  ];
  return hub;
}

const agreements = [
  agreement('a1', 'NL*ABC', 'DE*EMP'),
  agreement('a2', 'NL*ABC', 'FR*OTH', { valid_to: '2026-03-31T00:00:00Z' }),
  agreement('a3', 'NL*ABC', 'DE*ZZZ', { status: 'TERMINATED' }),
  agreement('a4', 'BE*XYZ', 'FR*OTH', { status: 'TERMINATED', deleted: true }),
  agreement('a5', 'BE*XYZ', 'DE*EMP'),
];

function agreement(id: string, cpo: string, emsp: string, more: Partial<Agreement> = {}): Agreement {
  return {
    ...{ id, cpo, emsp, status: 'ACTIVE', since: '2026-01-01T00:00:00Z', deleted: false },
    ...{ valid_from: null, valid_to: null, created: `2026-01-0${id[1]}T00:00:00Z`, ...more },
  } as Agreement;
}

function sync(
  id: string,
  of: string,
  type: 'full' | 'delta',
  status: Sync['status'],
  day: string,
  module = {},
): Sync {
  const modules = [{ ...newModuleSync('locations', 0), ...module }];
  return {
    id,
    connection: of,
    type,
    status,
    modules,
    started: `${day}T00:00:00Z`,
    finished: null,
    again_at: null,
  };
}

function parked(name: string, state: Parked['state'], attempts: number, error: string | null): Parked {
  return { object: name, changed: 1, state, since: 0, attempts, tried: 0, next: 0, error } as Parked;
}

const settlements = [
  { id: 'w1', contract: 'DE-EMP-C1', to: ['DE*EMP'], created: '2026-01-01T00:00:00Z' },
  { id: 'w2', contract: 'FR-OTH-C2', to: ['FR*OTH'], created: '2026-01-02T00:00:00Z' },
  {
    ...{ id: 'w3', prefix: 'DE-EMP-X', to: ['FR*OTH'], from: 'DE*ZZZ' },
    ...{ since: '2026-03-01T00:00:00Z', created: '2026-01-03T00:00:00Z' },
  },
].map((value) => ({ key: value.id, value }));

const held = [
  heldObject('h1', 'sessions', 'NL*ABC', 'DE-1', ['DE*EMP']),
  heldObject('h2', 'cdrs', 'BE*XYZ', 'FR-1', []),
  heldObject('h3', 'sessions', 'NL*ABC', 'AT-1', ['FR*OTH']),
];

function heldObject(id: string, module: string, owner: string, contract: string, among: string[]) {
  return {
    key: id,
    value: { id, module, owner, object_id: id, contract, since: `2026-01-0${id[1]}`, among },
  };
}

function object(module: string, owner: string, id: string, created: number, lookups = {}): StoredObject {
  const rest = { changed: created, lastUpdated: 0, recipient: null, gone: false };
  return {
    module,
    owner,
    id,
    created,
    ...rest,
    lookups: { id, ...lookups },
    bytes: Buffer.from('{}'),
  } as StoredObject;
}
