import type { Parked } from '../push-types.ts';
import type { Item } from './outgoing-change.ts';
import { ownerOf, type Parking, type ParkingOptions } from './parked-object-types.ts';
import { notRepeated } from './refused-objects-not-repeated.ts';
import { startRetries } from './retry-parked-objects.ts';

/** Pauses between attempts to send one parked (failed) object, in milliseconds: the first, and the longest. */
const firstPause = 1000;
const longestPause = 10 * 60_000;

/**
 * Time, in milliseconds, after an owner's last failed object in which its next failing objects are parked at once, to
 * be tried on their own.
 */
const suspicion = 10 * 60_000;

/** Starts to try parked (failed) objects: one object of each owner at a time, the one with the longest wait first. */
export function startParking(options: ParkingOptions): Parking {
  const { rest, now, after } = options;
  const entries = new Map(options.known.map((entry) => [entry.object, entry]));
  const suspects = new Map<string | undefined, number>();

  const ofOwner = (owner: string | undefined) =>
    [...entries.values()].filter(({ object, state }) => state === 'PARKED' && ownerOf(object) === owner);
  const longestUntried = (owner: string | undefined) =>
    ofOwner(owner).sort((one, other) => one.tried - other.tried)[0];
  const suspect = (object: string) => suspects.set(ownerOf(object), now() + suspicion);
  const attempt = async (entry: Parked): Promise<void> => {
    const { object, changed } = entry;
    const result = await options.send(object);
    if (result) options.told(result);
    if (result?.down) {
      suspect(object);
      return putOff(entry, result.error ?? null);
    }
    // The sending code replaces this entry when the partner refuses the object.
    if (entries.get(object) !== entry) return next(object);
    // The object has changed during the attempt: the new state is still to be sent.
    if (result && entry.changed !== changed) entry.next = now();
    else {
      entries.delete(object);
      await options.drop(object).catch(() => undefined);
    }
    next(object);
  };
  const putOff = async (entry: Parked, error: string | null): Promise<void> => {
    const tried = now();
    entry.attempts += 1;
    Object.assign(entry, { tried, next: tried + pauseAfter(entry.attempts), error });
    await options.keep(entry).catch(() => undefined);
  };
  /** The partner took something of this owner: the object that waits longest is tried too. */
  const next = (object: string) => {
    const waiting = longestUntried(ownerOf(object));
    if (waiting) waiting.next = Math.min(waiting.next, now());
  };
  const owners = () => new Set([...entries.keys()].map(ownerOf));
  const retries = startRetries({
    ...{ attempt, rest, now, after },
    next: (owner) =>
      ofOwner(owner).sort((one, other) => one.next - other.next || one.changed - other.changed)[0],
  });
  for (const { object, state } of options.known) if (state === 'PARKED') suspect(object);

  return {
    ...notRepeated(entries, options),
    takes({ object, changed }) {
      const entry = entries.get(object);
      if (entry?.state !== 'PARKED') return false;
      entry.changed = Math.max(entry.changed, changed);
      return true;
    },
    suspects: (object) => (suspects.get(ownerOf(object)) ?? 0) > now(),
    async park(item, error) {
      const entry = parkedNow(item, error, now());
      const { object } = entry;
      await options.keep(entry);
      entries.set(object, entry);
      suspect(object);
      retries.run(ownerOf(object));
    },
    resend(fits) {
      const chosen = [...entries.values()].filter(fits);
      for (const entry of chosen)
        Object.assign(entry, { state: 'PARKED', next: now(), dialect: undefined, content: undefined });
      for (const owner of owners()) retries.run(owner);
      return chosen.length;
    },
    wake() {
      for (const owner of owners()) {
        const waiting = longestUntried(owner);
        if (waiting) waiting.next = Math.min(waiting.next, Math.max(now(), waiting.tried + firstPause));
        retries.run(owner);
      }
    },
    count: () => [...entries.values()].filter(({ state }) => state === 'PARKED').length,
    idle: retries.idle,
    stop: retries.stop,
  };
}

function parkedNow(
  { object, changed }: Pick<Item<unknown>, 'object' | 'changed'>,
  error: string | null,
  now: number,
): Parked {
  return {
    ...{ object, changed, state: 'PARKED', since: now, attempts: 1, tried: now },
    next: now + pauseAfter(1),
    error,
  };
}

function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** Math.min(attempts - 1, 20), longestPause);
}
