import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Exchange } from '../http-exchange.ts';
import { concealerOf } from './conceal-secrets.ts';
import { secretsIn } from './find-secrets.ts';
import { standIn } from './secret-stand-in.ts';

const key = Buffer.alloc(32, 7);
const token = 'pLm+9/kQ-7f_Zx3Rt';
const made = standIn(token, key);
const conceal = concealerOf({ anywhere: [token], inPlace: ['s3'] }, key);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const twice = (text: string) => encodeURIComponent(encodeURIComponent(text));
const lowerHex = (text: string) => encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase());
const allHex = (text: string) => [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');
const unicode = (text: string) =>
  [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Ways in which a token may be written; each must be replaced by the stand-in written in the same way. */
// biome-ignore format: a table
const writings: [how: string, written: (text: string) => string][] = [
  ['as it is',                         (text) => text],
  ['twice, one behind the other',      (text) => text + text],
  ['in an Authorization header',       (text) => `Token ${text}`],
  ['in JSON',                          (text) => JSON.stringify({ token: text })],
  ['in JSON with escaped slashes',     (text) => `{"token":"${text.replaceAll('/', '\\/')}"}`],
  ['in JSON inside JSON',              (text) => JSON.stringify(JSON.stringify({ token: text }))],
  ['in JSON as code units',            (text) => `"${unicode(text)}"`],
  ['in a path',                        (text) => `https://p.example/${encodeURIComponent(text)}/versions`],
  ['in a query, hex in lower case',    (text) => `https://p.example/?key=${lowerHex(text)}`],
  ['percent-encoded letter by letter', allHex],
  ['percent-encoded twice',            twice],
  ['in upper case',                    (text) => text.toUpperCase()],
  ['in lower case',                    (text) => text.toLowerCase()],
  ['in Base64',                        base64],
  ['in Base64 without padding',        (text) => base64(text).replace(/=+$/, '')],
  ['in Base64 for URLs',               (text) => Buffer.from(text).toString('base64url')],
  ['in Base64 behind one letter',      (text) => base64(`:${text}`)],
  ['in Base64 behind a name',          (text) => `Basic ${base64(`us:${text}`)}`],
  ['in Base64 before more',            (text) => base64(`Token ${text} and more`)],
  ['in Base64 that is percent-encoded',(text) => encodeURIComponent(base64(text))],
  ['in Base64 of Base64',              (text) => base64(base64(text))],
  ['in hexadecimal',                   (text) => Buffer.from(text).toString('hex')],
];

describe('a secret is concealed', () => {
  for (const [how, written] of writings)
    test(how, () => {
      assert.equal(conceal.value(`before ${written(token)} behind`), `before ${written(made)} behind`);
    });

  test('in every text of a value, and nothing else is changed', () => {
    const given = { a: [token, 1, null, true], b: { c: `x${token}` }, d: 'unchanged' };
    assert.deepEqual(conceal.value(given), {
      a: [made, 1, null, true],
      b: { c: `x${made}` },
      d: 'unchanged',
    });
  });

  test('a short one only where it opens something', () => {
    const short = standIn('s3', key, new Set([made]));
    assert.deepEqual(conceal.headers({ authorization: 'Token s3', 'x-note': 's3' }), {
      authorization: `Token ${short}`,
      'x-note': 's3',
    });
    const encoded = base64('s3');
    assert.deepEqual(conceal.headers({ authorization: `Token ${encoded}` }), {
      authorization: `Token ${base64(short)}`,
    });
    assert.equal(
      conceal.value('{"token": "s3", "id": "s3", "url": "http://p.example/?code=s3&offset=3"}'),
      `{"token": "${short}", "id": "s3", "url": "http://p.example/?code=${short}&offset=3"}`,
    );
  });
});

for (const written of [
  token,
  `${token}!`,
  encodeURIComponent(token),
  base64(token),
  Buffer.from(token).toString('hex'),
])
  test(`a secret that is left as ${written} is seen by who looks for it`, () => {
    assert.equal(conceal.left({ a: [{ b: `x ${written}` }] }), 1);
    assert.equal(conceal.left({ a: [{ b: `x ${made}` }], [token]: 1 }), 0);
  });

const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const around = fc.string({ unit: visible, maxLength: 20 });

test('no token of eight characters or more is left in any writing, whatever stands around it', () => {
  const tokens = fc.string({ unit: visible, minLength: 8, maxLength: 64 });
  fc.assert(
    fc.property(tokens, around, around, fc.nat(writings.length - 1), (one, before, behind, at) => {
      const concealer = concealerOf({ anywhere: [one], inPlace: [] }, key);
      const written = writings[at]?.[1](one) ?? '';
      const got = concealer.value(`${before} ${written} ${behind}`);
      const left = [one, JSON.stringify(one).slice(1, -1), encodeURIComponent(one), base64(one)];
      for (const form of left) assert.ok(!got.includes(form), `${form} in ${got}`);
      assert.equal(concealer.left([got]), 0);
    }),
    { numRuns: 300 },
  );
});

const exchange: Exchange = {
  ...{ direction: 'sent', begun: 1, ended: 2, time: '', method: 'POST', error: null },
  url: 'https://user:pass-of-user@p.example/ocpi?code=function-key-1&limit=5&k=v',
  headers: { authorization: `Basic ${base64('me:my-password')}`, cookie: 'session=cookie-of-session; b=2' },
  body: '{"token":"token-of-a-body","url":"https://p.example","password":"word-to-pass"}',
  answer: {
    status: 200,
    headers: { 'set-cookie': 'SID=cookie-that-is-set; Path=/; HttpOnly', 'x-api-key': 'key-of-a-gateway' },
    body: `{"data":{"token":"token\\u002dof-an-answer"}`,
  },
};

test('secrets are found in headers, bodies and URLs, also where nobody knew them', () => {
  const { anywhere, inPlace } = secretsIn(
    ['known-token', base64('known-token'), 'code=function-key-1'],
    ['https://p.example/versions?sub=subscription-7'],
    [exchange],
  );
  assert.deepEqual([...anywhere].sort(), [
    base64('me:my-password'),
    'cookie-of-session',
    'cookie-that-is-set',
    'function-key-1',
    'key-of-a-gateway',
    'known-token',
    'my-password',
    'pass-of-user',
    'subscription-7',
    'token-of-a-body',
    'token-of-an-answer',
    'word-to-pass',
  ]);
  assert.deepEqual([...inPlace].sort(), ['2', 'user', 'v']);
});

test('a member named token is a secret in Credentials and in what is no JSON, not in other objects', () => {
  const bodies = [
    '{"data":{"token":"of-credentials","url":"https://p.example","roles":[]}}',
    '{"data":[{"id":"CDR1","token":"uid-of-a-driver"}]}',
    '{"token": "cut-off-behind", ',
  ];
  const quiet = { url: '', headers: {}, answer: { status: 200, headers: {}, body: '' } };
  const { anywhere } = secretsIn(
    [],
    [],
    bodies.map((body) => ({ ...exchange, ...quiet, body })),
  );
  assert.deepEqual([...anywhere].sort(), ['cut-off-behind', 'of-credentials']);
});

test('a secret of thousands of characters is concealed in the usual writings', () => {
  const long = `${'eyJ0eXAi/Oi+JK'.repeat(500)}.signature`;
  const { value } = concealerOf({ anywhere: [long], inPlace: [] }, key);
  const replaced = standIn(long, key);
  const forms = (text: string) =>
    `${text} ${encodeURIComponent(text)} ${base64(text)} ${JSON.stringify(text)}`;
  assert.equal(value(forms(long)), forms(replaced));
});

test('a scheme with nothing behind it is no secret', () => {
  const bare = {
    ...exchange,
    url: 'https://p.example/?limit=abcdefghij',
    body: '',
    headers: { authorization: 'Token' },
  };
  const { anywhere, inPlace } = secretsIn(
    [],
    [],
    [{ ...bare, answer: { status: 401, headers: {}, body: '' } }],
  );
  assert.deepEqual([anywhere, inPlace], [[], []]);
});
