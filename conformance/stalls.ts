/** How long a process stood still: a partner in it answers late then, through no fault of its own. */
export interface Stalls {
  /** Milliseconds of the longest standstill that ended after a time, as `performance.now` tells it. */
  longestSince(time: number): number;
  stop(): void;
}

/** Milliseconds for which the suite may stand still without a word: less than any partner waits for an answer. */
export const standstill = 2000;
/** Milliseconds between two looks. */
const beat = 100;
/** Standstills that are not worth remembering, in milliseconds. */
const short = 500;

/** Watches how late a timer of this process comes. */
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
