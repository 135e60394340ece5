import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
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
import { faultKinds } from './faults/all-fault-kinds.ts';
import type { Arrival } from './platform/received-messages.ts';
import type { RunningPlatform } from './platform/start-platform.ts';

const { cpo, emsp } = await paired({ after }, { speed: 500 });

const plant = async (simulator: RunningPlatform, kind: string, more: Fields = {}) => {
  const { status, json } = await control(simulator, 'PUT', 'faults', [{ kind, ...more }]);
  assert.equal(status, 200, JSON.stringify(json));
};
const heal = () => Promise.all([cpo, emsp].map((simulator) => control(simulator, 'DELETE', 'faults')));

/** The messages that reach a simulator after `act`, oldest first, as soon as `enough` accepts them. */
async function arriving(
  simulator: RunningPlatform,
  module: string,
  act: () => Promise<unknown>,
  enough: (arrived: Arrival[]) => boolean,
): Promise<Arrival[]> {
  const [newest] = await arrivals(simulator, module);
  await act();
  return eventually(async () => {
    const arrived = (await arrivals(simulator, module))
      .filter(({ id }) => id > (newest?.id ?? 0))
      .toReversed();
    return enough(arrived) && arrived;
  });
}

const change = async (status: string, uid = 'EVSE-LYON-1-1') => {
  const answer = await control(cpo, 'PATCH', `evses/LOC-LYON-1/${uid}`, { status });
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
};

type Sent = [
  kind: string,
  value: number | string | undefined,
  see: (arrived: Arrival) => unknown,
  normally: unknown,
  struck: unknown,
];

// biome-ignore format: a table
const pushes: Sent[] = [
  ['latency',            1,         ({ method }) => method,                                    'PATCH', 'PATCH'],
  ['malformed_json',     undefined, ({ body }) => typeof body,                                 'object', 'string'],
  ['wrong_content_type', 'a/b',     ({ headers }) => headers['content-type'],                  'application/json', 'a/b'],
  ['base64_token',       undefined, ({ status }) => status,                                    200, 401],
  ['lower_case_ids',     undefined, ({ path, headers }) => `${path.includes('/es/cpo/')} ${headers['ocpi-from-party-id']}`, 'false CPO', 'true cpo'],
  ['no_routing_headers', undefined, ({ headers }) => headers['ocpi-from-party-id'],            'CPO', undefined],
  ['foreign_party',      undefined, ({ path }) => path.includes('/XX/XXX/'),                   false, true],
  ['other_id_in_url',    undefined, ({ path }) => path.endsWith('EVSE-LYON-1-1-X'),            false, true],
  ['put_only',           undefined, ({ method }) => method,                                    'PATCH', 'PUT'],
  ['double_slash',       undefined, ({ path }) => path.includes('/locations//ES/'),            false, true],
  ['no_trailing_z',      undefined, ({ body }) => String((body as Fields).last_updated).length, 20, 19],
  ['explicit_nulls',     undefined, ({ body }) => Object.keys(body as Fields).length,          2, 2],
];

for (const [kind, value, see, normally, struck] of pushes)
  test(`a push with ${kind}`, async () => {
    const look = async () => {
      const [arrived] = await arriving(
        emsp,
        'locations',
        () => change('BLOCKED'),
        ([one]) => one?.status != null,
      );
      return see(arrived ?? assert.fail('nothing came'));
    };
    assert.deepEqual(await look(), normally);
    await plant(cpo, kind, { match: { module: 'locations', direction: 'OUT' }, value });
    assert.deepEqual(await look(), struck);
    await heal();
  });

test('a push that is dropped never leaves, the next one does', async () => {
  await plant(cpo, 'drop', { match: { direction: 'OUT' }, times: 1 });
  const both = async () => {
    await change('RESERVED');
    await change('AVAILABLE');
  };
  const [first] = await arriving(emsp, 'locations', both, (arrived) => arrived.length > 0);
  assert.equal((first?.body as Fields).status, 'AVAILABLE');
});

test('a duplicate push comes twice', async () => {
  await plant(cpo, 'duplicate', { times: 1 });
  const twice = await arriving(
    emsp,
    'locations',
    () => change('BLOCKED'),
    (arrived) => arrived.length === 2,
  );
  assert.deepEqual(twice[0]?.body, twice[1]?.body);
});

test('a reordered push comes after the next one', async () => {
  await plant(cpo, 'reordered', { value: 60_000, times: 1 });
  const both = async () => {
    await change('RESERVED');
    await change('AVAILABLE');
  };
  const arrived = await arriving(emsp, 'locations', both, ({ length }) => length === 2);
  assert.deepEqual(
    arrived.map(({ body }) => (body as Fields).status),
    ['AVAILABLE', 'RESERVED'],
  );
});

