import type { Passed } from '../push-types.ts';
import { limits, type Missed, type Parts, parks, parksSuspect } from './delivery-limits-and-types.ts';
import type { Entry, Item } from './outgoing-change.ts';
import { startFailureProbe } from './probe-partner-or-object-failure.ts';

/** Sends a partner that is behind or down all that it lacks, from the store, until no newer change is left (HUB-29). */
export interface CatchUp<T, R> {
  /** Notes a change that the partner will get from the store. */
  miss(entry: Entry<T, R>): void;
  /** Begins at once to send the partner all that it lacks. */
  now(): void;
  /** Begins to send the partner all that it lacks as soon as the partner's requested pause is over. */
  soon(): void;
  /** Begins after a growing pause to send the partner all that it lacks. */
  later(): void;
}

/** Starts catch-up with nothing to do; `met` is called in the turn in which the follower is live again. */
export function startCatchUp<T, R extends Passed>(parts: Parts<T, R>, met: () => void): CatchUp<T, R> {
  const { options, standing, window, lacking, pauses, parking, stopped } = parts;
  const batches = startBatches(parts);
  let running = false;

  const run = async (): Promise<void> => {
    if (standing.mode() === 'live' || stopped.aborted || running) return;
    if (window.inFlight() > 0 || options.rest() > 0) return later();
    running = true;
    const reached = await sendMissed().catch(() => false);
    running = false;
    if (!reached) later();
  };
  const now = () => void run();
  const soon = () => pauses.soon(now);
  const later = () => pauses.later(now);

  /** Sends the partner all changes since its position, batch by batch, until nothing new has come meanwhile. */
  const sendMissed = async (): Promise<boolean> => {
    for (let probing = true; ; probing = false) {
      const present = standing.look();
      const batch = await options.since(standing.position(Number.POSITIVE_INFINITY), limits.batch);
      standing.hasRead();
      // The follower goes live without an await, so that a change that arrives now finds the live window open.
      if (batch.length === 0 && standing.meet(present)) return goLive();
      const downAt = await batches.send(batch, probing);
      if (stopped.aborted) return false;
      if (downAt !== undefined) {
        standing.fail();
        standing.confirm(downAt - 1);
        return false;
      }
      standing.confirm(batch.at(-1)?.changed ?? present);
    }
  };
  const goLive = (): true => {
    lacking.clear();
    pauses.reset();
    parking.wake();
    met();
    return true;
  };
  return {
    miss(entry) {
      const { object, changed, done } = entry;
      standing.rewind(changed);
      lacking.add(entry, window.isInFlight(object));
      // While one object alone has failed, the first object of another owner is tried at once: it tells whether the
      // partner is down.
      if (standing.mode() === 'down' && batches.isWitness(object)) soon();
      done?.(undefined);
    },
    ...{ now, soon, later },
  };
}

/** Sends changes that were read from the store, a batch at a time. */
interface Batches<T> {
  /**
   * Sends a batch, or the first object alone while `probing`. Resolves with the change at which the partner failed;
   * `undefined` where it took the whole batch.
   */
  send(batch: Missed<T>[], probing: boolean): Promise<number | undefined>;
  /** Tells whether an object that has just changed could show at once if the partner fails or one object. */
  isWitness(object: string): boolean;
}

function startBatches<T, R extends Passed>(parts: Parts<T, R>): Batches<T> {
  const { options, standing, window, lacking, tally, pauses, parking, stopped } = parts;

  const probe = async (open: Item<T>[]): Promise<number | undefined> => {
    if (await doubt.probe(open)) return undefined;
    return open[0]?.changed ?? standing.position(Number.POSITIVE_INFINITY) + 1;
  };
  const sendSideBySide = async (open: Item<T>[]): Promise<number | undefined> => {
    const failed: number[] = [];
    const worker = async () => {
      while (failed.length === 0 && !stopped.aborted) {
        const entry = open.shift();
        if (!entry) return;
        const result = await sendOne(entry);
        if (result.down && !(await parksSuspect(parking, entry, result))) failed.push(entry.changed);
      }
    };
    await Promise.all(Array.from({ length: limits.inFlight }, worker));
    return failed.length > 0 ? Math.min(...failed) : undefined;
  };
  const sendOne = async (entry: Item<T>): Promise<R> => {
    window.takeOff(entry);
    const result = await options.pass(entry.item);
    window.land(entry.object);
    if (result.down) tally.blame(result.error);
    else {
      standing.take();
      pauses.reset();
      lacking.got(entry.object);
      tally.count(result);
    }
    return result;
  };
  const doubt = startFailureProbe<T, R>({
    patience: options.patience,
    send: sendOne,
    async park(entry, error) {
      if (!(await parks(parking, entry, error))) return false;
      lacking.got(entry.object);
      tally.lose();
      return true;
    },
  });
  return {
    async send(batch, probing) {
      const open = batch.filter(
        (entry): entry is Item<T> =>
          entry.item !== undefined && !lacking.isSettled(entry) && !parking.takes(entry),
      );
      return (probing ? await probe(open) : undefined) ?? sendSideBySide(open);
    },
    isWitness: doubt.isWitness,
  };
}
