import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListQuery, StoredObject } from './ports/object-store.ts';
import { storedPages } from './read-stored-objects-in-pages.ts';

/** The ids of objects on a list, page by page with two on each, with the objects in `goes` deleted after each page. */
async function pages(count: number, goes: Record<number, string[]> = {}, comes: Record<number, string> = {}) {
  let list = Array.from({ length: count }, (_, nth) => ({ id: String(nth), created: nth * 10 }));
  const objects = {
    list: async ({ offset, limit }: ListQuery) => ({
      total: list.length,
      objects: list.slice(offset, offset + limit) as StoredObject[],
    }),
  };
  const found: string[] = [];
  let nth = 0;
  for await (const page of storedPages(objects, { module: 'tariffs', visible: [] }, 2)) {
    found.push(page.objects.map(({ id }) => id).join(''));
    list = list.filter(({ id }) => !goes[nth]?.includes(id));
    const id = comes[nth];
    if (id) list.push({ id, created: 1000 + nth });
    nth += 1;
  }
  return found;
}

// biome-ignore format: a table
const rows: [what: string, count: number, goes: Record<number, string[]>, comes: Record<number, string>, found: string[]][] = [
  ['nothing goes',                                 5, {},                                     {},         ['01', '23', '4']],
  ['nothing is there',                             0, {},                                     {},         ['']],
  ['all fit on full pages',                        4, {},                                     {},         ['01', '23', '']],
  ['the first goes',                               6, { 0: ['0'] },                           {},         ['01', '23', '45', '']],
  ['a whole page goes',                            6, { 0: ['0', '1'] },                      {},         ['01', '23', '45', '']],
  ['one goes and another comes',                   5, { 0: ['0'] },                           { 0: '9' }, ['01', '2', '34', '9']],
  ['the last of a page goes',                      5, { 0: ['1'] },                           {},         ['01', '23', '4']],
  ['more goes than a page',                        8, { 1: ['0', '1', '2', '3'] },            {},         ['01', '23', '45', '67', '']],
  ['all goes',                                     4, { 0: ['0', '1', '2', '3'] },            {},         ['01', '']],
];

for (const [what, count, goes, comes, found] of rows)
  test(`a list of the store gives each object once where ${what} as it is read`, async () => {
    const given = await pages(count, goes, comes);
    assert.equal(given.join(''), found.join(''));
  });
