import type { FollowerOptions } from './following.ts';

/** Pauses between attempts to reach a partner that is down, in milliseconds: the first, and the longest. */
const firstPause = 500;
const longestPause = 30_000;

/** When a partner is tried next: after pauses that grow, and never before the time it asked for (TRANS-75). */
export interface Pauses {
  /** Calls back after the next pause, in place of what was to come. */
  later(call: () => void): void;
  /** Calls back as soon as the partner allows, in place of what was to come. */
  soon(call: () => void): void;
  /** The next pause is the first again. */
  reset(): void;
  cancel(): void;
  /** Nothing comes any more. */
  end(): void;
}

/** Starts without a pause. */
export function startPauses({ rest, after }: Pick<FollowerOptions<never, never>, 'rest' | 'after'>): Pauses {
  let pause = firstPause;
  let cancel = () => {};
  let ended = false;
  const call = (milliseconds: number, back: () => void) => {
    cancel();
    if (!ended) cancel = after(Math.max(milliseconds, rest()), back);
  };
  return {
    later(back) {
      const jitter = 0.8 + 0.4 * Math.random();
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
