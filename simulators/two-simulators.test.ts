import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ObjectName } from '../src/ocpi/editions/basic-ocpi-types.ts';
import { check } from '../src/ocpi/schemas/validation.ts';
import {
  arrivals,
  control,
  eventually,
  type Fields,
  invitation,
  objects,
  paired,
  start,
} from './connected-simulators-for-tests.ts';
import { wallTime } from './platform/time-source.ts';

test('live: a car comes, charges and is accounted for, all of it 2.1.1-d2 to the letter (@SIM-04, @SES-12, @SES-14, @SES-15, @SES-19)', async (t) => {
  const { cpo, emsp } = await paired(t, { live: true });
  const cdr = await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  const session = (await objects(emsp, 'sessions')).find(({ id }) => `CDR-${id}` === cdr.id);
  assert.ok(session);
  assert.equal(session.status, 'COMPLETED');
  assert.equal(session.kwh, cdr.total_energy);
  assert.equal(session.total_cost, cdr.total_cost);
  assert.equal(session.end_datetime, cdr.stop_date_time);
  assert.ok(Date.parse(String(cdr.stop_date_time)) <= Date.now());
  const updates = (await arrivals(emsp, 'sessions')).filter(({ path }) => path.endsWith(`/${session.id}`));
  assert.deepEqual(new Set(updates.map(({ status }) => status)), new Set([200, 201]));
  assert.equal(updates.at(-1)?.method, 'PUT');
  const [{ evses }] = [session.location as { evses: { connectors: Fields[] }[] }];
  assert.deepEqual([evses.length, evses[0]?.connectors.length], [1, 1], 'only what is in use');
  const contracts = (await objects(cpo, 'tokens')).map(({ auth_id }) => auth_id);
  assert.ok(contracts.includes(session.auth_id));
  const statuses = updates.toReversed().map(({ body }) => (body as Fields).status);
  assert.deepEqual([...new Set(statuses)], ['PENDING', 'ACTIVE', 'COMPLETED']);
  assert.equal(statuses.filter((status) => status === 'COMPLETED').length, 1, 'nothing follows the end');
  const kwh = updates.toReversed().map(({ body }) => Number((body as Fields).kwh));
  assert.ok(kwh.length > 4);
  assert.deepEqual(
    kwh,
    kwh.toSorted((a, b) => a - b),
  );
  for (const [module, name] of Object.entries({
    locations: 'location',
    tariffs: 'tariff',
    sessions: 'session',
    cdrs: 'cdr',
  }))
    for (const object of await objects(emsp, module))
      assert.deepEqual(check(name as ObjectName, object, 'strict'), [], `${module} ${object.id}`);
  await cpo.stop();
  const open = (await objects(emsp, 'sessions')).filter(({ status }) => status !== 'COMPLETED');
  assert.deepEqual(open, [], 'sessions that were under way have ended with the operator');
});

test('requests carry the own party as sender, and the hub as receiver when it is named', async (t) => {
  const { emsp } = await paired(t, { hubParty: 'DE*HUB' });
  const [put] = await arrivals(emsp, 'tariffs');
  assert.equal(put?.headers['ocpi-from-party-id'], 'CPO');
  assert.equal(put?.headers['ocpi-to-party-id'], 'HUB');
  assert.equal(put?.headers.authorization, '***');
});

// biome-ignore format: a table
const drivers: [uid: string, status: number, asked: number][] = [
  ['04A1B2C3D4E501',  201, 0],
  ['04A1B2C3D4E502',  201, 0],
  ['04A1B2C3D4E503',  201, 1],
  ['04A1B2C3D4E504',  201, 1],
  ['TOKEN-INVALID',   409, 0],
  ['TOKEN-BLOCKED',   409, 1],
  ['TOKEN-NO-CREDIT', 409, 1],
  ['UNHEARD-OF',      409, 1],
];

test('the whitelist type decides whether the provider is asked (@TOK-22, @TOK-23, @TOK-24, @TOK-25, @TOK-26)', async (t) => {
  const { cpo, emsp } = await paired(t);
  for (const [token_uid, status, asked] of drivers) {
    const before = (await arrivals(emsp, 'tokens')).length;
    assert.equal((await control(cpo, 'POST', 'sessions', { token_uid, kwh: 1 })).status, status, token_uid);
    const fresh = (await arrivals(emsp, 'tokens')).slice(0, (await arrivals(emsp, 'tokens')).length - before);
    assert.equal(fresh.filter(({ path }) => path.includes('/authorize')).length, asked, token_uid);
  }
});

test('while the provider cannot be reached, ALLOWED_OFFLINE lets in by the copy and NEVER does not (@TOK-25)', async (t) => {
  const { cpo, emsp } = await paired(t);
  await control(emsp, 'PUT', 'faults', [{ match: { module: 'tokens' }, kind: 'drop' }]);
  const plug = async (token_uid: string) => (await control(cpo, 'POST', 'sessions', { token_uid })).status;
  assert.equal(await plug('04A1B2C3D4E503'), 201);
  assert.equal(await plug('04A1B2C3D4E504'), 409);
});

