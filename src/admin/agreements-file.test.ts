import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { defaultOptions } from '../hub/partners/connections.ts';
import type { Connection } from '../hub/ports/connection-registry.ts';
import type { StoredObject } from '../hub/ports/object-store.ts';
import { adminToken, connection, type FakeHub, fakeHub, serve } from './fake-hub.ts';

// The hub's clock stands at 2026-03-01T12:00:00Z, which is 13:00 in Amsterdam.

const auth = { Authorization: `Bearer ${adminToken}` };
const zone = 'Europe/Amsterdam';
const first = { cpo: 'NL*ABC', emsp: 'DE*EMP', first_day: '2026-01-01', last_day: '2026-12-31', zone };
const second = { cpo: 'NL*ABC', emsp: 'FR*OTH', valid_to: '2027-01-01T00:00:00Z', run_off: false };
const third = { cpo: 'BE*XYZ', emsp: 'DE*EMP', status: 'SUSPENDED' };

test('a file is applied once, and changes nothing the second time', async (t) => {
  const { ask, written } = await hubWith(t);
  const made = await ask('POST', 'apply', { agreements: [first, second, third] });
  assert.deepEqual([made.create, made.unchanged, made.applied], [[first, second, third], 0, true]);
  assert.equal(written(), 3);
  const again = await ask('POST', 'apply', { agreements: [first, second, third] });
  assert.deepEqual(
    [again.create, again.change, again.end, again.unchanged, again.flows],
    [[], [], [], 3, []],
  );
  assert.equal(written(), 3);
});

test('what is exported is what was applied, and applies without a change', async (t) => {
  const { ask, written } = await hubWith(t);
  await ask('POST', 'apply', { agreements: [first, second, third] });
  const file = await ask('GET', 'export');
  assert.deepEqual(file, { agreements: [third, first, second] });
  assert.equal((await ask('POST', 'apply', file)).unchanged, 3);
  assert.equal(written(), 3);
});

test('days of a zone are times: the last one is in', async (t) => {
  const { server, ask } = await hubWith(t);
  await ask('POST', 'apply', { agreements: [first] });
  const { body } = await request(server).get('/admin/agreements').set(auth);
  const { valid_from, valid_to, first_day, last_day } = body[0];
  assert.deepEqual([valid_from, valid_to], ['2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z']);
  assert.deepEqual([first_day, last_day, body[0].zone], ['2026-01-01', '2026-12-31', zone]);
  const changed = await request(server)
    .patch(`/admin/agreements/${body[0].id}`)
    .set(auth)
    .send({ last_day: '2026-07-31' });
  assert.equal(changed.body.valid_to, '2026-07-31T22:00:00.000Z');
  assert.equal(changed.body.valid_from, '2025-12-31T23:00:00.000Z');
});

test('a plan says what would change, and changes nothing', async (t) => {
  const { ask, written } = await hubWith(t);
  await ask('POST', 'apply', { agreements: [first, second, third] });
  const longer = { ...first, last_day: '2027-12-31' };
  const file = { agreements: [longer, { ...third, status: 'ACTIVE' }, { cpo: 'BE*XYZ', emsp: 'FR*OTH' }] };
  const resumed = { cpo: third.cpo, emsp: third.emsp };
  const expected = {
    create: [{ cpo: 'BE*XYZ', emsp: 'FR*OTH' }],
    change: [
      { before: first, after: longer },
      { before: third, after: resumed },
    ],
    end: [second],
    unchanged: 0,
  };
  const plan = await ask('POST', 'plan', file);
  assert.deepEqual(plan, { applied: false, ...expected, flows: plan.flows });
  assert.deepEqual((await ask('GET', 'export')).agreements, [third, first, second]);
  const done = await ask('POST', 'apply', file);
  assert.deepEqual(done, { applied: true, ...expected, flows: done.flows });
  assert.equal(written(), 7);
  const { agreements } = await ask('GET', 'export');
  assert.deepEqual(agreements, [resumed, { cpo: 'BE*XYZ', emsp: 'FR*OTH' }, longer]);
});

test('others are kept where the file says so', async (t) => {
  const { ask } = await hubWith(t);
  await ask('POST', 'apply', { agreements: [first, second] });
  const kept = await ask('POST', 'apply', { others: 'keep', agreements: [third] });
  assert.deepEqual([kept.create, kept.end, kept.unchanged], [[third], [], 2]);
});

