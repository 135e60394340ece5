import type { ChangeRecord, Objects } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { pushOf } from './push-from-recorded-change.ts';

/** The changes of all hub processes in one order. */
export interface Order {
  /** Takes a change of this process as it came. */
  take(push: Push, previous: number): void;
  /** The number up to which all changes have been passed on. */
  position(): number;
  /** Resolves when all changes up to this number have been passed on; never once the order has stopped. */
  reaches(changed: number): Promise<void>;
  stop(): void;
}

/** Receives the next change of the order, with its `record` where it was read from the store. */
export type Next = (push: Push, record?: ChangeRecord) => void;

/** The store's objects and the timers that the order works with. */
export interface OrderOptions {
  objects: Pick<Objects, 'position' | 'news' | 'onNews'>;
  /** Timer of the hub: calls a function after so many milliseconds; returns a function that prevents it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Time in milliseconds to wait for a missing change before reading it from the store. */
const grace = 3;

/** Pause after a failed read of the store, in milliseconds. */
const pause = 500;

/** Number of changes read from the store at a time. */
const batchSize = 500;

/**
 * Puts changes into the order of their numbers and passes each on once: changes of this process as they came, changes
 * of other processes as read from the store. A change that supersedes an unread one of the same object is passed on as
 * the whole object.
 */
export function startOrder({ objects, after }: OrderOptions, next: Next): Order {
  const own = new Map<number, { push: Push; previous: number }>();
  let position = objects.position();
  let cancel: (() => void) | undefined;
  let reading = false;
  let stopped = false;
  const waiting = new Set<{ changed: number; done(): void }>();

  const tellWaiting = () => {
    for (const one of waiting)
      if (one.changed <= position) {
        waiting.delete(one);
        one.done();
      }
  };
  const pass = (changed: number, push: Push, record?: ChangeRecord) => {
    own.delete(changed);
    position = changed;
    next(push, record);
    tellWaiting();
  };
  const pump = () => {
    if (reading || stopped) return;
    for (let one = own.get(position + 1); one; one = own.get(position + 1)) pass(position + 1, one.push);
    if (objects.position() > position) cancel ??= after(grace, () => void read());
    else forget();
  };
  const forget = () => {
    cancel?.();
    cancel = undefined;
  };
  const read = async () => {
    reading = true;
    const from = position;
    const present = objects.position();
    const records = await objects.news(from, batchSize).catch(() => undefined);
    reading = false;
    forget();
    if (stopped) return;
    if (!records) return void (cancel = after(pause, () => void read()));
    const passed = new Set<number>();
    const ownUpTo = (changed: number) => {
      for (const number of [...own.keys()].filter((one) => one <= changed).sort((a, b) => a - b)) {
        const { push, previous } = own.get(number)!;
        passed.add(number);
        pass(number, isIntact(previous) ? push : whole(push, records));
      }
    };
    const isIntact = (previous: number) => previous <= from || passed.has(previous);
    for (const record of records) {
      ownUpTo(record.changed);
      if (passed.has(record.changed)) continue;
      // The superseding change comes later, as a whole object.
      if (record.superseded && !isIntact(record.previous ?? 0)) continue;
      pass(record.changed, pushOf(record, isIntact(record.previous ?? 0)), record);
      passed.add(record.changed);
    }
    if (records.length < batchSize) {
      ownUpTo(present);
      position = Math.max(position, present);
      tellWaiting();
    }
    pump();
  };
  objects.onNews(pump);
  return {
    take(push, previous) {
      if (push.object.changed > position) own.set(push.object.changed, { push, previous });
      pump();
    },
    position: () => position,
    reaches: (changed) =>
      changed <= position ? Promise.resolve() : new Promise((done) => void waiting.add({ changed, done })),
    stop() {
      stopped = true;
      forget();
    },
  };
}

/**
 * A push of the object's present state, where that state was read; the change that supersedes the push always comes
 * after it.
 */
function whole(push: Push, records: ChangeRecord[]): Push {
  const { correlationId, parent, answerOf } = push;
  const record = records.find(({ changed }) => changed === push.object.changed);
  return record ? { ...pushOf(record, false), correlationId, parent, answerOf } : push;
}
