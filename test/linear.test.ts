import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextLink } from '../src/ocpi/links.ts';
import { retryAfter } from '../src/ocpi/retry-after.ts';

/** A text that a partner can make as long as it likes: `unit` again and again, between a beginning and an end. */
type Text = [begin: string, unit: string, end: string];

/** Every reader of foreign text, and what would cost it most. */
// biome-ignore format: a table
const readers: [name: string, read: (text: string) => unknown, texts: Text[]][] = [
  ['Link',        nextLink,                               [['', '<', ''], ['', '<>', ''], ['<x>', ';', ''], ['<x>', ';rel', ''], ['', '<>;rel=x,', ''], ['', '<a>;"', ''], ['<x>;"', '\\', '']]],
  ['Retry-After', (text) => retryAfter(text, 0, 1),       [['', '1', ''], ['', ' ', 'x'], ['', '1', 'x'], ['Mon ', '1 ', 'x'], ['Mon', 'a', '!']]],
];

for (const [name, read, texts] of readers)
  test(`${name} is read in a time that grows with its length alone`, () => {
    for (const text of texts)
      for (const size of sizes) assert.ok(isLinear(read, text, size), `${size} × ${JSON.stringify(text)}`);
  });

/** The shorter of two texts, once below what readers cap and once beyond; four times as much takes a quadratic reader sixteen times as long. */
const sizes = [4000, 30_000];

/** Between the 4 of a linear reader and the 16 of a quadratic one, where the machine is busy too. */
const factor = 9;

/** Compares the shortest of several times for n and for 4n: what else the machine does only adds to a time. */
function isLinear(read: (text: string) => unknown, [begin, unit, end]: Text, size: number): boolean {
  const text = (length: number) => begin + unit.repeat(Math.ceil(length / unit.length)) + end;
  const [short, long] = [text(size), text(4 * size)];
  const best = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 12; round += 1) {
    best.short = Math.min(best.short, timeOf(read, short));
    best.long = Math.min(best.long, timeOf(read, long));
    // What takes no time to speak of has no ratio.
    if (round > 0 && best.long < Math.max(negligible, factor * best.short)) return true;
  }
  return false;
}

/** Milliseconds below which a clock says little: no quadratic reader gets through 16,000 characters in that time. */
const negligible = 5;

function timeOf(read: (text: string) => unknown, text: string): number {
  const from = performance.now();
  read(text);
  return performance.now() - from;
}