test('changes of EVSEs and Tokens are told at once', async (t) => {
  const { cpo, emsp } = await paired(t);
  await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', { status: 'OUTOFORDER' });
  await control(emsp, 'PATCH', 'tokens/FOB-1', { valid: false });
  await eventually(async () => {
    const lyon = (await objects(emsp, 'locations')).find(({ id }) => id === 'LOC-LYON-1');
    return (lyon?.evses as Fields[])[0]?.status === 'OUTOFORDER';
  });
  await eventually(async () =>
    (await objects(cpo, 'tokens')).find(({ uid, valid }) => uid === 'FOB-1' && !valid),
  );
});

test('a status is changed at once, also when a millisecond ends meanwhile', async (t) => {
  let looks = 0;
  const cpo = await start(t, 'cpo', { time: { ...wallTime, now: () => Date.now() + looks++ } });
  const { status, json } = await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', {
    status: 'BLOCKED',
  });
  assert.equal(status, 200, JSON.stringify(json));
});

test('a scheduled status is announced, and pushed as status when it is due (@LOC-35)', async (t) => {
  const { cpo, emsp } = await paired(t);
  const at = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
  const schedule = { status: 'BLOCKED', at: new Date(at).toISOString() };
  const { status } = await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', schedule);
  assert.equal(status, 200);
  const lyon = async () => {
    const location = (await objects(emsp, 'locations')).find(({ id }) => id === 'LOC-LYON-1');
    return (location?.evses as Fields[])[0] ?? {};
  };
  const announced = await eventually(async () => ((await lyon()).status_schedule ? lyon() : false));
  assert.equal(announced.status, 'AVAILABLE');
  const [before, ...more] = (await arrivals(emsp, 'locations')).filter(({ method }) => method === 'PATCH');
  assert.ok(!('status' in (before?.body as Fields)));
  assert.deepEqual(more, []);
  assert.equal((await control(cpo, 'PATCH', 'clock', { jump_s: 3600 })).status, 200);
  await eventually(async () => (await lyon()).status === 'BLOCKED');
});

test('an adversary is unpleasant within what every partner has to bear: all of it arrives', async (t) => {
  const { emsp, cpo } = await paired(t, { adversary: true, seed: 5 });
  for (const turn of [1, 2, 3])
    for (const status of ['BLOCKED', 'AVAILABLE'])
      for (const uid of ['EVSE-LYON-1-1', 'EVSE-LYON-1-2']) {
        const changed = await control(cpo, 'PATCH', `evses/LOC-LYON-1/${uid}`, { status });
        assert.equal(changed.status, 200, `turn ${turn}: ${JSON.stringify(changed.json)}`);
      }
  const puts = (await arrivals(emsp, 'locations')).filter(({ method }) => method === 'PUT');
  assert.ok(puts.every(({ status }) => status === 200 || status === 201));
  const odd = (await arrivals(emsp, 'locations')).concat(await arrivals(emsp, 'tariffs'));
  const plain = odd.filter(({ headers }) => headers['ocpi-from-party-id'] === 'CPO');
  assert.ok(odd.length >= 20 && plain.length > 0);
});

test('the provider may start the handshake as well', async (t) => {
  const cpo = await start(t, 'cpo');
  const emsp = await start(t, 'emsp', await invitation(cpo));
  await eventually(async () => (await objects(emsp, 'locations')).length === 12);
  await eventually(async () => (await objects(cpo, 'tokens')).length === 20);
});

const folder = await mkdtemp(join(tmpdir(), 'simulators-'));
// The hook removes the folder after the file's last test: before that, the hook that stops the simulators, which still
// write there, runs.
after(() => rm(folder, { recursive: true, force: true }));

test('after a restart the registration is renewed from the data folder, at the new port', async (t) => {
  const data = join(folder, 'cpo');
  const { cpo, emsp } = await paired(t, { data });
  assert.equal((await stat(join(data, 'simulator.json'))).mode & 0o777, 0o600);
  await cpo.stop();
  let isRegistered = false;
  const again = await start(t, 'cpo', {
    data,
    log: {
      info: (entry: Fields) => (isRegistered ||= entry.event === 'registered'),
      warn: () => undefined,
      error: (entry) => assert.fail(JSON.stringify(entry)),
    },
  });
  const renewed = await eventually(async () => {
    const { json } = await control(emsp, 'GET', 'state');
    const [connection, ...more] = json.connections as Fields[];
    assert.deepEqual(more, []);
    return isRegistered && connection?.versions_url === again.versionsUrl;
  });
  assert.ok(renewed);
});
