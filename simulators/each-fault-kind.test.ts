import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { control, type Fields, start } from './connected-simulators-for-tests.ts';
import { locations } from './cpo/sample-locations.ts';
import { faultKinds } from './faults/all-fault-kinds.ts';
import type { RunningPlatform } from './platform/start-platform.ts';

const key = 'token-of-somebody-with-curl';
const sides = {
  cpo: await start({ after }, 'cpo', { accept: key }),
  emsp: await start({ after }, 'emsp', { accept: key }),
};

interface Seen {
  http: number;
  text: string;
  body: Fields & { data: Fields & Fields[] };
  headers: Headers;
}

/** Sends one request to a simulator's OCPI interface; a path without a leading slash is relative to `base`. */
async function send(
  simulator: RunningPlatform,
  line: string,
  body?: unknown,
  authorization: string | undefined = `Token ${key}`,
): Promise<Seen> {
  const [method = '', path = ''] = line.split(' ');
  const { side } = simulator.platform;
  const url = path.startsWith('http')
    ? path
    : `${simulator.url}/ocpi/${side}/${path.startsWith('/') ? path.slice(1) : `2.1.1/${path}`}`;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { http: response.status, text, body: parsed(text) as Seen['body'], headers: response.headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function plant(simulator: RunningPlatform, kind: string, more: Fields = {}): Promise<void> {
  const { status, json } = await control(simulator, 'PUT', 'faults', [{ kind, ...more }]);
  assert.equal(status, 200, JSON.stringify(json));
}

/** The `last_updated` of the operator's Tariffs. */
const updated = String((await send(sides.cpo, 'GET tariffs')).body.data[0]?.last_updated);
const [madrid] = locations('NL*ABC', 'ABC', 3, '2026-03-01T08:00:00Z');
const [evse] = madrid?.evses ?? [];
const at = 'locations/NL/ABC/LOC-MADRID-1';
const evseAt = `${at}/${evse?.uid}`;
const session = {
  id: 'S1',
  start_datetime: '2026-03-01T08:00:00Z',
  kwh: 1,
  auth_id: 'ES-MSP-C00000001-9',
  auth_method: 'WHITELIST',
  location: madrid,
  currency: 'EUR',
  status: 'ACTIVE',
  charging_periods: [
    { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 1 }] },
  ],
  last_updated: '2026-03-01T09:00:00Z',
};
const cdr = {
  id: 'C1',
  start_date_time: '2026-03-01T08:00:00Z',
  stop_date_time: '2026-03-01T09:00:00Z',
  auth_id: 'ES-MSP-C00000001-9',
  auth_method: 'WHITELIST',
  location: madrid,
  currency: 'EUR',
  charging_periods: session.charging_periods,
  total_cost: 1,
  total_energy: 1,
  total_time: 1,
  last_updated: '2026-03-01T09:00:00Z',
};
const token = {
  uid: 'T1',
  type: 'RFID',
  auth_id: 'NL-EMP-1',
  issuer: 'EMP',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: '2026-03-01T09:00:00Z',
};
const command = { response_url: 'https://emp.example/x', location_id: 'NOWHERE', token };
const periods = {
  charging_periods: [{ ...session.charging_periods[0], start_date_time: '2026-03-01T08:30:00Z' }],
};

const codes = ({ http, body }: Seen) => `${http} ${body?.status_code}`;
const link = ({ headers }: Seen) => headers.get('link')?.replace(/https?:\/\/127[^/]+/, 'HOST') ?? 'none';
const ids = ({ body }: Seen) => body.data.map(({ id }) => id).join();
const first =
  (field: string) =>
  ({ body }: Seen) =>
    JSON.stringify(body.data[0]?.[field]);
const deep = (path: string) => (seen: Seen) =>
  path.split('.').reduce<unknown>((value, name) => (value as Fields | undefined)?.[name], seen.body?.data);
const page = '</ocpi/cpo/2.1.1/';

type Row = [
  kind: string,
  value: string | number | undefined,
  side: 'cpo' | 'emsp',
  requests: [line: string, body?: unknown, authorization?: string][],
  see: (answer: Seen) => unknown,
  normally: unknown,
  struck: unknown,
];

