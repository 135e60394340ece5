import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { locations } from './cpo/sample-locations.ts';
import type { RunningPlatform } from './platform/start-platform.ts';
import { startSimulator } from './start-simulator.ts';

type Fields = Record<string, unknown>;

const token = 'token-of-somebody-with-curl';
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (entry: object) => assert.fail(JSON.stringify(entry)),
};
const common = { name: 'Simulator', host: '127.0.0.1', port: 0, log: quiet, accept: token };
const behaviour = { locations: 12, speed: 120, live: false, idle: false };
const cpo = await startSimulator({ ...common, ...behaviour, side: 'cpo', party: 'ES*CPO' });
const emsp = await startSimulator({ ...common, ...behaviour, side: 'emsp', party: 'ES*MSP' });
after(() => Promise.all([cpo.stop(), emsp.stop()]));

async function send(simulator: RunningPlatform, method: string, path: string, body?: unknown, as = token) {
  const url = path.startsWith('http')
    ? path
    : `${simulator.url}/ocpi/${simulator.platform.side}/2.1.1/${path}`;
  const headers = { authorization: `Token ${as}`, 'content-type': 'application/json', 'x-request-id': 'r1' };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const { status_code, data } = (await response.json()) as { status_code: number; data: never };
  return {
    http: response.status,
    code: status_code,
    data: data as Fields & Fields[],
    headers: response.headers,
  };
}

async function expect(given: ReturnType<typeof send>, http: number, code: number) {
  const answer = await given;
  assert.deepEqual([answer.http, answer.code], [http, code], JSON.stringify(answer.data));
  return answer;
}

test('lists come in pages that link to the next, whole Locations in a stable order (TRANS-26 to 36)', async () => {
  const seen: unknown[] = [];
  let next: string | undefined = 'locations?limit=5';
  while (next) {
    const page: Awaited<ReturnType<typeof send>> = await expect(send(cpo, 'GET', next), 200, 1000);
    assert.equal(page.headers.get('x-total-count'), '12');
    assert.equal(page.headers.get('x-limit'), '5');
    seen.push(...page.data.map(({ id }) => id));
    next = /<(.*)>/.exec(page.headers.get('link') ?? '')?.[1];
  }
  assert.equal(new Set(seen).size, 12);
});

// biome-ignore format: a table
const reads: [simulator: RunningPlatform, path: string, http: number, code: number][] = [
  [cpo,  'locations/LOC-MADRID-1',                        200, 1000],
  [cpo,  'locations/LOC-MADRID-1/EVSE-MADRID-1-1',        200, 1000],
  [cpo,  'locations/LOC-MADRID-1/EVSE-MADRID-1-1/2',      200, 1000],
  [cpo,  'locations/LOC-MADRID-1/EVSE-MADRID-1-1/9',      404, 2003],
  [cpo,  'locations/NOWHERE',                             404, 2003],
  [cpo,  'locations?limit=0',                             200, 2001],
  [cpo,  'locations?date_from=2999-01-01T00:00:00Z',      200, 1000],
  [cpo,  'sessions',                                      200, 2001],
  [cpo,  'sessions?date_from=2020-01-01T00:00:00Z',       200, 1000],
  [cpo,  'tariffs/',                                      200, 1000],
  [cpo,  'tariffs/TAR-ENERGY',                            404, 2001],
  [cpo,  'chargingprofiles/1?duration=1&response_url=https%3A%2F%2Fx.example', 200, 1000],
  [cpo,  'chargingprofiles/1?duration=1&response_url=x',  200, 2001],
  [cpo,  'chargingprofiles/1?duration=1',                 200, 2001],
  [cpo,  'chargingprofiles/1?response_url=https%3A%2F%2Fx.example', 200, 2001],
  [cpo,  'chargingprofiles/1?duration=0&response_url=https%3A%2F%2Fx.example', 200, 2001],
  [emsp, 'chargingprofiles/1',                            405, 2000],
  [emsp, 'tokens',                                        200, 1000],
  [emsp, 'locations/NL/ABC/LOC1',                         404, 2003],
];

