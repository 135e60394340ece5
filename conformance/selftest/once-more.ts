import { type Stalls, standstill } from '../stalls.ts';

/** How often a partner is judged at most. */
const attempts = 3;

/**
 * Judges until it comes out as expected, but once more only where this process, which is the partner's too, stood still meanwhile: what
 * comes of that is no fault of the suite. `again` is told for how many milliseconds it stood, and what came of it.
 */
export async function judgedFairly<Made>(
  judge: () => Promise<Made>,
  isAsExpected: (made: Made | Error) => boolean,
  stalls: Stalls,
  again: (stood: number, made: Made | Error) => void,
): Promise<Made | Error> {
  for (let tries = 1; ; tries += 1) {
    const since = performance.now();
    const made = await judge().catch((error: unknown) => error as Error);
    const stood = stalls.longestSince(since);
    // The suite's own watch may see somewhat more of a standstill, and keep silent about what it found.
    if (isAsExpected(made) || stood <= standstill / 2 || tries === attempts) return made;
    again(stood, made);
  }
}
