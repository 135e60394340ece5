import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfter } from './retry-after-header.ts';

// Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's examples.
const now = 784_111_777_000;

test('seconds and all dates of HTTP tell how long to wait, within bounds', () => {
  // biome-ignore format: a table
  const rows: [header: string | string[] | undefined, wait: number | undefined][] = [
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['99999999999999999999999', 3_600_000],
    ['Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
    ['Sunday, 06-Nov-94 08:49:47 GMT', 10_000],
    ['Sun Nov  6 08:49:38 1994', 1000],
    ['Sun, 06 Nov 1994 08:49:36 GMT', 0],
    ['Sun, 06 Nov 2094 08:49:37 GMT', 3_600_000],
    [['5', '9'], 5000],
    [undefined, undefined],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['2020', 2_020_000],
    ['1994-11-06T08:50:37Z', undefined],
    ['Sun, 99 Nov 1994 08:49:37 GMT', undefined],
    ['1'.repeat(65), undefined],
  ];
  for (const [header, wait] of rows) assert.equal(retryAfter(header, now, 3_600_000), wait, String(header));
});
