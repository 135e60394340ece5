import { type Time, wallTime } from './time.ts';

/** Time as a simulator sees it: the only way it learns the time or waits. */
export interface Clock {
  /** Milliseconds since 1970, as on the wall or from the start that was given; what is written into dates. Neither speed nor jumps change it. */
  now(): number;
  /** Runs `task` once, so many milliseconds on the wall later, or sooner when the clock jumps; the function returned takes that back. */
  after(milliseconds: number, task: () => void): () => void;
  /** Simulated time from now on: at the clock's speed, or at one of its own. */
  timeline(speed?: number): Timeline;
  /** How it runs. */
  pace(): Pace;
  /** Makes it run at another speed, or brings all that is waited for so many simulated seconds nearer. */
  change(change: { speed?: number; jump_s?: number }): void;
}

/** Simulated time since a moment. */
export interface Timeline {
  /** Seconds that have passed. */
  seconds(): number;
  /** Simulated seconds in a second on the wall. */
  speed(): number;
  /** Runs `task` once, so many simulated seconds later; the function returned takes that back. */
  after(seconds: number, task: () => void): () => void;
}

/** How a clock runs. */
export interface Pace {
  /** Simulated seconds in a second on the wall. */
  speed: number;
  /** Seconds of all jumps so far. */
  jumped_s: number;
}

/** The time of day, and simulated time that runs `speed` times as fast. */
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

  /** A timer of Node may be early, and one that waits too long for it is told in parts. */
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

/** Waits, on a clock or a timeline in the unit it counts in; ends early when `signal` is aborted. */
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
  /** On its timeline. */
  due: number;
  task: () => void;
  cancel?: () => void;
}

/** Milliseconds on the wall until a timer is due, at least. */
function left({ line, due }: Timer): number {
  return Math.max(0, Math.ceil(((due - line.seconds()) / line.speed()) * 1000));
}

/** What a timer of Node can wait at most. */
const longest = 2 ** 31 - 1;
