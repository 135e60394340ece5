import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks. */
const pause = 5;
/** Milliseconds that a look counts at most: what is longer, this process did not run, and saw nothing of what the partner did. */
const most = 50;
/** A look that took so many milliseconds came after a standstill: the messages of that time are still to be read. */
const standstill = 500;
/** Milliseconds left at least after a standstill. */
const rest = 100;

/**
 * Asks until there is an answer, or `patience` milliseconds are over in which this process ran. A standstill of its own, as on a machine
 * with too much to do, is no time in which a partner was silent. `fact` gets the milliseconds that have counted so far.
 */
export async function eventually<T>(
  patience: number,
  fact: (counted: number) => T | undefined | false,
): Promise<T | undefined> {
  let left = patience;
  for (let last = performance.now(); ; ) {
    const found = fact(patience - left);
    if (found) return found;
    if (left <= 0) return undefined;
    await wait(pause);
    const now = performance.now();
    const took = now - last;
    left -= Math.min(took, most);
    if (took > standstill) left = Math.max(left, rest);
    last = now;
  }
}

/** Lets so many milliseconds pass in which this process runs. */
export async function letPass(milliseconds: number): Promise<void> {
  await eventually(milliseconds, () => false);
}