test('a CDR that is sent twice is kept once', async () => {
  await plant(cpo, 'duplicate', { match: { module: 'cdrs' } });
  const charge = () => control(cpo, 'POST', 'sessions', { token_uid: 'FOB-1', kwh: 1, speed: 100_000 });
  const [one, two] = await arriving(emsp, 'cdrs', charge, ({ length }) => length === 2);
  await heal();
  assert.deepEqual(one?.body, two?.body);
  const id = (one?.body as Fields).id;
  assert.equal((await objects(emsp, 'cdrs')).filter((cdr) => cdr.id === id).length, 1);
});

test('token_type and ignores_whitelist change what is asked about a card', async () => {
  const plug = (token_uid: string) => () => control(cpo, 'POST', 'sessions', { token_uid, speed: 100_000 });
  const asked = (token_uid: string) =>
    arriving(emsp, 'tokens', plug(token_uid), ([one]) => one !== undefined).then(([one]) => one?.path ?? '');
  assert.match(await asked('04A1B2C3D4E504'), /\?type=RFID$/);
  await plant(cpo, 'token_type');
  assert.match(await asked('04A1B2C3D4E504'), /\?token_type=RFID$/);
  await plant(cpo, 'ignores_whitelist');
  assert.match(await asked('04A1B2C3D4E501'), /04A1B2C3D4E501\/authorize/);
  await heal();
});

// Rows for faults in commands and in their results.

const stop = (session_id = 'none') =>
  control(emsp, 'POST', 'commands', { command: 'STOP_SESSION', session_id });
const unlock = {
  command: 'UNLOCK_CONNECTOR',
  location_id: 'LOC-MADRID-2',
  evse_uid: 'EVSE-MADRID-2-2',
  connector_id: '1',
};
const give = async (fields: Fields = unlock) => (await control(emsp, 'POST', 'commands', fields)).json;
const given = async ({ id }: Fields) => (await control(emsp, 'GET', `commands/${id}`)).json;
const results = async (command: Fields, count: number) =>
  eventually(async () => {
    const now = await given(command);
    return (now.results as unknown[]).length === count && now;
  });

test('a result comes once; with result_twice twice; with result_late later than with none at all', async () => {
  const once = await results(await give(), 1);
  assert.equal(once.result, 'ACCEPTED');
  await plant(cpo, 'result_twice', { times: 1 });
  const twice = await results(await give(), 2);
  assert.deepEqual(
    (twice.results as Fields[]).map(({ result }) => result),
    ['ACCEPTED', 'ACCEPTED'],
  );
  await plant(cpo, 'result_late', { value: 60_000, times: 1 });
  const late = await give();
  const prompt = await results(await give(), 1);
  assert.deepEqual((await given(late)).results, [], 'the command after it has its result already');
  await control(cpo, 'PATCH', 'clock', { jump_s: 60 });
  assert.equal((await results(late, 1)).result, prompt.result);
});

test('with result_missing there is none, with result_early it comes before the answer', async () => {
  await plant(cpo, 'result_missing', { times: 1 });
  const missing = await give();
  await results(await give(), 1);
  assert.deepEqual((await given(missing)).results, []);
  await plant(cpo, 'result_early');
  const early = await give();
  assert.equal((early.results as unknown[]).length, 1, 'it was there when the answer came');
  await heal();
});

test('with result_unasked a refusal is followed by a result, else by none', async () => {
  const { json: refused } = await stop();
  await plant(cpo, 'result_unasked');
  const { json: unasked } = await stop();
  assert.equal((unasked.results as unknown[]).length, 1);
  assert.deepEqual((await given(refused)).results, []);
  await heal();
});

test('with result_elsewhere the query of the response_url is lost', async () => {
  const fields = { ...unlock, response_url: `${emsp.url}/ocpi/emsp/2.1.1/commands/UNLOCK_CONNECTOR/odd?x=1` };
  const path = async () =>
    (
      await arriving(
        emsp,
        'commands',
        () => give(fields),
        ([one]) => one !== undefined,
      )
    )[0]?.path;
  assert.match(String(await path()), /odd\?x=1$/);
  await plant(cpo, 'result_elsewhere');
  assert.match(String(await path()), /odd$/);
  await heal();
});

test('with does_nothing a start is accepted and no session follows', async () => {
  await plant(cpo, 'does_nothing', { times: 1 });
  const start = {
    command: 'START_SESSION',
    token_uid: 'APP-2',
    location_id: 'LOC-PARIS-1',
    evse_uid: 'EVSE-PARIS-1-2',
  };
  assert.equal((await results(await give(start), 1)).result, 'ACCEPTED');
  const { json } = await control(cpo, 'GET', 'state');
  const there = (json.sessions as Fields[]).filter(({ evse_uid }) => evse_uid === start.evse_uid);
  assert.deepEqual(there, []);
});