test('a plan tells who begins and who stops to exchange data, when, what, and what is in the way', async (t) => {
  const { ask } = await hubWith(t);
  await ask('POST', 'apply', { agreements: [second] });
  const agreements = [
    { cpo: 'NL*ABC', emsp: 'DE*EMP' },
    { cpo: 'NL*ABC', emsp: 'AT*NEW', first_day: '2026-04-01', zone },
    { cpo: 'BE*XYZ', emsp: 'DE*EMP', last_day: '2026-02-28' },
    { cpo: 'BE*XYZ', emsp: 'FR*OTH', status: 'SUSPENDED' },
  ];
  const { flows } = await ask('POST', 'plan', { agreements });
  const ofAbc = { locations: 2, tariffs: 1 };
  assert.deepEqual(flows, [
    {
      ...{ cpo: 'NL*ABC', emsp: 'DE*EMP', what: 'begins', at: null, obstacles: [] },
      // DE*EMP asks for all objects that exist when a partner is new, NL*ABC does not.
      ...{ objects: { ...ofAbc, tokens: 1 }, pushed: 3 },
    },
    {
      ...{ cpo: 'NL*ABC', emsp: 'AT*NEW', what: 'begins', at: '2026-03-31T22:00:00.000Z' },
      obstacles: ['AT*NEW is unknown: it has no connection as a provider (EMSP)'],
      ...{ objects: { ...ofAbc, tokens: 0 }, pushed: 0 },
    },
    {
      ...{ cpo: 'NL*ABC', emsp: 'FR*OTH', what: 'stops', at: null, obstacles: [] },
      ...{ objects: { ...ofAbc, tokens: 0 }, pushed: 0 },
    },
  ]);
});

/** Files of agreements that are refused as a whole, with the places of all errors. */
const wrong: [what: string, agreements: object[], pointers: string[]][] = [
  ['a pair given twice', [first, second, { cpo: 'nl*abc', emsp: 'de*emp' }], ['/agreements/2']],
  [
    'days that end before they begin',
    [{ ...first, last_day: '2025-12-30' }, second],
    ['/agreements/0/valid_to'],
  ],
  ['a day beside a time', [second, { ...first, valid_to: null }], ['/agreements/1/last_day']],
  ['no real day', [second, { ...first, first_day: '2026-02-30' }], ['/agreements/1/first_day']],
  [
    'no real zone',
    [
      { ...first, zone: 'Mars' },
      { ...third, zone: '' },
    ],
    ['/agreements/0/zone', '/agreements/1/zone'],
  ],
  ['parties the wrong way round', [second, { cpo: 'DE*EMP', emsp: 'NL*ABC' }], ['/agreements/1/cpo']],
  ['a status that no file has', [{ ...first, status: 'TERMINATED' }], ['/agreements/0/status']],
];

for (const [what, agreements, pointers] of wrong)
  test(`a file with ${what} is refused as a whole`, async (t) => {
    const { server, written } = await hubWith(t);
    for (const step of ['plan', 'apply']) {
      const { status, body } = await request(server)
        .post(`/admin/agreements/${step}`)
        .set(auth)
        .send({ agreements });
      assert.equal(status, 400);
      assert.deepEqual(
        body.errors.map(({ pointer }: { pointer: string }) => pointer),
        pointers,
      );
    }
    assert.equal(written(), 0);
  });

interface Plan {
  applied: boolean;
  create: object[];
  change: object[];
  end: object[];
  unchanged: number;
  flows: object[];
  agreements: object[];
}

/** A hub with two operators and two providers, and a count of the agreements that it has written. */
async function hubWith(t: Parameters<typeof serve>[0]) {
  const hub = fakeHub();
  hub.state = { ...hub.state, connections: partners };
  hub.stored = stored;
  const count = countWrites(hub);
  const { server } = await serve(t, hub);
  const ask = async (method: 'GET' | 'POST', step: string, body?: object): Promise<Plan> => {
    const path = `/admin/agreements/${step}`;
    const asked = method === 'GET' ? request(server).get(path) : request(server).post(path).send(body);
    const answer = await asked.set(auth);
    assert.equal(answer.status, 200, answer.text);
    return answer.body as Plan;
  };
  return { server, ask, written: count };
}

function countWrites({ store: { registry } }: FakeHub): () => number {
  const { agree } = registry;
  let written = 0;
  registry.agree = async (decide) => {
    const made = await agree(decide);
    written += made.length;
    return made;
  };
  return () => written;
}

const partners = [
  partner('CPO', 'NL*ABC'),
  partner('CPO', 'BE*XYZ'),
  partner('EMSP', 'DE*EMP', true),
  partner('EMSP', 'FR*OTH'),
];

function partner(role: 'CPO' | 'EMSP', party: Connection['party'], push_on_agreement = false): Connection {
  const options = { ...defaultOptions, push_on_agreement };
  return connection({ id: party, role, party, parties: [party], options });
}

const stored = [
  ['locations', 'NL*ABC'],
  ['locations', 'NL*ABC'],
  ['tariffs', 'NL*ABC'],
  ['sessions', 'NL*ABC'],
  ['tokens', 'DE*EMP'],
  ['locations', 'BE*XYZ'],
].map(([module, owner]) => ({ module, owner }) as StoredObject);
