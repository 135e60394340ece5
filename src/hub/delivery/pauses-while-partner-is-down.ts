/** Pauses between attempts to reach a partner that is down, in milliseconds: the first, and the longest. */
const firstPause = 500;
const longestPause = 30_000;

/** Schedules the next attempt to reach a partner: after growing pauses, and never before the time that it asked for (TRANS-75). */
export interface Pauses {
  /** Schedules the next attempt to reach the partner, in place of one scheduled before. */
  later(call: () => void): void;
  /** Calls a function as soon as the partner allows, in place of any call scheduled before. */
  soon(call: () => void): void;
  /** Makes the next pause as short as the first, since the partner has been reached. */
  reset(): void;
  cancel(): void;
  /** Ends the pauses: no further attempt to reach the partner is made. */
  end(): void;
}

/** The partner's own pause, timers and random numbers from which pauses are made. */
export interface PausesOptions {
  /** Remaining pause that the partner has asked for, in milliseconds. */
  rest(): number;
  after(milliseconds: number, call: () => void): () => void;
  random(): number;
}

/** Starts without any pause between attempts to reach the partner. */
export function startPauses({ rest, after, random }: PausesOptions): Pauses {
  let pause = firstPause;
  let cancel = () => {};
  let ended = false;
  const call = (milliseconds: number, back: () => void) => {
    cancel();
    if (!ended) cancel = after(Math.max(milliseconds, rest()), back);
  };
  return {
    later(back) {
      const jitter = 0.8 + 0.4 * random();
      call(pause * jitter, back);
      pause = Math.min(pause * 2, longestPause);
    },
    soon: (back) => call(0, back),
    reset() {
      pause = firstPause;
    },
    cancel: () => cancel(),
    end() {
      ended = true;
      cancel();
    },
  };
}
