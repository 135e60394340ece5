/** The source of time for a simulated clock. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since an arbitrary moment; they never decrease. */
  passed(): number;
  /** Runs `task` once, after so many milliseconds, at most 2^31 - 1; the returned function cancels that. */
  after(milliseconds: number, task: () => void): () => void;
  /** Runs work that takes real time: a message to a partner, or a file to write. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The time of the wall clock. */
export const wallTime: Time = {
  now: Date.now,
  passed: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  during: (work) => work(),
};
