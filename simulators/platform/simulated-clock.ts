import { type Time, wallTime } from './time-source.ts';

/** The clock of a simulator, which takes all time and all waiting from it. */
export interface Clock {
  /**
   * Milliseconds since 1970, from the wall clock or from the given start; written into dates. Neither speed nor jumps
   * change it.
   */
  now(): number;
  /**
   * Runs `task` once, after so many wall-clock milliseconds, or sooner when the clock jumps; the returned function
   * cancels that.
   */
  after(milliseconds: number, task: () => void): () => void;
  /** Simulated time from now on: at the clock's speed, or at one of its own. */
  timeline(speed?: number): Timeline;
  /** The present speed and jumps of the simulated clock. */
  pace(): Pace;
  /** Sets another speed, or jumps: brings the end of every wait nearer by so many simulated seconds. */
  change(change: { speed?: number; jump_s?: number }): void;
}

/** A simulated clock, read as the time since a given moment. */
export interface Timeline {
  /** Simulated seconds since that moment. */
  seconds(): number;
  /** Simulated seconds in a wall-clock second. */
  speed(): number;
  /** Runs `task` once, after so many simulated seconds; the returned function cancels that. */
  after(seconds: number, task: () => void): () => void;
}

/** The pace of a simulated clock: its speed, and its jumps so far. */
export interface Pace {
  /** Simulated seconds in a wall-clock second. */
  speed: number;
  /** Seconds by which the simulated clock has been moved on so far. */
  jumped_s: number;
}

/** A clock with the time of day, and with simulated time that runs `speed` times as fast. */
export function newClock(speed = 1, time: Time = wallTime): Clock {
  const pace: Pace = { speed, jumped_s: 0 };
  const timers = new Set<Timer>();
  let [passed, anchor] = [0, time.passed()];
  const simulated = () => passed + ((time.passed() - anchor) / 1000) * pace.speed;

  function timeline(own?: number): Timeline {
    const [begun, jumped, simulatedThen] = [time.passed(), pace.jumped_s, simulated()];
    const line: Timeline = {
      seconds: () =>
        own === undefined
          ? simulated() - simulatedThen
          : ((time.passed() - begun) / 1000) * own + pace.jumped_s - jumped,
      speed: () => own ?? pace.speed,
      after(seconds, task) {
        const timer: Timer = { line, due: line.seconds() + seconds, task };
        timers.add(timer);
        arm(timer);
        return () => {
          timer.cancel?.();
          timers.delete(timer);
        };
      },
    };
    return line;
  }

  function arm(timer: Timer): void {
    timer.cancel?.();
    timer.cancel = time.after(Math.min(left(timer), longest), () => fire(timer));
  }

  /**
   * Runs a timer's task if it is due, else waits again: a timer of Node may fire early, and a long wait consists of
   * several timers.
   */
  function fire(timer: Timer): void {
    if (left(timer) > 0) return arm(timer);
    timers.delete(timer);
    timer.task();
  }

  const wall = timeline(1);
  return {
    now: time.now,
    after: (milliseconds, task) => wall.after(milliseconds / 1000, task),
    timeline,
    pace: () => ({ ...pace }),
    change({ speed = pace.speed, jump_s = 0 }) {
      [passed, anchor] = [simulated() + jump_s, time.passed()];
      pace.speed = speed;
      pace.jumped_s += jump_s;
      for (const timer of [...timers].sort((a, b) => left(a) - left(b))) arm(timer);
    },
  };
}

/** Waits on a clock or timeline, in its unit; ends early when `signal` is aborted. */
export function wait(clock: Pick<Clock, 'after'>, time: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const cancel = clock.after(time, end);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      cancel();
      signal.removeEventListener('abort', end);
      done();
    }
  });
}

interface Timer {
  line: Timeline;
  /** The time on the timer's timeline at which it is due. */
  due: number;
  task: () => void;
  cancel?: () => void;
}

/** The least number of wall-clock milliseconds until a timer is due. */
function left({ line, due }: Timer): number {
  return Math.max(0, Math.ceil(((due - line.seconds()) / line.speed()) * 1000));
}

/** The longest wait of one timer of Node. */
const longest = 2 ** 31 - 1;
