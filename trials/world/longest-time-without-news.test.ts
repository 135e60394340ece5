import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { longestTimeWithoutNews } from './longest-time-without-news.ts';
import type { Step } from './plan-types.ts';

const step = (at: number, what: 'stall' | 'cut', process: number | string, length: number): Step => ({
  at,
  deed: { do: what, process: process as number | Party, for: length },
});

test('a process that stands still while it is cut off hears nothing until both are over', () => {
  assert.equal(
    longestTimeWithoutNews({ steps: [step(30_000, 'cut', 1, 11_000), step(38_000, 'stall', 1, 14_000)] }),
    22_000,
  );
  assert.equal(
    longestTimeWithoutNews({ steps: [step(30_000, 'cut', 1, 7_000), step(38_000, 'stall', 1, 14_000)] }),
    22_000,
    'it has not looked between the two',
  );
});

test('troubles of other processes, and those between which it has looked, do not add up', () => {
  assert.equal(
    longestTimeWithoutNews({ steps: [step(30_000, 'cut', 0, 11_000), step(38_000, 'stall', 1, 14_000)] }),
    14_000,
  );
  assert.equal(
    longestTimeWithoutNews({ steps: [step(30_000, 'cut', 1, 6_000), step(38_000, 'stall', 1, 14_000)] }),
    14_000,
  );
  assert.equal(longestTimeWithoutNews({ steps: [] }), 0);
});

test('a trouble of whichever process delivers to a partner may be that of any', () => {
  assert.equal(
    longestTimeWithoutNews({
      steps: [step(30_000, 'cut', 'DE*VAA', 9_000), step(38_000, 'stall', 1, 14_000)],
    }),
    22_000,
  );
});
