import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  maskCredentials,
  maskHeaders,
  maskToken,
  newToken,
  readAuthorization,
  readingsOf,
  sameSecret,
} from './credentials-tokens.ts';

test('a new token has printable characters, at most 64, and is new every time @TRANS-06 @CRED-07', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  assert.equal(tokens.size, 100);
  for (const token of tokens) assert.match(token, /^[\x21-\x7e]{1,64}$/);
});

test('only the Token scheme with a token is an authorisation @TRANS-01 @TRANS-04 @TRANS-06 @TRANS-78', () => {
  assert.equal(readAuthorization('Token abc'), 'abc');
  for (const blanks of ['  ', '    ', '\t', ' \t '])
    assert.equal(readAuthorization(`Token${blanks}abc`), 'abc', 'several blanks are one');
  for (const header of [
    undefined,
    '',
    'Token',
    'Token ',
    'Tokenabc',
    '  ',
    'Bearer abc',
    'Basic abc',
    'abc',
    'Token a b',
    `Token ${'x'.repeat(65)}`,
    'Token \u00e9',
  ]) {
    assert.equal(readAuthorization(header), undefined, String(header));
  }
});

test('a word is read as the token itself, as its Base64, and without the line feed that an echo adds @TRANS-01 @TRANS-08', () => {
  // biome-ignore format: a table
  const rows: [word: string, readings: string[]][] = [
    ['example-token',        ['example-token']],
    ['ZXhhbXBsZS10b2tlbg==', ['ZXhhbXBsZS10b2tlbg==', 'example-token']],
    ['ZXhhbXBsZS10b2tlbg',   ['ZXhhbXBsZS10b2tlbg', 'example-token']],
    ['ZXhhbXBsZS10b2tlbgo=', ['ZXhhbXBsZS10b2tlbgo=', 'example-token\n', 'example-token']],
    ['w6nDqcOp',             ['w6nDqcOp']],
    ['YSBi',                 ['YSBi']],
  ];
  for (const [word, readings] of rows) assert.deepEqual(readingsOf(word), readings, word);
});

test('secrets compare by content', () => {
  assert.equal(sameSecret('abc', 'abc'), true);
  assert.equal(sameSecret('abc', 'abcd'), false);
});

test('no token is left in headers and credentials for the journal', () => {
  assert.deepEqual(
    maskHeaders({ authorization: 'Token abc', Authorization: 'Token abc', accept: 'x', none: undefined }),
    { authorization: '***', Authorization: '***', accept: 'x' },
  );
  assert.equal(maskCredentials('{"token" : "a\\"bc","url":"u"}'), '{"token" : "***","url":"u"}');
});

test('nor where nobody expects one', () => {
  assert.deepEqual(maskHeaders({ 'x-debug': 'was token-4711-abc' }, 'token-4711-abc'), {
    'x-debug': 'was ***',
  });
  assert.equal(maskToken('/x?token=token-4711-abc', 'token-4711-abc'), '/x?token=***');
  assert.equal(maskToken('a text', 'a'), 'a text');
  for (const body of [
    '{"token":"secret-4711',
    'token=secret-4711&url=x',
    '{"\\u0074oken":"secret-4711"}',
    '{"data":{"token":["secret-4711"]}}',
  ])
    assert.ok(!maskCredentials(body).includes('secret'), maskCredentials(body));
  assert.equal(maskCredentials('{"token":47110815,"url":"u"}'), '{"token":"***","url":"u"}');
});

test('Credentials show no secret under another name, nor where it is repeated', () => {
  for (const body of [
    '{"token":"secret-4711-abc","Token":"secret-4711-def","url":"u"}',
    '{"token":"secret-4711-abc","access_token":"secret-4711-def"}',
    '{"token":"secret-4711-abc","business_details":{"name":"n","api_key":"secret-4711-def"}}',
    '{"token":"secret-4711-abc","auth":{"password":{"value":"secret-4711-def"}}}',
    '{"token":"secret-4711-abc","business_details":{"name":"it is secret-4711-abc"}}',
    '{"token":"secret-4711-abc","secret-4711-abc":1}',
    '{"token":"secret-4711-abc","note":"secret\\u002d4711-abc"}',
  ])
    assert.ok(!maskCredentials(body).includes('4711'), maskCredentials(body));
  assert.equal(maskCredentials('{"token": "secret-4711", "url": "u"}'), '{"token": "***", "url": "u"}');
});
