import assert from 'node:assert/strict';
import { test } from 'node:test';
import { below, withQuery } from './endpoint-urls.ts';

test("an endpoint's query stays behind what is added to its path @TRANS-54 @TRANS-57 @TRANS-73", () => {
  for (const [endpoint, url] of [
    ['https://a.example/tokens', 'https://a.example/tokens/NL/ABC/1%2F2'],
    ['https://a.example/tokens//', 'https://a.example/tokens/NL/ABC/1%2F2'],
    ['https://a.example/tokens?code=k', 'https://a.example/tokens/NL/ABC/1%2F2?code=k'],
    ['https://a.example/tokens/?code=k%3D&a=/x/', 'https://a.example/tokens/NL/ABC/1%2F2?code=k%3D&a=/x/'],
    ['https://a.example/tokens?a=b?c', 'https://a.example/tokens/NL/ABC/1%2F2?a=b?c'],
    ['https://a.example/tokens?code=k#top', 'https://a.example/tokens/NL/ABC/1%2F2?code=k'],
    ['https://a.example?code=k', 'https://a.example/NL/ABC/1%2F2?code=k'],
  ] as const)
    assert.equal(below(endpoint, 'NL', 'ABC', '1/2'), url);
});

test('with nothing added an endpoint is called as its owner wrote it, its slash included @TRANS-54', () => {
  for (const endpoint of [
    'https://a.example/tokens',
    'https://a.example/tokens/',
    'https://a.example/tokens/?code=k%3D&a=/x/',
  ])
    assert.equal(below(endpoint), endpoint);
  assert.equal(below('https://a.example/tokens/#top'), 'https://a.example/tokens/');
});

test('own parameters follow those that a URL has @TRANS-73', () => {
  for (const [url, all] of [
    ['https://a.example/t', 'https://a.example/t?type=RFID'],
    ['https://a.example/t?code=k%3D', 'https://a.example/t?code=k%3D&type=RFID'],
    ['https://a.example/t?', 'https://a.example/t?type=RFID'],
    ['https://a.example/t?code=a/b==&', 'https://a.example/t?code=a/b==&type=RFID'],
    ['https://a.example/t?code=k#top', 'https://a.example/t?code=k&type=RFID'],
  ] as const)
    assert.equal(withQuery(url, { type: 'RFID' }), all);
  assert.equal(withQuery('https://a.example/t?code=k', ''), 'https://a.example/t?code=k');
  assert.equal(withQuery('https://a.example/t', { to: 'a b' }), 'https://a.example/t?to=a+b');
});
