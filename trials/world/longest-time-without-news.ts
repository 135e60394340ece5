import type { Party } from '../../src/ocpi/words/party-id.ts';
import type { Plan } from './plan-types.ts';

/** Longest time that a process needs for its next look into the database after a trouble, in milliseconds. */
const nextLook = 1_500;

/**
 * The longest time, in milliseconds, for which a plan keeps one process of the hub from the news of the others: it
 * stands still, or does not reach the database, or one follows the other before the process has looked again.
 */
export function longestTimeWithoutNews({ steps }: Pick<Plan, 'steps'>): number {
  const troubles = steps.flatMap(({ at, deed }) =>
    deed.do === 'stall' || deed.do === 'cut' ? [{ process: deed.process, from: at, to: at + deed.for }] : [],
  );
  // A partner's name stands for any process: the one that delivers to it at that time.
  const isOf = (one: number | Party, process: number | Party) => one === process || typeof one === 'string';
  const processes = new Set(troubles.map(({ process }) => process));
  let longest = 0;
  for (const process of processes) {
    let [begin, end] = [0, Number.NEGATIVE_INFINITY];
    for (const { from, to } of troubles
      .filter((one) => isOf(one.process, process))
      .sort((one, other) => one.from - other.from)) {
      if (from > end + nextLook) begin = from;
      end = Math.max(end, to);
      longest = Math.max(longest, end - begin);
    }
  }
  return longest;
}
