import type { Time } from './time-source.ts';

/**
 * A time that jumps from task to task, at about the pace of the wall clock, so that every run has the same moments in
 * the same order: it stands still while messages are under way, which are sent one after the other. `start` in
 * milliseconds since 1970.
 */
export function steppedTime(start: number): Time {
  const steps = new Set<Step>();
  let [passed, standing, underWay] = [0, performance.now(), 0];
  let turn: Promise<unknown> = Promise.resolve();
  let armed: NodeJS.Timeout | undefined;

  /** Waits with the next task until its wall-clock time has come and all other work of the simulator has ended. */
  function arm(): void {
    clearTimeout(armed);
    const next = earliest(steps);
    if (!next || underWay > 0) return;
    armed = setTimeout(go, Math.max(0, next.due - passed - (performance.now() - standing)));
  }

  function go(): void {
    const next = earliest(steps);
    if (!next || underWay > 0) return;
    steps.delete(next);
    passed = next.due;
    next.task();
    rest();
  }

  /** Waits until the work that a task or answer starts has begun, that is until Node turns to other events. */
  function rest(): void {
    standing = performance.now();
    setImmediate(arm);
  }

  return {
    now: () => start + passed,
    passed: () => passed,
    after(milliseconds, task) {
      const step: Step = { due: passed + milliseconds, task };
      if (steps.size === 0) standing = performance.now();
      steps.add(step);
      setImmediate(arm);
      return () => void steps.delete(step);
    },
    async during<T>(work: () => Promise<T>): Promise<T> {
      underWay += 1;
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      try {
        return await done;
      } finally {
        underWay -= 1;
        if (underWay === 0) rest();
      }
    },
  };
}

interface Step {
  /** The time at which the task is due, in milliseconds of the stepped time. */
  due: number;
  task: () => void;
}

/** The next task; of several at the same moment the one that was set first. */
function earliest(steps: Set<Step>): Step | undefined {
  let first: Step | undefined;
  for (const step of steps) if (!first || step.due < first.due) first = step;
  return first;
}
