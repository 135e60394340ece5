import { type Stalls, standstill } from '../process-stalls.ts';

/** Maximum number of runs in which one partner is judged. */
const attempts = 3;

/**
 * Judges a partner until the outcome is as expected, but repeats only where this process, which runs the partner too,
 * stood still meanwhile: such an outcome is no fault of the suite. `again` gets the milliseconds of the standstill and
 * the outcome.
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
    // The suite's own watch may measure a slightly longer standstill, and skip checks because of it.
    if (isAsExpected(made) || stood <= standstill / 2 || tries === attempts) return made;
    again(stood, made);
  }
}
