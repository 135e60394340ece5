import type { Passed } from '../push-types.ts';
import { limits, type Parts, parksSuspect } from './delivery-limits-and-types.ts';
import type { Entry } from './outgoing-change.ts';

/** Sends changes to a live partner as they come: several at a time, never two of one object, in order per object. */
export interface Live<T, R> {
  /** Takes a change, or leaves the live window where it has no room. Tells whether it took the change. */
  takes(entry: Entry<T, R>): boolean;
  /** Sends all waiting changes that may go now. */
  pump(): void;
  /** Leaves the live mode, with all changes that wait. */
  leave(): void;
}

/** Starts with an empty window; where the partner falls behind `catchUp` takes over. */
export function startLive<T, R extends Passed>(
  { options, standing, window, lacking, tally, pauses, parking }: Parts<T, R>,
  catchUp: { soon(): void; later(): void },
): Live<T, R> {
  const isLive = () => standing.mode() === 'live';

  const leave = (event: 'leaves' | 'fails') => {
    standing.leave(event, window.oldest());
    for (const entry of window.drain()) {
      lacking.add(entry, window.isInFlight(entry.object));
      entry.done?.(undefined);
    }
  };
  /** Makes room in a full window: drops the oldest change where the connection has no catch-up, else leaves the live window. */
  const makeRoom = () => {
    if (window.waiting() < limits.waiting && window.bytes() < limits.bytes) return;
    if (!options.catchesUp()) {
      tally.lose();
      return window.shift()?.done?.(undefined);
    }
    leave('leaves');
    catchUp.soon();
  };
  const pump = () => {
    if (isLive() && window.waiting() > 0 && options.rest() > 0) return pauses.soon(pump);
    while (isLive() && window.inFlight() < limits.inFlight) {
      const entry = window.next();
      if (!entry) return;
      send(entry);
    }
  };
  const send = (entry: Entry<T, R>) => {
    if (!entry.once && parking.takes(entry)) {
      window.land(entry.object);
      entry.done?.(undefined);
      return;
    }
    const landed = (result: R) => (result.down ? void fail(entry, result) : land(entry, result));
    if (!options.express?.(entry.item, landed)) void options.pass(entry.item).then(landed);
  };
  const fail = async (entry: Entry<T, R>, result: R) => {
    if (isLive() && options.catchesUp() && !(await parksSuspect(parking, entry, result))) {
      leave('fails');
      catchUp.later();
    }
    if (!isLive()) lacking.add({ ...entry, once: false }, true);
    land(entry, result);
  };
  const land = (entry: Entry<T, R>, result: R) => {
    window.land(entry.object);
    if (entry.once && !result.down) lacking.answered(entry.changed);
    tally.count(result);
    if (isLive() && !parking.takes(entry)) standing.trouble(result.down ?? false);
    entry.done?.(result);
    pump();
  };
  return {
    takes(entry) {
      makeRoom();
      if (!isLive()) return false;
      window.add(entry);
      // A change of an object in flight waits for that answer, which then starts the next ones.
      if (!window.isInFlight(entry.object)) pump();
      return true;
    },
    pump,
    leave: () => leave('leaves'),
  };
}