for (const [simulator, path, http, code] of reads)
  test(`GET ${path} gets ${http} and ${code}`, async () => {
    await expect(send(simulator, 'GET', path), http, code);
  });

test('a token that nobody gave out is good for nothing (TRANS-03)', async () => {
  await expect(send(cpo, 'GET', 'locations', undefined, 'other'), 401, 2000);
  await expect(send(cpo, 'GET', `${cpo.url}/ocpi/cpo/versions`, undefined, 'other'), 401, 2000);
});

test('a Location lives at the provider as its owner writes it (LOC-11 to LOC-24)', async () => {
  const [location] = locations('NL*ABC', 'ABC', 1, '2026-03-01T08:00:00Z');
  const at = 'locations/NL/ABC/LOC-MADRID-1';
  await expect(send(emsp, 'PATCH', at, { name: 'New' }), 404, 2003);
  await expect(send(emsp, 'PUT', at, location), 201, 1000);
  await expect(send(emsp, 'PUT', at, location), 200, 1000);
  await expect(send(emsp, 'PUT', at, { ...location, id: 'OTHER' }), 200, 2001);
  await expect(send(emsp, 'PUT', at, { ...location, city: undefined }), 200, 2001);
  await expect(send(emsp, 'PATCH', `${at}/EVSE-MADRID-1-1`, { status: 'CHARGING' }), 200, 1000);
  await expect(send(emsp, 'PATCH', `${at}/EVSE-MADRID-1-1`, { status: 'GONE' }), 200, 2001);
  await expect(send(emsp, 'PATCH', `${at}/NONE`, { status: 'CHARGING' }), 404, 2003);
  await expect(send(emsp, 'DELETE', at), 405, 2000);
  const { data } = await expect(send(emsp, 'GET', `${at}/EVSE-MADRID-1-1`), 200, 1000);
  assert.equal(data.status, 'CHARGING');
});

test('a Tariff can be deleted, once (TAR-06, TAR-07)', async () => {
  const { data } = await send(cpo, 'GET', 'tariffs');
  await expect(send(emsp, 'PUT', 'tariffs/NL/ABC/TAR-ENERGY', data[0]), 201, 1000);
  await expect(send(emsp, 'DELETE', 'tariffs/NL/ABC/TAR-ENERGY'), 200, 1000);
  await expect(send(emsp, 'DELETE', 'tariffs/NL/ABC/TAR-ENERGY'), 404, 2001);
});

test('a CDR is stored once, found at its URL, and never changed (CDR-03 to CDR-11)', async () => {
  const [location] = locations('NL*ABC', 'ABC', 1, '2026-03-01T08:00:00Z');
  const cdr = {
    id: 'Cdr1',
    start_date_time: '2026-03-01T08:00:00Z',
    stop_date_time: '2026-03-01T09:00:00Z',
    auth_id: 'ES-MSP-C00000001-9',
    auth_method: 'WHITELIST',
    location,
    currency: 'EUR',
    charging_periods: [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 1 }] },
    ],
    total_cost: 1,
    total_energy: 1,
    total_time: 1,
    last_updated: '2026-03-01T09:00:00Z',
  };
  const { headers } = await expect(send(emsp, 'POST', 'cdrs', cdr), 201, 1000);
  const url = headers.get('location') ?? '';
  assert.deepEqual((await expect(send(emsp, 'GET', url), 200, 1000)).data, cdr);
  const again = await expect(send(emsp, 'POST', 'cdrs', { ...cdr, id: 'CDR1' }), 200, 1000);
  assert.equal(again.headers.get('location'), url);
  await expect(send(emsp, 'POST', 'cdrs', { ...cdr, total_cost: 2 }), 200, 2001);
  await expect(send(emsp, 'POST', 'cdrs', [cdr]), 200, 2001);
  await expect(send(emsp, 'POST', 'cdrs', { ...cdr, id: '2', charging_periods: [] }), 200, 2001);
});

