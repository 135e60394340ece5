import { setTimeout as pause } from 'node:timers/promises';

/**
 * Milliseconds that a fact is waited for, on a machine that is busy with other things: how fast it comes is not under test. A
 * step may take twice as long.
 */
export const patience = 60_000;

/**
 * Waits for a condition: repeats `fact` until it no longer throws, and gives its value. After `within` milliseconds it
 * throws the last error of `fact`.
 */
export async function eventually<T>(fact: () => T | Promise<T>, within = patience): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await fact();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(10);
    }
  }
}
