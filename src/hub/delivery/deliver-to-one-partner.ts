import type { Parked, Passed } from '../push-types.ts';
import { type CatchUp, startCatchUp } from './catch-up-from-store.ts';
import { startDeliveryCounts } from './delivery-counts.ts';
import { type FollowerOptions, limits } from './delivery-limits-and-types.ts';
import { startMissedObjects } from './objects-that-partner-lacks.ts';
import type { Entry, Item } from './outgoing-change.ts';
import type { Parking } from './parked-object-types.ts';
import { type Mode, startFollowerMode } from './partner-delivery-mode.ts';
import { startPauses } from './pauses-while-partner-is-down.ts';
import { startLive } from './send-live-changes.ts';
import { startWindow } from './waiting-and-in-flight-changes.ts';

/** Counts of the delivery to one partner. `behindSince` (milliseconds since 1970) is set until the partner has all changes again. */
export interface FollowerState {
  mode: Mode;
  /** Number of distinct objects on their way to the partner or missed by it; at most the size of the live window. */
  pending: number;
  delivered: number;
  failed: number;
  behindSince: number | null;
  lastError: string | null;
  /** Number of objects that the partner could not take and that are tried on their own. */
  parked: number;
}

/** Delivers changes to one partner and keeps it up to date. */
export interface Follower<T, R> {
  parking: Parking;
  /**
   * Takes a change as it came, in the order of the numbers. Resolves with the result of sending it; with `undefined`
   * where the partner gets it from the store, or not at all.
   */
  take(item: Item<T>): Promise<R | undefined>;
  /**
   * Takes a change without a promise of its result. One record may go to many followers: none of them changes or copies
   * it.
   */
  post(item: Item<T>): void;
  /** Notes that a change does not concern this partner. */
  pass(changed: number): void;
  /** Catches up at the start with changes up to `present` that were made while no process followed this connection. */
  resume(present: number): void;
  /** Delays all changes from this number on, until `wake` is called. */
  hold(changed: number): void;
  /** Tries the partner at once instead of after the pause. */
  wake(): void;
  /** The number up to which the partner has confirmed all changes, or they did not concern it. */
  position(): number;
  state(): FollowerState;
  /** Tries again at once the objects that the partner failed to take or refused and that fit; returns their number. */
  resend(fits: (entry: Parked) => boolean): number;
  /** Resolves when no change waits or is in flight. */
  idle(): Promise<void>;
  stop(): void;
  /** Stops sending at once, also the changes that wait; the follower's position stays where it is. */
  letGo(): void;
}

/**
 * Starts a follower. Live, it passes changes on as they come: several at a time, never two of one object, in order per
 * object. When the partner is down it stops, tries again with growing pauses, and then sends from the store all changes
 * since its position, until it has caught up (HUB-29). A refused object is counted and skipped; an object that fails
 * while others go through is parked, and does not delay other owners (TRANS-75).
 */
export function startFollower<T, R extends Passed>(options: FollowerOptions<T, R>): Follower<T, R> {
  const standing = startFollowerMode(options.position, options.now);
  const window = startWindow<T, R>();
  const lacking = startMissedObjects(limits.waiting);
  const tally = startDeliveryCounts();
  const pauses = startPauses(options);
  const stop = new AbortController();
  const isLive = () => standing.mode() === 'live';
  const parking = options.parking({
    rest: () => (isLive() && !stop.signal.aborted ? options.rest() : Number.POSITIVE_INFINITY),
    told: (result) => (result.down ? tally.blame(result.error) : tally.count(result)),
  });
  const parts = { options, standing, window, lacking, tally, pauses, parking, stopped: stop.signal };
  const catchUp: CatchUp<T, R> = startCatchUp(parts, () => live.pump());
  const live = startLive(parts, catchUp);

  const post = (entry: Entry<T, R>): void => {
    if (!entry.again && standing.knows(entry.changed)) return entry.done?.(undefined);
    // An object that is sent again may have been read from the store before its change, and those before it, come in their order.
    if (!entry.again) standing.see(entry.changed);
    if (!isLive() || !live.takes(entry)) catchUp.miss(entry);
  };
  const end = () => {
    stop.abort();
    parking.stop();
    pauses.end();
  };
  return {
    parking,
    take: (item) => new Promise((done) => post({ ...item, done })),
    post,
    pass: standing.see,
    resume(present) {
      if (options.catchesUp()) live.leave();
      standing.see(present);
      catchUp.now();
    },
    hold(changed) {
      if (isLive() && options.catchesUp()) live.leave();
      standing.see(changed);
    },
    wake() {
      if (isLive()) return parking.wake();
      pauses.reset();
      pauses.cancel();
      catchUp.now();
    },
    position: () => standing.position(window.oldest()),
    state: () => ({
      ...tally.counts(),
      mode: standing.mode(),
      pending: isLive() ? window.waiting() + window.inFlight() : lacking.size(),
      behindSince: standing.behindSince(),
      parked: parking.count(),
    }),
    resend: (fits) => parking.resend(fits),
    async idle() {
      await window.idle();
      await parking.idle();
    },
    stop: end,
    letGo() {
      end();
      if (isLive()) live.leave();
    },
  };
}
