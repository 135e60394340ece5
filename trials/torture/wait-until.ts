import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until a condition holds; throws with the missing part after so many milliseconds. `fact` returns nothing when
 * it holds, or words for the missing part.
 */
export async function until(
  fact: () => Promise<string | undefined> | string | undefined,
  within = 240_000,
): Promise<void> {
  const deadline = Date.now() + within;
  for (;;) {
    const missing = await fact();
    if (missing === undefined) return;
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${missing}`);
    await pause(20);
  }
}
