import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a fact holds; throws what is still missing after so many milliseconds. `fact` gives nothing, or words for what is missing. */
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