// A case of several requests checks the last answer; the fault is in force for all of them.
// biome-ignore format: a table
const rows: Row[] = [
  ['latency',            1,                'cpo', [['GET tariffs']],                   codes, '200 1000', '200 1000'],
  ['http_status',        503,              'cpo', [['GET tariffs']],                   ({ http, text }) => `${http} ${text.slice(0, 6)}`, '200 {"data', '503 <html>'],
  ['framework_error',    undefined,        'cpo', [['GET tariffs']],                   ({ http, body }) => `${http} ${Object.keys(body)}`, '200 data,status_code,timestamp', '422 detail'],
  ['ocpi_status',        undefined,        'cpo', [['GET tariffs']],                   codes, '200 1000', '200 2001'],
  ['malformed_json',     undefined,        'cpo', [['GET tariffs']],                   ({ body }) => body === undefined, false, true],
  ['empty_body',         undefined,        'cpo', [['GET tariffs']],                   ({ http, text }) => http === 200 && text === '', false, true],
  ['redirect',           undefined,        'cpo', [['GET tariffs']],                   ({ http, headers }) => `${http} ${headers.get('location')}`, '200 null', '301 /ocpi/cpo/2.1.1/tariffs/'],
  ['wrong_content_type', undefined,        'cpo', [['GET tariffs']],                   ({ headers }) => headers.get('content-type'), 'application/json; charset=utf-8', 'text/plain'],

  ['no_status_code',     undefined,        'cpo', [['GET tariffs']],                   ({ body }) => Object.keys(body).join(), 'data,status_code,timestamp', 'data,timestamp'],
  ['status_code_text',   undefined,        'cpo', [['GET tariffs']],                   ({ body }) => body.status_code, 1000, '1000'],
  ['no_timestamp',       undefined,        'cpo', [['GET tariffs']],                   ({ body }) => 'timestamp' in body, true, false],
  ['stale_timestamp',    undefined,        'cpo', [['GET tariffs']],                   ({ body }) => String(body.timestamp) > '2020', true, false],
  ['no_envelope',        undefined,        'cpo', [['GET tariffs']],                   ({ body }) => Array.isArray(body), false, true],
  ['wrong_cardinality',  undefined,        'cpo', [['GET tariffs']],                   ({ body }) => Array.isArray(body.data), true, false],
  ['wrong_cardinality',  undefined,        'cpo', [['GET locations/LOC-MADRID-1']],    ({ body }) => Array.isArray(body.data), false, true],
  ['errors_as_200',      undefined,        'cpo', [['GET locations/NOWHERE']],         codes, '404 2003', '200 2003'],
  ['errors_as_400',      undefined,        'cpo', [['GET locations?limit=0']],         codes, '200 2001', '400 2001'],
  ['unknown_is_fine',    undefined,        'cpo', [['GET locations/NOWHERE']],         codes, '404 2003', '200 1000'],
  ['method_is_fine',     undefined,        'cpo', [['DELETE locations']],              codes, '405 2000', '200 1000'],
  ['broken_json_is_fine',undefined,        'emsp',[[`PUT ${at}`, '{']],                codes, '400 2000', '200 1000'],
  ['generic_codes',      undefined,        'cpo', [['GET locations/NOWHERE']],         codes, '404 2003', '404 2000'],
  ['custom_code',        undefined,        'cpo', [['GET tariffs']],                   codes, '200 1000', '200 1900'],
  ['created_is_200',     undefined,        'emsp',[['POST cdrs', { ...cdr, id: 'UNIQUE' }]], ({ http }) => http, 201, 200],
  ['no_message',         undefined,        'cpo', [['GET locations?limit=0']],         ({ body }) => 'status_message' in body, true, false],
  ['bad_location',       undefined,        'emsp',[['POST cdrs', cdr]],                ({ headers }) => headers.has('location'), true, false],
  ['bad_location',       'relative',       'emsp',[['POST cdrs', cdr]],                ({ headers }) => headers.get('location')?.slice(0, 6) === '/ocpi/', false, true],
  ['bad_location',       'elsewhere',      'emsp',[['POST cdrs', cdr]],                ({ headers }) => headers.get('location')?.endsWith('elsewhere'), false, true],

  ['invalid_object',     undefined,        'cpo', [['GET locations']],                 ({ body }) => body.data.filter((one) => !one.coordinates).length, 0, 1],
  ['missing_field',      'currency',       'cpo', [['GET tariffs']],                   first('currency'), '"EUR"', undefined],
  ['null_field',         'currency',       'cpo', [['GET tariffs']],                   first('currency'), '"EUR"', 'null'],
  ['explicit_nulls',     undefined,        'cpo', [['GET locations']],                 first('suboperator'), undefined, 'null'],
  ['empty_arrays',       undefined,        'cpo', [['GET locations?offset=3']],        first('directions'), undefined, '[]'],
  ['extra_fields',       undefined,        'cpo', [['GET tariffs']],                   first('x_vendor'), undefined, '{"note":"unknown here"}'],
  ['non_ascii',          undefined,        'cpo', [['GET locations']],                 first('city'), '"Madrid"', '"Madrid ñ€Å"'],
  ['unknown_enum',       undefined,        'emsp',[['GET tokens']],                    first('whitelist'), '"ALWAYS"', '"NOT_IN_OCPI"'],
  ['numbers_as_text',    undefined,        'cpo', [['GET locations']],                 deep('0.evses.0.connectors.0.voltage'), 230, '230'],
  ['long_text',          undefined,        'emsp',[['GET tokens']],                    ({ body }) => String(body.data[0]?.issuer).length > 64, false, true],
  ['coarse_coordinates', undefined,        'cpo', [['GET locations']],                 first('coordinates'), '{"latitude":"40.419992","longitude":"-3.701716"}', '{"latitude":40.42,"longitude":-3.702}'],
  ['wrong_country',      undefined,        'cpo', [['GET locations']],                 first('country'), '"ESP"', '"ES"'],
  ['no_connectors',      undefined,        'cpo', [['GET locations']],                 ({ body }) => JSON.stringify(body).includes('"connectors":[]'), false, true],
  ['wrong_object',       undefined,        'cpo', [['GET locations/LOC-MADRID-1']],    deep('id'), 'LOC-MADRID-1', 'LOC-MADRID-1-X'],
  ['no_trailing_z',      undefined,        'cpo', [['GET tariffs']],                   ({ body }) => String(body.data[0]?.last_updated).length, 20, 19],
  ['offset_times',       undefined,        'cpo', [['GET tariffs']],                   ({ body }) => String(body.data[0]?.last_updated).slice(19), 'Z', '+02:00'],
  ['fraction_times',     undefined,        'cpo', [['GET tariffs']],                   ({ body }) => String(body.data[0]?.last_updated).slice(19), 'Z', '.120Z'],
  ['wrong_time_names',   undefined,        'emsp',[['PUT sessions/NL/ABC/S1', session], ['GET sessions/NL/ABC/S1']], deep('start_datetime'), session.start_datetime, undefined],
  ['wrong_contract',     undefined,        'emsp',[['PUT sessions/NL/ABC/S1', session], ['GET sessions/NL/ABC/S1']], deep('auth_id'), session.auth_id, `${session.auth_id}-X`],
  ['crowded_location',   undefined,        'emsp',[['PUT sessions/NL/ABC/S1', session], ['GET sessions/NL/ABC/S1']], deep('location.evses.length'), 4, 8],
  ['wrong_totals',       undefined,        'emsp',[['POST cdrs', { ...cdr, id: 'UNIQUE' }], ['GET LOCATION']], deep('total_energy'), 1, 2],
  ['wrong_party',        undefined,        'cpo', [['GET credentials']],               deep('party_id'), 'CPO', 'XXX'],
  ['bare_result',        undefined,        'cpo', [['POST commands/STOP_SESSION', { ...command, session_id: 'none' }]], deep('result'), 'UNKNOWN_SESSION', undefined],

  ['bad_paging', 'no_link',             'cpo', [['GET locations?limit=5']],              link, `<HOST${page.slice(1)}locations?limit=5&offset=5>; rel="next"`, 'none'],
  ['bad_paging', 'self_link',           'cpo', [['GET locations?limit=5&offset=1']],     link, `<HOST${page.slice(1)}locations?limit=5&offset=6>; rel="next"`, `<HOST${page.slice(1)}locations?limit=5&offset=1>; rel="next"`],
  ['bad_paging', 'foreign_link',        'cpo', [['GET locations?limit=5']],              (seen) => link(seen).startsWith('<https://elsewhere.example/'), false, true],
  ['bad_paging', 'relative_link',       'cpo', [['GET locations?limit=5']],              (seen) => link(seen).startsWith('</ocpi/'), false, true],
  ['bad_paging', 'bare_link',           'cpo', [['GET locations?limit=5&date_from=2020-01-01T00:00:00Z']], (seen) => link(seen).includes('date_from'), true, false],
  ['bad_paging', 'forgets_date_to',     'cpo', [['GET locations?limit=5&date_to=2999-01-01T00:00:00Z']], (seen) => link(seen).includes('date_to'), true, false],
  ['bad_paging', 'filtered_total',      'cpo', [['GET locations?limit=5&date_from=2020-01-01T00:00:00Z']], ({ headers }) => headers.get('x-total-count'), '12', '5'],
  ['bad_paging', 'last_link',           'cpo', [['GET locations?limit=50']],             link, 'none', `<HOST${page.slice(1)}locations?limit=50&offset=50>; rel="next"`],
  ['bad_paging', 'endless',             'cpo', [['GET locations?limit=1&offset=500']],   (seen) => `${ids(seen)} ${link(seen)}`, ' none', `LOC-MADRID-1 <HOST${page.slice(1)}locations?limit=1&offset=501>; rel="next"`],
  ['bad_paging', 'wrong_total',         'cpo', [['GET locations']],                      ({ headers }) => headers.get('x-total-count'), '12', '19'],
  ['bad_paging', 'no_total',            'cpo', [['GET locations']],                      ({ headers }) => headers.get('x-total-count'), '12', null],
  ['bad_paging', 'no_limit',            'cpo', [['GET locations']],                      ({ headers }) => headers.get('x-limit'), '1000', null],
  ['bad_paging', 'limit_is_count',      'cpo', [['GET locations']],                      ({ headers }) => headers.get('x-limit'), '1000', '12'],
  ['bad_paging', 'long_page',           'cpo', [['GET locations?limit=1']],              ({ body }) => body.data.length, 1, 2],
  ['bad_paging', 'skips_one',           'cpo', [['GET locations?limit=2']],              ids, 'LOC-MADRID-1,LOC-MADRID-2', 'LOC-MADRID-2'],
  ['bad_paging', 'empty_is_404',        'cpo', [['GET locations?offset=500']],           codes, '200 1000', '404 2003'],
  ['bad_paging', 'ignores_offset',      'cpo', [['GET locations?limit=1&offset=1']],     ids, 'LOC-MADRID-2', 'LOC-MADRID-1'],
  ['bad_paging', 'ignores_limit',       'cpo', [['GET locations?limit=1']],              ({ body }) => body.data.length, 1, 12],
  ['bad_paging', 'ignores_date_from',   'cpo', [['GET locations?date_from=2999-01-01T00:00:00Z']], ({ body }) => body.data.length, 0, 12],
  ['bad_paging', 'ignores_date_to',     'cpo', [['GET locations?date_to=2020-01-01T00:00:00Z']], ({ body }) => body.data.length, 0, 12],
  ['bad_paging', 'date_from_exclusive', 'cpo', [['GET tariffs?date_from=UPDATED']],      ({ body }) => body.data.length, 8, 0],
  ['bad_paging', 'date_to_inclusive',   'cpo', [['GET tariffs?date_to=UPDATED']],        ({ body }) => body.data.length, 0, 8],
  ['bad_paging', 'bears_nonsense',      'cpo', [['GET locations?limit=0&offset=-1&date_from=x']], codes, '200 2001', '200 1000'],
  ['bad_paging', 'date_from_optional',  'cpo', [['GET sessions']],                       codes, '200 2001', '200 1000'],

  ['bad_versions', undefined,      'cpo', [['GET /versions']], deep('0.version'), '2.1.1', '2.0'],
  ['bad_versions', 'object',       'cpo', [['GET /versions']], ({ body }) => Array.isArray(body.data), true, false],
  ['bad_versions', 'relative',     'cpo', [['GET /versions']], (seen) => String(deep('0.url')(seen)).startsWith('/ocpi'), false, true],
  ['bad_versions', 'none',         'cpo', [['GET /versions']], deep('length'), 1, 0],
  ['bad_versions', 'dead_url',     'cpo', [['GET /versions']], (seen) => String(deep('0.url')(seen)).endsWith('/nowhere'), false, true],
  ['bad_details', undefined,       'cpo', [['GET /2.1.1']],    ({ text }) => text.includes('"credentials"'), true, false],
  ['bad_details', 'incomplete',    'cpo', [['GET /2.1.1']],    deep('endpoints.length'), 8, 1],
  ['bad_details', 'relative',      'cpo', [['GET /2.1.1']],    (seen) => String(deep('endpoints.0.url')(seen)).startsWith('/ocpi'), false, true],
  ['bad_details', 'other_version', 'cpo', [['GET /2.1.1']],    deep('version'), '2.1.1', '2.0'],
  ['bad_details', 'none',          'cpo', [['GET /2.1.1']],    deep('endpoints.length'), 8, 0],

  ['takes_any_token',    undefined, 'cpo',  [['GET tariffs', undefined, 'Token wrong']],                     codes, '401 2000', '200 1000'],
  ['takes_any_token',    undefined, 'cpo',  [['GET tariffs', undefined, 'Bearer x']],                        codes, '401 2000', '200 1000'],
  ['does_not_store',     undefined, 'emsp', [['PUT locations/NL/ABC/UNIQUE', { ...madrid, id: 'UNIQUE' }], ['GET locations/NL/ABC/UNIQUE']], codes, '200 1000', '404 2003'],
  ['takes_invalid',      undefined, 'emsp', [[`PUT ${at}`, { ...madrid, city: undefined }]],                 codes, '200 2001', '201 1000'],
  ['takes_other_id',     undefined, 'emsp', [[`PUT ${at}`, { ...madrid, id: 'OTHER' }]],                     codes, '200 2001', '200 1000'],
  ['put_merges',         undefined, 'emsp', [[`PUT ${at}`, madrid], [`PUT ${at}`, { ...madrid, name: undefined }], [`GET ${at}`]], deep('name'), undefined, 'Gran Via'],
  ['patch_replaces',     undefined, 'cpo',  [['PUT tokens/NL/EMP/T1', { ...token, language: 'en' }], ['PATCH tokens/NL/EMP/T1', { valid: false }], ['GET tokens/NL/EMP/T1']], deep('language'), 'en', undefined],
  ['patch_creates',      undefined, 'cpo',  [['PATCH tokens/NL/EMP/UNIQUE', { ...token, uid: undefined }]],                   codes, '404 2001', '201 1000'],
  ['parent_time_stays',  undefined, 'emsp', [[`PUT ${at}`, madrid], [`PATCH ${evseAt}`, { status: 'BLOCKED', last_updated: '2026-04-01T00:00:00Z' }], [`GET ${at}`]], deep('last_updated'), '2026-04-01T00:00:00Z', madrid?.last_updated],
  ['forgets_siblings',   undefined, 'emsp', [[`PUT ${at}`, madrid], [`PUT ${evseAt}`, evse], [`GET ${at}`]], deep('evses.length'), 4, 1],
  ['forgets_removed',    undefined, 'emsp', [[`PUT ${at}`, madrid], [`PATCH ${evseAt}`, { status: 'REMOVED' }], [`GET ${evseAt}`]], codes, '200 1000', '404 2003'],
  ['replaces_periods',   undefined, 'emsp', [['PUT sessions/NL/ABC/S1', session], ['PATCH sessions/NL/ABC/S1', periods], ['GET sessions/NL/ABC/S1']], deep('charging_periods.length'), 2, 1],
  ['reopens_sessions',   undefined, 'emsp', [['PUT sessions/NL/ABC/UNIQUE', { ...session, id: 'UNIQUE', status: 'COMPLETED' }], ['PATCH sessions/NL/ABC/UNIQUE', { status: 'ACTIVE' }]], codes, '200 2001', '200 1000'],
  ['cdr_copies',         undefined, 'emsp', [['POST cdrs', { ...cdr, id: 'UNIQUE' }], ['POST cdrs', { ...cdr, id: 'UNIQUE' }]],                        ({ http }) => http, 200, 201],
  ['cdr_changes',        undefined, 'emsp', [['POST cdrs', { ...cdr, id: 'UNIQUE' }], ['POST cdrs', { ...cdr, id: 'UNIQUE', total_cost: 9 }]],  codes, '200 2001', '200 1000'],
  ['one_type_per_uid',   undefined, 'cpo',  [['PUT tokens/NL/EMP/UNIQUE', { ...token, uid: 'UNIQUE' }], ['PUT tokens/NL/EMP/UNIQUE', { ...token, uid: 'UNIQUE', type: 'OTHER' }]], ({ http }) => http, 201, 200],
  ['hides_invalid_tokens', undefined, 'emsp', [['GET tokens?limit=1']],                                      ({ headers }) => headers.get('x-total-count'), '20', '17'],
  ['whole_location',     undefined, 'cpo',  [['GET locations/LOC-MADRID-1/EVSE-MADRID-1-1']],                deep('id'), undefined, 'LOC-MADRID-1'],

  ['always_allows',      undefined, 'emsp', [['POST tokens/TOKEN-BLOCKED/authorize']],                       deep('allowed'), 'BLOCKED', 'ALLOWED'],
  ['allows_unknown',     undefined, 'emsp', [['POST tokens/NOBODY/authorize']],                              codes, '404 2004', '200 1000'],
  ['verdict_as_error',   undefined, 'emsp', [['POST tokens/TOKEN-BLOCKED/authorize']],                       codes, '200 1000', '200 2000'],
  ['verdict_elsewhere',  undefined, 'emsp', [['POST tokens/04A1B2C3D4E504/authorize', { location_id: 'L1' }]], deep('location.location_id'), 'L1', 'ELSEWHERE'],
  ['ignores_token_type', undefined, 'emsp', [['POST tokens/APP-1/authorize']],                               codes, '404 2004', '200 1000'],
  ['takes_any_result',   undefined, 'emsp', [['POST commands/START_SESSION/99', { result: 'ACCEPTED' }]],    codes, '404 2001', '200 1000'],
  ['accepts_unknown',    undefined, 'cpo',  [['POST commands/START_SESSION', command]],                      codes, '200 2003', '200 1000'],
  ['accepts_unknown',    undefined, 'cpo',  [['POST commands/STOP_SESSION', { ...command, session_id: 'x' }]], deep('result'), 'UNKNOWN_SESSION', 'ACCEPTED'],
];

let last = 0;

for (const [kind, value, side, requests, see, normally, struck] of rows)
  test(`${kind}${value === undefined ? '' : ` ${value}`}: ${faultKinds[kind]?.does}`, async () => {
    const simulator = sides[side];
    const look = async () => {
      let seen: Seen | undefined;
      last += 1;
      for (const [line, body, authorization] of requests) {
        const path = line
          .replace('UPDATED', updated)
          .replace('UNIQUE', `ID-${last}`)
          .replace('LOCATION', seen?.headers.get('location') ?? '');
        const text =
          typeof body === 'string' ? body : JSON.stringify(body)?.replaceAll('UNIQUE', `ID-${last}`);
        seen = await send(simulator, path, text, authorization);
      }
      return see(seen ?? assert.fail('no request'));
    };
    assert.deepEqual(await look(), normally);
    await plant(simulator, kind, value === undefined ? {} : { value });
    try {
      assert.deepEqual(await look(), struck);
    } finally {
      await control(simulator, 'DELETE', 'faults');
    }
    assert.deepEqual(await look(), normally);
  });
