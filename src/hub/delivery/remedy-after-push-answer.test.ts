import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSame, type Remedy, remedyFor } from './remedy-after-push-answer.ts';

/** The expected next step after an answer, typed by hand from TRANS-76. */
// biome-ignore format: a table
const table: [method: string, path: string[], http: number | null, code: number | null, remedy: Remedy][] = [
  ['PATCH', [],     200, 1000, 'none'],
  ['PATCH', [],     404, 2003, 'whole'],
  ['PATCH', [],     404, null, 'whole'],
  ['PATCH', [],     200, 2003, 'whole'],
  ['PATCH', ['E1'], 404, 2001, 'whole'],
  ['PATCH', [],     200, 2001, 'look'],
  ['PATCH', [],     200, 2000, 'look'],
  ['PATCH', ['E1'], 400, 2001, 'look'],
  ['PATCH', [],     405, null, 'look'],
  ['PATCH', [],     501, null, 'look'],
  ['PATCH', [],     200, 3000, 'none'],
  ['PATCH', [],     502, null, 'none'],
  ['PATCH', [],     null, null, 'none'],
  ['PUT',   ['E1'], 404, 2003, 'whole'],
  ['PUT',   ['E1'], 200, 2001, 'look'],
  ['PUT',   [],     404, 2003, 'none'],
  ['PUT',   [],     200, 2001, 'none'],
  ['POST',  [],     404, 2003, 'none'],
  ['DELETE', [],    200, 2001, 'none'],
];

for (const [method, path, http, code, remedy] of table) {
  test(`after ${method} ${path.join('/')} answered HTTP ${http}, ${code}: ${remedy} @TRANS-76`, () => {
    assert.equal(remedyFor({ method, path }, { http, code }), remedy);
  });
}

const tariff = {
  id: 'T1',
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] }],
  last_updated: '2026-01-31T08:00:00Z',
};
const stored = { module: 'tariffs' } as const;
const bytes = Buffer.from(JSON.stringify({ ...tariff, country_code: 'NL', party_id: 'ABC' }));

test('an object is the same with or without its owner, with null for what is absent', () => {
  assert.equal(isSame(stored, tariff, bytes), true);
  assert.equal(
    isSame(stored, { ...tariff, country_code: 'NL', party_id: 'ABC', tariff_alt_url: null }, bytes),
    true,
  );
});

test('an object that lacks something, says something else or is none is not the same', () => {
  for (const shown of [
    { ...tariff, currency: undefined },
    { ...tariff, currency: 'GBP' },
    [],
    [tariff],
    null,
    undefined,
    'T1',
  ])
    assert.equal(isSame(stored, shown, bytes), false, JSON.stringify(shown));
});
