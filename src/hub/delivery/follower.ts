import type { Passed } from '../changes.ts';
import { startDoubt } from './doubt.ts';
import { type Follower, type FollowerOptions, type FollowerState, limits, type Missed } from './following.ts';
import type { Item } from './item.ts';
import { startLacking } from './lacking.ts';
import { startPauses } from './pauses.ts';

interface Entry<T, R> extends Item<T> {
  /** Only where somebody waits. */
  done?(result: R | undefined): void;
}

/**
 * Live, it passes changes on as they come: several at a time, never two of one object, in order per object. When the
 * partner is down it stops, tries again with growing pauses, and then sends from the store what changed since its
 * position, until it meets the present (HUB-29). What a partner refuses is counted and passed over; what it cannot bear
 * though it takes others is parked, and holds up no other owner (TRANS-75).
 */
export function startFollower<T, R extends Passed>(options: FollowerOptions<T, R>): Follower<T, R> {
  const waiting: Entry<T, R>[] = [];
  const busy = new Map<string, number>();
  const lacking = startLacking(limits.waiting);
  const counts = {
    delivered: 0,
    failed: 0,
    behindSince: null as number | null,
    lastError: null as string | null,
  };
  let mode: FollowerState['mode'] = 'live';
  let confirmed = options.position;
  let seen = options.position;
  const pauses = startPauses(options);
  let idlers: (() => void)[] = [];
  let stopped = false;
  let catching = false;
  let rewound = false;
  let held = 0;

  const position = () => {
    const open = [...waiting.map(({ changed }) => changed), ...busy.values()];
    return mode === 'live' ? Math.min(seen, ...open.map((changed) => changed - 1)) : confirmed;
  };
  const count = (result: R) => {
    if (result.error === undefined) counts.delivered += 1;
    else {
      counts.failed += 1;
      counts.lastError = result.error;
    }
  };
  const rest = () => {
    if (busy.size > 0 || (mode === 'live' && waiting.length > 0)) return;
    for (const done of idlers) done();
    idlers = [];
  };

  /** Leaves the live tail: from here on the store tells what is to be sent. */
  const fallBehind = (next: 'behind' | 'down') => {
    confirmed = position();
    mode = next;
    counts.behindSince ??= options.now();
    held = 0;
    for (const entry of waiting.splice(0)) {
      miss(entry);
      entry.done?.(undefined);
    }
  };
  const miss = (entry: Entry<T, R>) => lacking.add(entry, busy.has(entry.object));
  const retryLater = () => pauses.later(() => void catchUp());
  /** Parks what failed of an owner whose objects have been too much before; tells whether it is parked. */
  const parks = async (entry: Item<T>, result: Passed): Promise<boolean> => {
    if (result.wide || !parking.suspects(entry.object)) return false;
    return park(entry, result.error);
  };
  const park = ({ object, changed }: Item<T>, error: string | undefined): Promise<boolean> =>
    parking.park({ object, changed }, error ?? null).then(
      () => true,
      () => false,
    );
  const start = async (entry: Entry<T, R>) => {
    if (!entry.once && parking.takes(entry)) {
      entry.done?.(undefined);
      return pump();
    }
    busy.set(entry.object, entry.changed);
    const result = await options.pass(entry.item);
    if (mode === 'live' && result.down && options.catchesUp() && !(await parks(entry, result))) {
      fallBehind('down');
      lacking.add({ ...entry, once: false }, true);
      retryLater();
    }
    busy.delete(entry.object);
    count(result);
    if (mode === 'live' && !parking.takes(entry))
      counts.behindSince = result.down ? (counts.behindSince ?? options.now()) : null;
    entry.done?.(result);
    pump();
  };
  const pump = () => {
    if (mode === 'live' && waiting.length > 0 && options.rest() > 0) {
      pauses.soon(pump);
      return rest();
    }
    while (mode === 'live' && busy.size < limits.inFlight) {
      const next = waiting.findIndex(({ object }) => !busy.has(object));
      // Mostly the first; to take that off a long list by `splice` moves all the others.
      const entry = next > 0 ? waiting.splice(next, 1)[0] : next === 0 ? waiting.shift() : undefined;
      if (!entry) break;
      held -= entry.bytes ?? 0;
      void start(entry);
    }
    rest();
  };

  /** Sends what changed since the position, batch by batch, until nothing new has come meanwhile. */
  const catchUp = async (): Promise<void> => {
    if (mode === 'live' || stopped || catching) return rest();
    if (busy.size > 0 || options.rest() > 0) return retryLater();
    catching = true;
    const reached = await sendMissed().catch(() => false);
    catching = false;
    if (!reached) retryLater();
  };
  const sendMissed = async (): Promise<boolean> => {
    for (let probing = true; ; probing = false) {
      const present = seen;
      rewound = false;
      const batch = await options.since(confirmed, limits.batch);
      // Live in the same turn: a change that comes now must find the tail open.
      if (batch.length === 0 && present === seen && !rewound) return goLive();
      if (!(await sendAll(batch, probing))) return false;
      confirm(batch.at(-1)?.changed ?? present);
    }
  };
  /** Moves the position on, unless an older change has come in between that is still to be sent. */
  const confirm = (changed: number) => {
    if (!rewound) confirmed = Math.max(confirmed, changed);
  };
  /** One batch; the first object alone, as the probe. Tells whether the partner took part to the end. */
  const sendAll = async (batch: Missed<T>[], probing: boolean): Promise<boolean> => {
    const open = batch.filter(
      (entry): entry is Item<T> =>
        entry.item !== undefined && !lacking.isSettled(entry.changed) && !parking.takes(entry),
    );
    let downAt = Number.POSITIVE_INFINITY;
    const lane = async () => {
      for (
        let entry = stopped ? undefined : open.shift();
        entry && !stopped;
        entry = downAt === Number.POSITIVE_INFINITY ? open.shift() : undefined
      ) {
        const result = await sendOne(entry);
        if (result.down && !(await parks(entry, result))) downAt = Math.min(downAt, entry.changed);
      }
    };
    if (probing && !(await doubt.probe(open))) downAt = open[0]?.changed ?? confirmed + 1;
    else await Promise.all(Array.from({ length: limits.inFlight }, lane));
    if (stopped) return false;
    if (downAt === Number.POSITIVE_INFINITY) return true;
    mode = 'down';
    confirm(downAt - 1);
    return false;
  };
  const sendOne = async ({ item, object, changed }: Item<T>): Promise<R> => {
    busy.set(object, changed);
    const result = await options.pass(item);
    busy.delete(object);
    rest();
    if (result.down) {
      counts.lastError = result.error ?? null;
      return result;
    }
    mode = 'behind';
    pauses.reset();
    lacking.got(object);
    count(result);
    return result;
  };
  const doubt = startDoubt<T, R>({
    patience: options.patience,
    send: (entry) => sendOne(entry),
    async park(entry, error) {
      if (!(await park(entry, error))) return false;
      lacking.got(entry.object);
      counts.failed += 1;
      return true;
    },
  });
  const goLive = (): true => {
    mode = 'live';
    seen = Math.max(seen, confirmed);
    lacking.clear();
    counts.behindSince = null;
    pauses.reset();
    parking.wake();
    pump();
    return true;
  };
  /** Where nothing is caught up, the oldest gives way. */
  const makeRoom = () => {
    if (waiting.length < limits.waiting && held < limits.bytes) return;
    if (!options.catchesUp()) {
      const oldest = waiting.shift();
      held -= oldest?.bytes ?? 0;
      counts.failed += 1;
      return oldest?.done?.(undefined);
    }
    fallBehind('behind');
    pauses.soon(() => void catchUp());
  };

  /** While one object alone has failed, the first of another owner is tried at once: it tells whether the partner is down. */
  const askAnother = ({ object }: Entry<T, R>) => {
    if (mode !== 'down' || !doubt.isWitness(object)) return;
    pauses.soon(() => void catchUp());
  };

  const post = (entry: Entry<T, R>): void => {
    const { changed, bytes = 0, again = false } = entry;
    // What was read from the store can be ahead of what is told of changes.
    if (!again && changed <= Math.max(seen, mode === 'live' ? 0 : confirmed)) return entry.done?.(undefined);
    seen = Math.max(seen, changed);
    if (mode === 'live') makeRoom();
    if (mode !== 'live') {
      if (changed <= confirmed) {
        confirmed = changed - 1;
        rewound = true;
      }
      miss(entry);
      askAnother(entry);
      return entry.done?.(undefined);
    }
    held += bytes;
    waiting.push(entry);
    // While its object is on the way it has to wait for that answer, which lets the next ones go.
    if (!busy.has(entry.object)) pump();
  };

  const parking = options.parking({
    rest: () => (mode === 'live' && !stopped ? options.rest() : Number.POSITIVE_INFINITY),
    told(result) {
      if (result.down) counts.lastError = result.error ?? null;
      else count(result as R);
    },
  });

  return {
    take: (item) => new Promise((done) => post({ ...item, done })),
    post,
    pass(changed) {
      seen = Math.max(seen, changed);
    },
    resume(present) {
      if (options.catchesUp()) fallBehind('behind');
      seen = Math.max(seen, present);
      void catchUp();
    },
    hold(changed) {
      if (mode === 'live' && options.catchesUp()) fallBehind('behind');
      seen = Math.max(seen, changed);
    },
    wake() {
      if (mode === 'live') return parking.wake();
      pauses.reset();
      pauses.cancel();
      void catchUp();
    },
    position,
    state: () => ({
      ...counts,
      mode,
      pending: mode === 'live' ? waiting.length + busy.size : lacking.size(),
      parked: parking.count(),
    }),
    resend: (fits) => parking.resend(fits),
    async idle() {
      if (busy.size > 0 || (mode === 'live' && waiting.length > 0))
        await new Promise<void>((done) => idlers.push(done));
      await parking.idle();
    },
    stop() {
      stopped = true;
      parking.stop();
      pauses.end();
    },
    letGo() {
      stopped = true;
      parking.stop();
      pauses.end();
      if (mode === 'live') fallBehind('behind');
    },
  };
}
