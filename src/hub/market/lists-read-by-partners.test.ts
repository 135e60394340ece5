import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pulled } from '../in-memory-state.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { afterPage, isOn, type PageGiven } from './lists-read-by-partners.ts';

/** A page with two objects of a list of five, read when the newest change was number 40. */
const page = (offset: number, more: Partial<PageGiven> = {}): PageGiven => ({
  ...{ offset, count: Math.min(2, 5 - offset), total: 5, position: 40, at: 1000 + offset },
  request: `r${offset}`,
  ...more,
});

const read = (...pages: PageGiven[]) =>
  pages.reduce<Pulled | undefined>((known, one) => afterPage(known, one), undefined)?.lists ?? [];

test('a list that is read page by page to its end is noted as it was at its first page', () => {
  assert.deepEqual(read(page(0), page(2, { position: 50 }), page(4)), [
    { from: null, to: null, position: 40, began: 1000, ended: 1004, request: 'r4' },
  ]);
});

// biome-ignore format: a table
const unread: [what: string, pages: PageGiven[]][] = [
  ['that is not read to its end',                     [page(0), page(2)]],
  ['of which a page is left out',                     [page(0), page(4)]],
  ['that is read from its middle',                    [page(2), page(4)]],
  ['from which an object has gone meanwhile',         [page(0), page(2, { total: 4 }), page(4, { total: 4, count: 0 })]],
  ['whose window changes on the way',                 [page(0), page(2, { from: 7 }), page(4)]],
];
for (const [what, pages] of unread)
  test(`a list ${what} tells nothing`, () => assert.deepEqual(read(...pages), []));

test('a page that is asked for again does not end a list', () => {
  assert.equal(read(page(0), page(2), page(2), page(4)).length, 1);
});

test('of a connection and module the newest eight lists are remembered, without those that a later one holds', () => {
  const windows = Array.from({ length: 12 }, (_, at) => page(0, { from: at, count: 5, position: at }));
  assert.deepEqual(
    read(...windows).map(({ from }) => from),
    [4, 5, 6, 7, 8, 9, 10, 11],
  );
  assert.equal(read(...windows, page(0, { count: 5, position: 12 })).length, 1);
});

// biome-ignore format: a table
const cases: [what: string, object: Partial<StoredObject>, from: number | null, to: number | null, on: boolean][] = [
  ['unchanged since',                 { changed: 40 },             null, null, true],
  ['changed since',                   { changed: 41 },             null, null, false],
  ['updated in the window',           { lastUpdated: 100 },        100,  101,  true],
  ['updated before the window',       { lastUpdated: 99 },         100,  null, false],
  ['updated at the end of the window',{ lastUpdated: 101 },        100,  101,  false],
  ['gone, on a list without a date',  { gone: true },              null, null, false],
  ['gone, on a list from a date on',  { gone: true },              100,  null, true],
];
for (const [what, object, from, to, on] of cases)
  test(`an object ${what} is ${on ? '' : 'not '}on a list that was read`, () => {
    const list = { from, to, position: 40, began: 0, ended: 1, request: 'r' };
    const stored = { changed: 1, lastUpdated: 100, gone: false, ...object } as StoredObject;
    assert.equal(isOn(list, stored), on);
  });
