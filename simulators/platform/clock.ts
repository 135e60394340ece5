/** Time as a simulator sees it: the only way it learns the time or waits. Milliseconds. */
export interface Clock {
  now(): number;
  /** Runs `task` once, later; the function returned takes that back. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The time of day. */
export function realClock(): Clock {
  return {
    now: Date.now,
    after(milliseconds, task) {
      const timer = setTimeout(task, Math.min(milliseconds, longest));
      return () => clearTimeout(timer);
    },
  };
}

/** Waits; ends early when `signal` is aborted. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      cancel();
      signal.removeEventListener('abort', end);
      done();
    }
  });
}

/** What a timer of Node can wait at most. */
const longest = 2 ** 31 - 1;