test('with same_response_url commands share one, with refuses_results none is known', async () => {
  const url = (command: Fields) => (command.body as Fields).response_url;
  assert.notEqual(url(await give()), url(await give()));
  await plant(emsp, 'same_response_url');
  assert.equal(url(await give()), url(await give()));
  await plant(emsp, 'refuses_results');
  const [refused] = await arriving(
    emsp,
    'commands',
    () => give(),
    ([one]) => one?.status != null,
  );
  assert.equal(refused?.status, 404);
  await heal();
});

// the handshake

const helper = await start({ after }, 'cpo', { accept: 'token-b-0', idle: true });
let partners = 0;

/** A handshake by raw HTTP, and a function that tells which of the partner's tokens the simulator accepts. */
async function handshake(simulator: RunningPlatform) {
  partners += 1;
  const { token: a, versionsUrl } = await invitation(simulator);
  const base = versionsUrl.replace('/versions', '/2.1.1');
  const credentials = {
    token: 'token-b-0',
    url: helper.versionsUrl,
    business_details: { name: 'By hand' },
    country_code: 'NL',
    party_id: `P${String(partners).padStart(2, '0')}`,
  };
  const call = async (method: string, path: string, token: string, body?: unknown) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Token ${token}` },
      body: JSON.stringify(body),
    });
    const json = (await response.json()) as { status_code: number; data?: { token?: string } };
    return { codes: `${response.status} ${json.status_code}`, token: json.data?.token ?? '' };
  };
  const register = (method = 'POST', token = a, more: Fields = {}) =>
    call(method, '/credentials', token, { ...credentials, ...more });
  const reads = async (token: string) => (await call('GET', '', token)).codes;
  const uses = async (token: string) => (await call('GET', '/locations', token)).codes;
  return { a, call, register, reads, uses };
}

type Handshake = Awaited<ReturnType<typeof handshake>>;

// biome-ignore format: a table
const handshakes: [kind: string, act: (hands: Handshake) => Promise<unknown>, normally: unknown, struck: unknown][] = [
  ['takes_invitations',  ({ a, uses }) => uses(a),                                                                                  '401 2000', '200 1000'],
  ['keeps_invitation',   async ({ a, register, reads }) => { await register(); return reads(a); },                                  '401 2000', '200 1000'],
  ['same_token',         async ({ a, register }) => (await register()).token === a,                                                 false, true],
  ['keeps_old_token',    async ({ register, uses }) => { const { token } = await register(); await register('PUT', token); return uses(token); }, '401 2000', '200 1000'],
  ['keeps_unregistered', async ({ register, call, uses }) => { const { token } = await register(); await call('DELETE', '/credentials', token); return uses(token); }, '401 2000', '200 1000'],
  ['burns_invitation',   async ({ a, register, reads }) => { await register('POST', a, { url: 'http://127.0.0.1:9/' }); return reads(a); }, '200 1000', '401 2000'],
  ['registers_twice',    async ({ register }) => { const { token } = await register(); return (await register('POST', token)).codes; }, '405 2000', '200 1000'],
  ['renews_strangers',   async ({ register }) => (await register('PUT')).codes,                                                     '405 2000', '200 1000'],
  ['renews_strangers',   async ({ a, call }) => (await call('DELETE', '/credentials', a)).codes,                                    '405 2000', '200 1000'],
  ['no_callback',        async ({ register, a }) => (await register('POST', a, { url: 'http://127.0.0.1:9/' })).codes,              '200 3001', '200 1000'],
  ['takes_invalid_credentials', async ({ register, a }) => (await register('POST', a, { business_details: {} })).codes,             '200 2001', '200 1000'],
];

for (const [kind, act, normally, struck] of handshakes)
  test(`${kind}: ${faultKinds[kind]?.does}`, async (t) => {
    const simulator = await start(t, 'cpo', { idle: true });
    assert.deepEqual(await act(await handshake(simulator)), normally);
    await plant(simulator, kind);
    assert.deepEqual(await act(await handshake(simulator)), struck);
    await control(simulator, 'DELETE', 'faults');
    assert.deepEqual(await act(await handshake(simulator)), normally);
  });

test('every fault of the table is shown at work', () => {
  const shown = ['each-fault-kind.test.ts', 'faults-in-sent-messages.test.ts']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join();
  assert.deepEqual(
    Object.keys(faultKinds).filter((kind) => !shown.includes(`'${kind}'`)),
    [],
  );
});
