import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeSummary } from '../hub/types.generated.ts';
import { ago, ahead, counted, dateTime, duration, outcome, shortUrl, withTimes } from './display-text.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');

// biome-ignore format: a table
const times: [seconds: number, words: string][] = [
  [0, '0 s ago'], [-5, '0 s ago'], [89, '89 s ago'], [90, '2 min ago'], [3600, '60 min ago'], [5399, '90 min ago'],
  [5400, '2 h ago'], [129_599, '36 h ago'], [129_600, '2 days ago'],
];

for (const [seconds, words] of times)
  test(`${seconds} seconds ago is ${words}`, () => {
    assert.equal(ago(new Date(noon - seconds * 1000).toISOString(), noon), words);
  });

test('times in words of the hub are shown as all others; what only looks like one stays', () => {
  const [one, other] = ['2026-03-01T12:00:00Z', '2026-03-01T12:00:01.250Z'];
  assert.equal(
    withTimes(`refused since ${one}, next on ${other} (request 2026-13-45T99:00:00Z)`),
    `refused since ${dateTime(one)}, next on ${dateTime(other)} (request 2026-13-45T99:00:00Z)`,
  );
  assert.doesNotMatch(withTimes(`on ${one}`), /T12/);
});

test('the outcome of an exchange is its codes, or why there are none', () => {
  const of = (more: object) =>
    outcome({ error: null, http_status: 200, ocpi_status: 1000, ...more } as ExchangeSummary);
  assert.equal(of({}), '200 · 1000');
  assert.equal(of({ http_status: 502, ocpi_status: null }), '502');
  assert.equal(of({ http_status: null, ocpi_status: null, error: 'timeout' }), 'timeout');
  assert.equal(of({ http_status: null, ocpi_status: null }), 'no answer');
});

test('a URL is shown from where OCPI URLs begin to differ', () => {
  assert.equal(shortUrl('https://hub.example/ocpi/emsp/2.1.1/locations/NL?limit=5'), '/locations/NL?limit=5');
  assert.equal(shortUrl('https://hub.example/ocpi/2.1.1'), '/ocpi/2.1.1');
  assert.equal(shortUrl('https://hub.example/ocpi/versions'), '/ocpi/versions');
  assert.equal(shortUrl('no url'), 'no url');
});

test('durations and numbers with their nouns', () => {
  assert.deepEqual([duration(999.4), duration(1250)], ['999 ms', '1.3 s']);
  assert.deepEqual(
    [counted(1, 'party', 'parties'), counted(0, 'party', 'parties'), counted(2, 'page')],
    ['1 party', '0 parties', '2 pages'],
  );
});

// biome-ignore format: a table
const ends: [hours: number, words: string][] = [
  [-1, 'in 0 h'], [5.4, 'in 5 h'], [47, 'in 47 h'], [48, 'in 2 days'], [330, 'in 14 days'],
];

for (const [hours, words] of ends)
  test(`${hours} hours from now is ${words}`, () => {
    assert.equal(ahead(new Date(noon + hours * 3_600_000).toISOString(), noon), words);
  });