test('a Token is told apart by uid and type (TOK-07, TOK-08)', async () => {
  const { data } = await send(emsp, 'GET', 'tokens');
  const card: Fields = { ...data[0], uid: 'A' };
  await expect(send(cpo, 'PUT', 'tokens/NL/EMP/A', card), 201, 1000);
  await expect(send(cpo, 'PUT', 'tokens/NL/EMP/A', { ...card, type: 'OTHER' }), 201, 1000);
  await expect(send(cpo, 'PATCH', 'tokens/NL/EMP/A?type=OTHER', { valid: false }), 200, 1000);
  assert.equal((await send(cpo, 'GET', 'tokens/NL/EMP/A')).data.valid, true);
  assert.equal((await send(cpo, 'GET', 'tokens/NL/EMP/A?type=OTHER')).data.valid, false);
  await expect(send(cpo, 'DELETE', 'tokens/NL/EMP/A'), 405, 2000);
});

// biome-ignore format: a table
const questions: [path: string, body: unknown, http: number, code: number, allowed: string | undefined][] = [
  ['04A1B2C3D4E504/authorize',                undefined,                 200, 1000, 'ALLOWED'],
  ['04A1B2C3D4E504/authorize',                {},                        200, 1000, 'ALLOWED'],
  ['TOKEN-EXPIRED/authorize?type=RFID',       undefined,                 200, 1000, 'EXPIRED'],
  ['APP-1/authorize?type=APP_USER',           undefined,                 200, 1000, 'ALLOWED'],
  ['APP-1/authorize?token_type=APP_USER',     undefined,                 200, 1000, 'ALLOWED'],
  ['APP-1/authorize',                         undefined,                 404, 2004, undefined],
  ['NOBODY/authorize',                        undefined,                 404, 2004, undefined],
  ['TOKEN-NEEDS-LOCATION/authorize',          undefined,                 200, 2002, undefined],
  ['TOKEN-NEEDS-LOCATION/authorize',          { location_id: 'LOC1' },   200, 1000, 'ALLOWED'],
  ['04A1B2C3D4E504/authorize',                { evse_uids: [] },         200, 2001, undefined],
];

for (const [path, body, http, code, allowed] of questions)
  test(`POST tokens/${path} with ${JSON.stringify(body)} gets ${http}, ${code} (TOK-12 to 20)`, async () => {
    const { data } = await expect(send(emsp, 'POST', `tokens/${path}`, body), http, code);
    assert.equal(data?.allowed, allowed);
  });

// biome-ignore format: a table
const profiles: [because: string, profile: Fields][] = [
  ['a unit is missing (@CP-05)',     { charging_profile_period: [{ start_period: 0, limit: 1 }] }],
  ['a limit is text (@CP-05)',       { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: '16' }] }],
  ['a limit is too exact (@CP-05)',  { charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit: 16.25 }] }],
];

for (const [because, charging_profile] of profiles)
  test(`a profile is refused: ${because}`, async () => {
    const body = { charging_profile, response_url: 'https://x.example' };
    await expect(send(cpo, 'PUT', 'chargingprofiles/1', body), 200, 2001);
  });

test('a question about the profile of an unknown session is answered so (@CP-03)', async () => {
  const path = 'chargingprofiles/1?response_url=https%3A%2F%2Fx.example';
  const { data } = await expect(send(cpo, 'DELETE', path), 200, 1000);
  assert.deepEqual(data, { result: 'UNKNOWN_SESSION', timeout: 0 });
  await expect(send(cpo, 'DELETE', 'chargingprofiles/1'), 200, 2001);
});

test('both sides list charging profiles among their modules', async () => {
  for (const simulator of [cpo, emsp]) {
    const { data } = await expect(send(simulator, 'GET', ''), 200, 1000);
    const identifiers = (data.endpoints as unknown as Fields[]).map(({ identifier }) => identifier);
    assert.ok(identifiers.includes('chargingprofiles'));
  }
});

test('a result for a command that was never given gets 404 (CMD-19)', async () => {
  await expect(send(emsp, 'POST', 'commands/START_SESSION/99', { result: 'ACCEPTED' }), 404, 2001);
});

