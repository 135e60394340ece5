import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guard, type HeldRetirement } from './mass-retirement-guard.ts';

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `T${from + n}`);
const noon = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;

/**
 * Number of an owner's objects that a list lacks, number of all its objects, and how many of the missing ones the hub
 * keeps until confirmed.
 */
const rows: [missing: number, of: number, held: number][] = [
  [0, 0, 0],
  [0, 10, 0],
  [1, 2, 0],
  [1, 1, 1],
  [20, 20, 20],
  [19, 20, 0],
  [20, 21, 0],
  [20, 1000, 0],
  [21, 22, 21],
  [21, 209, 21],
  [21, 210, 0],
  [100, 1000, 0],
  [101, 1000, 101],
];

for (const [missing, of, held] of rows)
  test(`of ${missing} missing among ${of}, ${held} are held @SYNC-19`, () => {
    const { retire, hold } = judge(missing, of);
    assert.deepEqual([retire.length, hold?.ids.length ?? 0], [missing - held, held]);
  });

test('another full sync an hour later that lacks the same settles it @SYNC-19', () => {
  const first = judge(50, 100).hold;
  const early = judge(50, 100, first, 59);
  assert.deepEqual(early.retire, []);
  assert.deepEqual([early.hold?.since, early.hold?.syncs], [noon, ['s0', 's59']]);
  const late = judge(50, 100, early.hold, 60);
  assert.deepEqual(late, { retire: ids(50) });
});

test('one that lacks others too retires what both lack, and judges the others by themselves @SYNC-19', () => {
  const { hold } = judge(50, 100);
  assert.deepEqual(judge(55, 100, hold, 60), { retire: ids(55) });
  const worse = judge(100, 100, hold, 60);
  assert.deepEqual(worse.retire, ids(50));
  assert.deepEqual(worse.hold?.ids, ids(50, 50));
});

test('one that has some of them again starts anew @SYNC-19', () => {
  const { hold } = judge(50, 100);
  const found = {
    missing: ids(49),
    total: 100,
    waiting: hold,
    now: noon + 90 * minute,
    sync: 's90',
    begun: 9,
  };
  const again = guard(found);
  assert.deepEqual(again, {
    retire: [],
    hold: { syncs: ['s90'], since: noon + 90 * minute, begun: 9, ids: ids(49) },
  });
});

test('one that has them all again leaves nothing waiting @SYNC-19', () => {
  const { hold } = judge(50, 100);
  assert.deepEqual(judge(0, 100, hold, 90), { retire: [] });
});

function judge(missing: number, total: number, waiting?: HeldRetirement, minutes = 0) {
  const now = noon + minutes * minute;
  return guard({ missing: ids(missing), total, waiting, now, sync: `s${minutes}`, begun: 1 });
}
