import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks at whether the awaited fact is there. */
const pause = 5;
/**
 * Maximum number of milliseconds counted between two calls: during a longer gap this process did not run, and saw
 * nothing of the partner.
 */
const most = 50;
/** After a gap of so many milliseconds, messages that arrived during it are still to be read. */
const standstill = 500;
/** Milliseconds of waiting that are left at least after this process has stood still. */
const rest = 100;

/**
 * Calls `fact` until it returns something, or until `patience` milliseconds are over in which this process ran: while
 * the process stands still on a busy machine, a partner is not silent. `fact` gets the milliseconds counted so far.
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

/** Waits until so many milliseconds are over in which this process ran. */
export async function letPass(milliseconds: number): Promise<void> {
  await eventually(milliseconds, () => false);
}
