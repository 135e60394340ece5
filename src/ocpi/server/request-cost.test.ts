import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, objectsIn } from './request-cost.ts';

const ordinary = { bytesIn: 8192, objects: 64, bytesOut: 8192, calls: 0 };

// biome-ignore format: a table
const rows: [what: string, work: Partial<typeof ordinary>, cost: number][] = [
  ['an ordinary request',                        {},                        0],
  ['the smallest request',                       { bytesIn: 0, objects: 0, bytesOut: 0 }, 0],
  ['a body of a hundred KiB more',               { bytesIn: 8192 + 102_400 }, 4],
  ['a body of eighty objects more',              { objects: 144 },          1],
  ['a page of a MiB more',                       { bytesOut: 8192 + 1_048_576 }, 15.36],
  ['three requests to partners',                 { calls: 3 },              1.5],
  ['a large body is no credit for a small answer', { bytesIn: 8192 + 102_400, bytesOut: 0 }, 4],
];

for (const [what, work, cost] of rows)
  test(`beyond the one unit of each request ${what} costs ${cost}`, () => {
    assert.ok(
      Math.abs(costOf({ ...ordinary, ...work }) - cost) < 1e-9,
      `${costOf({ ...ordinary, ...work })}`,
    );
  });

test('the objects of a body are counted only where it is larger than ordinary', () => {
  const body = (objects: number) => Buffer.from(`[${Array(objects).fill('{"id":"x"}').join(',')}]`);
  assert.equal(objectsIn(body(10)), 0);
  assert.equal(objectsIn(body(1000)), 1000);
});