test('a handshake by hand: refused with reasons, then granted once (CRED-04 to CRED-12, 18 to 22, 27)', async () => {
  const invited = (await (await fetch(`${cpo.url}/control/token`, { method: 'POST' })).json()) as {
    token: string;
  };
  const credentials = {
    token,
    url: emsp.versionsUrl,
    business_details: { name: 'By hand' },
    country_code: 'NL',
    party_id: 'EMP',
  };
  const register = (method: string, body?: unknown, as = invited.token) =>
    send(cpo, method, 'credentials', body, as);
  await expect(send(cpo, 'GET', 'locations', undefined, invited.token), 401, 2000);
  await expect(register('PUT', credentials), 405, 2000);
  await expect(register('POST', { ...credentials, token: undefined }), 200, 2001);
  await expect(register('POST', { ...credentials, token: 'wrong' }), 200, 3001);
  const { data } = await expect(register('POST', credentials), 200, 1000);
  await expect(register('GET'), 401, 2000);
  const tokenC = String(data.token);
  await expect(register('POST', credentials, tokenC), 405, 2000);
  await expect(register('PUT', { ...credentials, url: `${emsp.url}/nothing` }, tokenC), 200, 3001);
  const renewed = await expect(register('PUT', credentials, tokenC), 200, 1000);
  await expect(register('GET', undefined, tokenC), 401, 2000);
  const tokenD = String(renewed.data.token);
  await expect(register('DELETE', undefined, tokenD), 200, 1000);
  await expect(register('GET', undefined, tokenD), 401, 2000);
});

for (const [simulator, path] of [
  [cpo, 'locations'],
  [emsp, 'tokens'],
] as const)
  test(`@SIM-05: ${path} can be slow, down, broken or refused, until that is taken back`, async () => {
    const faults = (method: string, body?: unknown) =>
      fetch(`${simulator.url}/control/faults`, { method, body: JSON.stringify(body) });
    const get = () =>
      fetch(`${simulator.url}/ocpi/${simulator.platform.side}/2.1.1/${path}`, {
        headers: { authorization: `Token ${token}`, 'x-request-id': 'r7' },
      });
    await faults('PUT', [{ match: { module: path }, kind: 'http_status', value: 503 }]);
    assert.equal((await get()).status, 503);
    await faults('PUT', [{ match: { module: path }, kind: 'ocpi_status', value: 3000 }]);
    const refusal = await get();
    assert.equal(((await refusal.json()) as Fields).status_code, 3000);
    assert.equal(refusal.headers.get('x-request-id'), 'r7');
    await faults('PUT', [{ kind: 'malformed_json' }]);
    await assert.rejects(async () => (await get()).json(), SyntaxError);
    await faults('PUT', [{ kind: 'latency', value: 100 }]);
    const asked = Date.now();
    assert.equal((await get()).status, 200);
    assert.ok(Date.now() - asked >= 95);
    await faults('PUT', [{ kind: 'drop' }]);
    await assert.rejects(get(), TypeError);
    await faults('DELETE');
    assert.equal((await get()).status, 200);
  });

test('both remember the requests they got, headers included, tokens masked (@SIM-06)', async () => {
  for (const simulator of [cpo, emsp]) {
    await send(simulator, 'GET', 'nothing?here=1');
    const response = await fetch(`${simulator.url}/control/received?limit=10`);
    // The other simulator begins sessions in its own time, and may have sent one since.
    const asked = ((await response.json()) as Fields[]).find(({ path }) =>
      /nothing\?here=1$/.test(`${path}`),
    );
    assert.equal(asked?.method, 'GET');
    const { authorization, 'x-request-id': requestId } = asked.headers as Fields;
    assert.deepEqual([authorization, requestId], ['***', 'r1']);
    assert.equal(asked.status, 404);
  }
});

test('a report about the profile of an unknown session gets 404', async () => {
  const charging_profile = { charging_rate_unit: 'W', charging_profile_period: [] };
  const body = { start_date_time: '2026-03-04T10:00:00Z', charging_profile };
  await expect(send(emsp, 'PUT', 'chargingprofiles/1', body), 404, 2001);
});

