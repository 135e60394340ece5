import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOf } from './pull-partner-list.ts';

const base = 'https://hub.example/ocpi/cpo/2.1.1/locations';

// biome-ignore format: a table
const links: [link: string | string[] | undefined, next: string | undefined][] = [
  [undefined,                                                        undefined],
  ['<https://hub.example/x?offset=5>; rel="next"',                   'https://hub.example/x?offset=5'],
  ['<https://hub.example/x?offset=5>;rel=next',                      'https://hub.example/x?offset=5'],
  ['<https://hub.example/a>; rel="prev", <https://hub.example/b>; rel="next"', 'https://hub.example/b'],
  [['<https://hub.example/a>; rel="prev"', '<?offset=5>; rel="next"'], `${base}?offset=5`],
  ['<https://hub.example/a>; rel="last"',                            undefined],
];

for (const [link, next] of links)
  test(`the next page of ${JSON.stringify(link)} is ${next}`, () => assert.equal(nextOf(link, base), next));
