import type { Time } from '../platform/time-source.ts';
import type { TestClock } from './test-api-types.ts';

/** A waiting timer of a test clock, with the time of the clock at which it is due. */
interface Waiting {
  due: number;
  task: () => void;
}

/** A test clock as the source of time of hubs and simulators. */
export type AdvancingTime = TestClock & Time;

/** A clock that begins at `start` (ISO 8601), goes as the clock on the wall does, and can be advanced. */
export function newTestClock(start?: string): AdvancingTime {
  const begin = start === undefined ? Date.now() : Date.parse(start);
  if (Number.isNaN(begin)) throw new Error(`start must be a moment in ISO 8601, got "${start}"`);
  const origin = performance.now();
  const waiting = new Set<Waiting>();
  let [advanced, armed] = [0, undefined as NodeJS.Timeout | undefined];
  const passed = () => performance.now() - origin + advanced;

  function arm(): void {
    clearTimeout(armed);
    const next = earliest(waiting);
    if (!next) return;
    // The timers keep no process alive: the sockets of hub and simulators do.
    armed = setTimeout(() => void run(), Math.min(Math.max(0, next.due - passed()), longest)).unref();
  }

  /** Runs all timers' tasks that are due, in their order, each after the one before has begun its work. */
  async function run(): Promise<void> {
    for (let next = earliest(waiting); next && next.due <= passed(); next = earliest(waiting)) {
      waiting.delete(next);
      next.task();
      await new Promise((turn) => setImmediate(turn));
    }
    arm();
  }

  return {
    now: () => Math.floor(begin + passed()),
    passed,
    after(milliseconds, task) {
      const timer = { due: passed() + milliseconds, task };
      waiting.add(timer);
      arm();
      return () => void waiting.delete(timer);
    },
    during: (work) => work(),
    async advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      const by = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
      if (!(by > 0)) throw new Error('a clock is advanced by more than nothing');
      advanced += by;
      await run();
    },
  };
}

/** The next timer that is due; of several at the same moment the one that was set first. */
function earliest(waiting: Set<Waiting>): Waiting | undefined {
  let first: Waiting | undefined;
  for (const one of waiting) if (!first || one.due < first.due) first = one;
  return first;
}

/** The longest wait of one timer of Node. */
const longest = 2 ** 31 - 1;

/** A clock that was made by `testClock`. */
export function timeOf(clock: TestClock | undefined): AdvancingTime | undefined {
  if (clock === undefined || 'after' in clock) return clock as AdvancingTime | undefined;
  throw new Error('clock must be one that testClock() has made');
}
