/**
 * The process or partner that an event belongs to: its events do not happen once it has died, and wait while it stands
 * still.
 */
export interface Owner {
  name: string;
  alive: boolean;
  /** The time of the world's clock until which the owner stands still. */
  stallsUntil: number;
  /** Whether the owner, when it goes on, handles answers that have come before timers that are due. */
  readsFirst?: boolean;
}

/** Virtual time in milliseconds since 1970: when no work is left, it jumps to the next event. */
export interface Clock {
  now(): number;
  /**
   * Calls back after so many milliseconds, as an answer that comes or as a timer; returns a function that cancels it.
   */
  after(milliseconds: number, call: () => void, owner?: Owner, is?: 'answer' | 'timer'): () => void;
}

/** A virtual clock whose owner runs its events. */
export interface Timeline extends Clock {
  /** The process or partner whose event the simulated clock is running. */
  owner(): Owner | undefined;
  /**
   * Runs all events up to a time, each until its promises have settled, and calls `watch` after each. Gives the number
   * of events.
   */
  run(until: number, watch?: () => void): Promise<number>;
  /** Number of events that the simulated clock has still to run. */
  pending(): number;
}

interface Event {
  at: number;
  nth: number;
  call: (() => void) | undefined;
  owner: Owner | undefined;
  is: 'answer' | 'timer';
}

/** More than any number of events: an event that comes before all others of its time gets a number lower by this. */
const first = 2 ** 40;

const setRealImmediate = setImmediate;

/** A virtual clock that begins at a time; `wake` is called when an event is added. */
export function timeline(from: number, wake: () => void = () => undefined): Timeline {
  const heap: Event[] = [];
  let now = from;
  let count = 0;
  let current: Owner | undefined;

  function after(
    milliseconds: number,
    call: () => void,
    owner?: Owner,
    is: Event['is'] = 'timer',
  ): () => void {
    const event: Event = { at: now + Math.max(0, milliseconds || 0), nth: count++, call, owner, is };
    push(heap, event);
    wake();
    return () => void (event.call = undefined);
  }

  async function run(until: number, watch?: () => void): Promise<number> {
    let done = 0;
    for (let next = heap[0]; next && next.at <= until; next = heap[0]) {
      pop(heap);
      const { call, owner } = next;
      if (!call || owner?.alive === false) continue;
      now = Math.max(now, next.at);
      if (owner && owner.stallsUntil > now) {
        next.at = owner.stallsUntil;
        if (owner.readsFirst && next.is === 'answer' && next.nth >= 0) next.nth -= first;
        push(heap, next);
        continue;
      }
      current = owner;
      call();
      // All promises that this event settles are followed to their ends before the next event begins.
      await new Promise((done) => setRealImmediate(done));
      current = undefined;
      done++;
      watch?.();
    }
    now = Math.max(now, until);
    return done;
  }

  return { now: () => now, after, run, owner: () => current, pending: () => heap.length };
}

/** A virtual clock whose events follow each other as fast as they can, for tests that only wait for promises. */
export function hastyClock(from = 0): Clock {
  let running = false;
  const goOn = async () => {
    while (line.pending() > 0) await line.run(line.now() + 60_000);
    running = false;
  };
  const line: Timeline = timeline(from, () => {
    if (running) return;
    running = true;
    setRealImmediate(() => void goOn());
  });
  return line;
}

function isBefore(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.nth < other.nth);
}

function push(heap: Event[], event: Event): void {
  let at = heap.push(event) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(event, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = event;
}

function pop(heap: Event[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
