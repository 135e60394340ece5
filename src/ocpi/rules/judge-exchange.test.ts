import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';
import { judge } from './judge-exchange.ts';

const pushed: Exchange = {
  id: '1',
  time: '2026-03-01T12:00:00.000Z',
  direction: 'IN',
  connection: 'c1',
  module: 'locations',
  method: 'PUT',
  url: 'https://hub.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1',
  http_status: 200,
  ocpi_status: 1000,
  duration_ms: 1,
  request_id: 'r1',
  correlation_id: 'r1',
  parent_id: null,
  from: 'NL*ABC',
  to: 'DE*HUB',
  findings: [],
  error: null,
  request: { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{}' },
  response: { headers: { 'content-type': 'application/json' }, body: '{}' },
};

/** Exchanges that differ from a good push, and the requirements that their partner breaks. */
const cases: [name: string, change: Partial<Exchange>, broken: string[]][] = [
  ['a good push', {}, []],
  ['a country of two letters', found('/country', 'must be a three-letter country code'), ['LOC-29']],
  ['coarse coordinates', found('/coordinates/latitude', 'must be degrees with 6 decimals'), ['LOC-27']],
  ['an EVSE without Connectors', found('/evses/0/connectors', 'must have at least 1 entry'), ['LOC-25']],
  ['a missing field', found('/city', 'is required'), ['LOC-34']],
  [
    'the same on a list',
    { direction: 'OUT', method: 'GET', ...found('/data/0/city', 'is required') },
    ['LOC-01'],
  ],
  ['a fraction of a second', found('/last_updated', 'must be a UTC time without fraction'), ['TRANS-62']],
  [
    'the times of a CDR in a Session',
    { module: 'sessions', ...found('/start_datetime', 'is required') },
    ['SES-11'],
  ],
  [
    'the times of a Session in a CDR',
    { module: 'cdrs', ...found('/start_date_time', 'is required') },
    ['CDR-13'],
  ],
  [
    'a Session list without date_from',
    { module: 'sessions', ...found('?date_from', 'is required') },
    ['SES-03'],
  ],
  ['a PATCH without last_updated', { method: 'PATCH' }, ['TRANS-53']],
  ['a body as text', { request: { headers: { 'content-type': 'text/plain' }, body: '{}' } }, ['TRANS-10']],
  ['JSON that cannot be read', { http_status: 400, ocpi_status: 2000 }, ['TRANS-10']],
  ['a method the module lacks', { http_status: 405, ocpi_status: 2000 }, ['TRANS-21']],
  ['TOKEN_A at a module', { http_status: 401, ocpi_status: 2000 }, ['CRED-16']],
  ['a token of nobody', { http_status: 401, ocpi_status: 2000, connection: null }, []],
  ['a path that was never given', { http_status: 404, response: said('unknown path') }, ['VER-06']],
  ['an unknown object', { http_status: 404, ocpi_status: 2003, response: said('unknown location') }, []],
  [
    'no envelope',
    { direction: 'OUT', ocpi_status: null, error: 'garbage: HTTP 200 without an OCPI envelope' },
    ['TRANS-09'],
  ],
  [
    'an answer as HTML',
    { direction: 'OUT', response: { headers: { 'content-type': 'text/html' }, body: '' } },
    ['TRANS-09'],
  ],
  ['a CDR taken without Location', { direction: 'OUT', module: 'cdrs', method: 'POST' }, ['CDR-03']],
  [
    'a CDR with a relative Location',
    {
      direction: 'OUT',
      module: 'cdrs',
      method: 'POST',
      response: { headers: { 'content-type': 'application/json', location: '/cdrs/1' }, body: '{}' },
    },
    ['CDR-04'],
  ],
  ['a code for custom use', { direction: 'OUT', ocpi_status: 2900 }, ['TRANS-25']],
  [
    'no answer at all',
    { direction: 'OUT', http_status: null, ocpi_status: null, error: 'timeout: no answer' },
    [],
  ],
];

for (const [name, change, broken] of cases)
  test(`${name} breaks ${broken.join(', ') || 'nothing'}`, () => {
    const judged = judge({ ...pushed, ...change });
    assert.deepEqual(
      judged.map(({ requirement }) => requirement),
      broken,
    );
    for (const { origin, mend } of judged) assert.ok(origin && mend);
  });

test('what no rule is known for keeps its place and words alone', () => {
  const finding: Judged = { pointer: '/x', message: 'is odd' };
  assert.deepEqual(judge({ ...pushed, module: 'chargingprofiles', findings: [finding] }), [finding]);
});

test('what was let pass breaks the rule it names, and none by its module alone', () => {
  const passed: Judged[] = [
    { pointer: '', message: 'HTTP 307 was followed', lenient: true },
    { pointer: '/kwh', message: '"1" was read as 1', requirement: 'TRANS-67', lenient: true },
  ];
  const judged = judge({ ...pushed, findings: passed });
  assert.deepEqual(
    judged.map(({ requirement, lenient }) => [requirement, lenient]),
    [
      [undefined, true],
      ['TRANS-67', true],
    ],
  );
});

test('who calls wrongly is told how a caller mends it', () => {
  const [finding] = judge({ ...pushed, http_status: 405, ocpi_status: 2000 });
  assert.equal(
    finding?.mend,
    'Use the methods that the module has; the header Allow of the answer lists them.',
  );
});

function found(pointer: string, message: string): Pick<Exchange, 'findings'> {
  return { findings: [{ pointer, message }] };
}

function said(message: string): Exchange['response'] {
  return { headers: {}, body: `{"status_code":2000,"status_message":"${message}"}` };
}
