import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curlOf, type Exchange, inShort, masked, refused, succeeded } from './http-exchange.ts';

function answered(status: number | null, body: string, error: string | null = null): Exchange {
  return {
    ...{ direction: 'sent', begun: 1, ended: 2, time: '', method: 'PUT', url: 'https://p.example/x', error },
    ...{ headers: {}, body: '', answer: { status, headers: {}, body } },
  };
}

const code = (value: number) => `{"status_code":${value}}`;

// biome-ignore format: a table
const rows: [what: string, answer: Exchange, says: 'yes' | 'no' | 'neither'][] = [
  ['a success',                       answered(200, code(1000)),          'yes'],
  ['a success of its own',            answered(201, code(1999)),          'yes'],
  ['an OCPI error under HTTP 200',    answered(200, code(2001)),          'no'],
  ['a success under HTTP 404',        answered(404, code(1000)),          'no'],
  ['HTTP 404 in words',               answered(404, 'not found'),         'no'],
  ['HTTP 200 without an envelope',    answered(200, '[]'),                'no'],
  ['an OCPI error under HTTP 500',    answered(500, code(3000)),          'no'],
  ['HTTP 502 in words',               answered(502, 'bad gateway'),       'neither'],
  ['no answer',                       answered(null, '', 'ECONNREFUSED'), 'neither'],
];

for (const [what, exchange, says] of rows)
  test(`${what} says ${says}`, () => {
    assert.deepEqual([succeeded(exchange), refused(exchange)], [says === 'yes', says === 'no']);
  });

test('what is shown holds no secret, wherever and however often it stands', () => {
  const secret = 'token-of-the-partner';
  const exchange: Exchange = {
    ...answered(200, `{"token":"${secret}","again":"${secret}"}`),
    url: `https://p.example/${secret}?key=${secret}`,
    headers: { Authorization: `Token ${secret}`, Cookie: 'session=4711', 'x-note': `${secret} ${secret}` },
    body: `{"token":"${secret}","again":"${secret}"}`,
  };
  exchange.answer.headers = { 'set-cookie': 'session 4711', 'proxy-authorization': 'Basic abc' };
  const shown = masked(exchange, [secret, '']);
  assert.ok(!JSON.stringify(shown).includes(secret), JSON.stringify(shown));
  assert.deepEqual(shown.headers, {
    Authorization: 'Token ***',
    Cookie: 'session=4711',
    'x-note': '*** ***',
  });
  assert.deepEqual(shown.answer.headers, { 'set-cookie': 'session ***', 'proxy-authorization': 'Basic ***' });
  assert.equal(shown.body, '{"token":"***","again":"***"}');
  assert.match(curlOf(shown), /-H "Authorization: Token \$TOKEN"/);
});

test('an answer in a few words', () => {
  assert.equal(inShort(answered(null, '', 'ECONNREFUSED')), 'no answer (ECONNREFUSED)');
  assert.equal(inShort(answered(502, 'x')), 'HTTP 502 without an OCPI envelope');
  assert.equal(
    inShort(answered(200, '{"status_code":2001,"status_message":"no"}')),
    'HTTP 200, status code 2001: no',
  );
});
