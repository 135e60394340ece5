/** How long this process stood still: a partner in the same process answers late then, through no fault of its own. */
export interface Stalls {
  /** Milliseconds of the longest standstill that ended after `time`, a value of `performance.now`. */
  longestSince(time: number): number;
  stop(): void;
}

/**
 * Milliseconds for which the suite may stand still without a check being skipped: less than any partner waits for an
 * answer.
 */
export const standstill = 2000;
/** Milliseconds between two looks at whether this process has stood still. */
const beat = 100;
/** Longest standstill of this process, in milliseconds, that is not remembered. */
const short = 500;

/** Measures standstills by how late a timer of this process fires. */
export function watchStalls(): Stalls {
  const seen: { end: number; took: number }[] = [];
  let last = performance.now();
  const timer = setInterval(look, beat).unref();

  function look(): void {
    const now = performance.now();
    const took = now - last - beat;
    if (took > short) seen.push({ end: now, took });
    last = now;
  }

  return {
    longestSince(time) {
      look();
      return Math.max(0, ...seen.filter(({ end }) => end > time).map(({ took }) => took));
    },
    stop: () => clearInterval(timer),
  };
}
