import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextLink } from './next-link-header.ts';

const u = 'https://p.example/l?a=1,2;3&b=%3C';

test('the next link is found among all that a header may hold @TRANS-32', () => {
  // biome-ignore format: a table
  const rows: [header: string | string[] | undefined, target: string | undefined][] = [
    [undefined, undefined],
    ['', undefined],
    [`<${u}>; rel="next"`, u],
    [`<${u}>;rel=next`, u],
    [`<${u}> ; title="a, <b>; rel=next" ; REL="prev Next"`, u],
    [`<x>; rel="prev", <${u}>; rel="next"`, u],
    [`<x>; rel="prev",<${u}>; rel=next, <y>; rel=next`, u],
    [['<x>; rel="first"', `<${u}>; rel="next"`], u],
    [`junk <${u}>; rel="next"`, u],
    ['<>; rel="next"', ''],
    ['<x>; title="\\", <y>; rel=next"; rel="last"', undefined],
    ['<x>; rel="last"; rel="next"', undefined],
    ['<x>; rel="nextest"', undefined],
    ['<x>; xrel="next"', undefined],
    ['<x>; title=rel; prev="next"', undefined],
    ['<x>, rel="next"', undefined],
    ['<x; rel="next"', undefined],
    ['x>; rel="next"', undefined],
    [`<${'x'.repeat(16_384)}>; rel="next"`, undefined],
  ];
  for (const [header, target] of rows) assert.equal(nextLink(header), target, String(header).slice(0, 100));
});
