import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextIn } from './call-admin-api.ts';

// biome-ignore format: a table
const cases: [link: string | null, next: string | undefined][] = [
  [null,                                                                            undefined],
  ['<https://hub.example/admin/agreements?cursor=x&limit=50>; rel="next"',          '/admin/agreements?cursor=x&limit=50'],
  ['</admin/held?cursor=a%2Cb>; rel=next',                                          '/admin/held?cursor=a%2Cb'],
  ['<http://h/admin/held>; rel="first", <http://h:1/admin/held?cursor=b>; rel="next"', '/admin/held?cursor=b'],
  ['<http://h/admin/held>; rel="first"',                                            undefined],
];

for (const [link, next] of cases)
  test(`after ${link} comes ${next ?? 'nothing'}`, () => {
    assert.equal(nextIn(link), next);
  });
