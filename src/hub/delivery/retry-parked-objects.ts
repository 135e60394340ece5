import type { Parked } from '../push-types.ts';

/** Objects and timers that the retries of parked objects work with. */
export interface RetriesOptions {
  /** The parked object of an owner that is tried next. */
  next(owner: string | undefined): Parked | undefined;
  /** Sends a parked object; never rejects. */
  attempt(entry: Parked): Promise<void>;
  /** Remaining pause before the next attempt, in milliseconds; infinite while the partner is down. */
  rest(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Timer of the hub: calls a function after so many milliseconds; returns a function that prevents it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Attempts to send parked objects (objects that a partner failed to take): one object of each owner at a time. */
export interface Retries {
  /** Makes the next attempt at an owner's parked objects now, when its time has come, or when the partner is back. */
  run(owner: string | undefined): void;
  /** Resolves when no parked object is in flight. */
  idle(): Promise<void>;
  stop(): void;
}

/** Starts without any parked object that is being sent. */
export function startRetries(options: RetriesOptions): Retries {
  const queues = new Map<string | undefined, { busy: boolean; cancel: () => void }>();
  const idlers: (() => void)[] = [];
  let stopped = false;

  const isBusy = () => [...queues.values()].some(({ busy }) => busy);
  const queueOf = (owner: string | undefined) => {
    const queue = queues.get(owner) ?? { busy: false, cancel: () => {} };
    queues.set(owner, queue);
    return queue;
  };
  const run = (owner: string | undefined): void => {
    const queue = queueOf(owner);
    if (stopped || queue.busy) return;
    queue.cancel();
    const next = options.next(owner);
    if (!next) return void queues.delete(owner);
    const left = Math.max(next.next - options.now(), options.rest());
    if (left === Number.POSITIVE_INFINITY) return;
    if (left > 0) queue.cancel = options.after(left, () => run(owner));
    else {
      queue.busy = true;
      void options.attempt(next).finally(() => {
        queue.busy = false;
        run(owner);
        if (!isBusy()) for (const done of idlers.splice(0)) done();
      });
    }
  };
  return {
    run,
    idle: () => (isBusy() ? new Promise((done) => idlers.push(done)) : Promise.resolve()),
    stop() {
      stopped = true;
      for (const queue of queues.values()) queue.cancel();
    },
  };
}
