/** Where a clock takes its time from. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment; they only ever grow. */
  passed(): number;
  /** Runs `task` once, so many milliseconds later, at most 2^31 - 1; the function returned takes that back. */
  after(milliseconds: number, task: () => void): () => void;
  /** Does what takes time of its own: a message to a partner, a file to write. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The time on the wall. */
export const wallTime: Time = {
  now: Date.now,
  passed: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  during: (work) => work(),
};