// biome-ignore format: a table
const control: [method: string, url: string, body: unknown, status: number, words: string][] = [
  ['POST',  `${cpo.url}/control/sessions`,               {},                                              400, '/token_uid: is required'],
  ['POST',  `${cpo.url}/control/sessions`,               { token_uid: 'X', kwh: -1 },                     400, '/kwh: must be a number above 0'],
  ['POST',  `${cpo.url}/control/sessions`,               [],                                              400, 'must be a JSON object'],
  ['POST',  `${cpo.url}/control/sessions`,               { token_uid: 'X', location_id: 'NO' },           404, '/location_id: unknown Location "NO"'],
  ['POST',  `${cpo.url}/control/sessions`,               { token_uid: 'X', evse_uid: 'NO' },              404, '/evse_uid: unknown EVSE "NO"'],
  ['POST',  `${cpo.url}/control/sessions`,               { token_uid: 'X', evse_uid: 'EVSE-BARCELONA-1-4' }, 409, '/evse_uid: the EVSE "EVSE-BARCELONA-1-4" is OUTOFORDER'],
  ['POST',  `${cpo.url}/control/sessions/none/stop`,     undefined,                                       404, 'no session "none" is under way'],
  ['PATCH', `${cpo.url}/control/evses/LOC-MADRID-1/NO`,  { status: 'AVAILABLE' },                         404, 'unknown EVSE "NO"'],
  ['PATCH', `${cpo.url}/control/evses/LOC-MADRID-1/EVSE-MADRID-1-1`, { status: 'GONE' },                  400, '/status: must be one of'],
  ['PATCH', `${emsp.url}/control/tokens/NO`,             { valid: false },                                404, 'unknown Token "NO"'],
  ['PATCH', `${emsp.url}/control/tokens/FOB-1`,          { valid: 'no' },                                 400, '/valid: must be boolean'],
  ['PATCH', `${emsp.url}/control/tokens/FOB-1`,          { uid: 'FOB-9' },                                400, '/uid: cannot be changed'],
  ['POST',  `${emsp.url}/control/commands`,              { command: 'DANCE' },                            400, '/command: must be one of'],
  ['POST',  `${emsp.url}/control/commands`,              { command: 'STOP_SESSION', session_id: 'x' },    409, 'no partner takes commands'],
  ['POST',  `${emsp.url}/control/commands`,              { command: 'SET_CHARGING_PROFILE', session_id: 'x' }, 400, '/charging_profile: is required'],
  ['POST',  `${emsp.url}/control/commands`,              { command: 'GET_CHARGING_PROFILE' },             400, '/session_id: must be a string'],
  ['POST',  `${emsp.url}/control/commands`,              { command: 'CLEAR_CHARGING_PROFILE', session_id: 'x' }, 409, 'no partner takes charging profiles'],
  ['PUT',   `${emsp.url}/control/references/APP-1`,      { authorization_reference: 'x'.repeat(37) },     400, '/authorization_reference: must be a string of 1 to 36'],
  ['GET',   `${emsp.url}/control/commands/99`,           undefined,                                       404, 'no command has the id "99"'],
  ['PUT',   `${emsp.url}/control/faults`,                [{ kind: 'x' }],                                 400, '/0/kind: must be one of latency'],
  ['GET',   `${emsp.url}/control/objects/dogs`,          undefined,                                       404, 'module must be one of locations'],
  ['GET',   `${emsp.url}/control/nothing`,               undefined,                                       404, 'there is no GET /control/nothing'],
];

for (const [method, url, body, status, words] of control)
  test(`${method} ${new URL(url).pathname} with ${JSON.stringify(body)} gets ${status}: ${words}`, async () => {
    const response = await fetch(url, { method, body: JSON.stringify(body) });
    const { error } = (await response.json()) as { error: string };
    assert.equal(response.status, status, error);
    assert.ok(error.includes(words), error);
  });
