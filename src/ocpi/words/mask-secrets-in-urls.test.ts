import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskSecrets, maskUrl, maskUrlsIn, maskUrlsInJson, secretsOf } from './mask-secrets-in-urls.ts';

test('of a URL that is shown the parameters that are not of OCPI are hidden @TRANS-73', () => {
  for (const [url, shown] of [
    ['https://a.example/tokens?code=k%3D', 'https://a.example/tokens?code=***'],
    [
      'https://a.example/tokens/NL/ABC/1?tenant=7&type=APP_USER',
      'https://a.example/tokens/NL/ABC/1?tenant=***&type=APP_USER',
    ],
    ['https://a.example/tokens?4711-secret', 'https://a.example/tokens?***'],
    ['https://a.example/tokens?type=a-secret&limit=s3cret', 'https://a.example/tokens?type=***&limit=***'],
    [
      'https://a.example/l?code=a/b==&date_from=2026-01-31T08%3A00%3A00Z&offset=0&limit=50',
      'https://a.example/l?code=***&date_from=2026-01-31T08%3A00%3A00Z&offset=0&limit=50',
    ],
    ['https://me:pw@a.example/x@y', 'https://***@a.example/x@y'],
    ['https://a.example/x', 'https://a.example/x'],
  ] as const)
    assert.equal(maskUrl(url), shown);
});

test('URLs in headers and bodies are hidden too, also where JSON writes them with escapes @TRANS-73', () => {
  assert.equal(
    maskUrlsIn('<https://a.example/l?code=k%3D&offset=2>; rel="next"'),
    '<https://a.example/l?code=***&offset=2>; rel="next"',
  );
  const hidden = '{"url":"https://a.example/l?code=***"}';
  for (const body of [
    '{"url":"https://a.example/l?code=k1"}',
    '{"url": "https:\\/\\/a.example\\/l\\u003fcode\\u003dk1"}',
  ])
    assert.equal(maskUrlsInJson(body), hidden);
  assert.equal(maskUrlsInJson('{"a": 1}'), '{"a": 1}');
  assert.equal(
    maskUrlsInJson('no route https://a.example/l?code=k1'),
    'no route https://a.example/l?code=***',
  );
});

test('what a partner says is without the secrets of the URL it was called at @TRANS-73', () => {
  const secrets = secretsOf('https://a.example/t?code=abc%3Ddefghi&t=7&limit=5');
  assert.equal(
    maskSecrets('no /t?code=abc%3Ddefghi&t=7&limit=5, no abc=defghi', secrets),
    'no /t?***&***&limit=5, no ***',
  );
  assert.deepEqual(secretsOf('https://a.example/t?limit=5&offset=0'), []);
});
