import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for a condition: repeats `fact` until it no longer throws, and gives its value. After `within` milliseconds it
 * throws the last error of `fact`.
 */
export async function eventually<T>(fact: () => T | Promise<T>, within = 4000): Promise<T> {
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
