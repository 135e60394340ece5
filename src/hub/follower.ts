import type { Follower, FollowerOptions, FollowerState, Item, Missed, Passed } from './following.ts';

/** Items in flight to one receiver at most. */
const windowSize = 16;

/** Items waiting for one receiver at most; beyond it the follower falls behind and reads from the store instead (HUB-38). */
const tailSize = 10_000;

/** Bytes waiting for one receiver at most, beyond which it falls behind in the same way. */
const tailBytes = 32 * 1_048_576;

/** Attempts at one object before another is tried in its place: one object that a partner cannot bear must not keep it from all others. */
const patience = 3;

/** Changes read from the store at a time. */
const batchSize = 200;

/** Pauses between attempts to reach a partner that is down, in milliseconds: the first, and the longest. */
const firstPause = 500;
const longestPause = 30_000;

interface Entry<T, R> extends Item<T> {
  /** Only where somebody waits. */
  done?(result: R | undefined): void;
}

/**
 * Live, it passes changes on as they come: several at a time, never two of one object, in order per object. When the
 * partner is down it stops, tries again with growing pauses, and then sends from the store what changed since its
 * position, until it meets the present (HUB-29). What a partner refuses is counted and passed over.
 */
export function startFollower<T, R extends Passed>(options: FollowerOptions<T, R>): Follower<T, R> {
  const waiting: Entry<T, R>[] = [];
  const busy = new Map<string, number>();
  const missed = new Set<string>();
  /** Changes whose receiver was named, and has been asked: they are not caught up. */
  const settled = new Set<number>();
  const counts = {
    delivered: 0,
    failed: 0,
    behindSince: null as number | null,
    lastError: null as string | null,
  };
  let mode: FollowerState['mode'] = 'live';
  let confirmed = options.position;
  let seen = options.position;
  let pause = firstPause;
  let cancel = () => {};
  let idlers: (() => void)[] = [];
  let stopped = false;
  let catching = false;
  let rewound = false;
  let held = 0;
  let stuck = { changed: 0, times: 0 };
  let notBefore = 0;

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
  const miss = ({ object, changed, once }: Entry<T, R>) => {
    if (once && !missed.has(object) && !busy.has(object)) settled.add(changed);
    else if (missed.size < tailSize) missed.add(object);
  };
  /** How long the partner has asked to be left alone yet, in milliseconds (TRANS-75). */
  const restLeft = () => Math.max(0, notBefore - options.now());
  const heed = (result: R) => {
    notBefore = Math.max(notBefore, result.notBefore ?? 0);
  };
  const retryLater = () => {
    const jitter = 0.8 + 0.4 * Math.random();
    cancel();
    if (!stopped) cancel = options.after(Math.max(pause * jitter, restLeft()), () => void catchUp());
    pause = Math.min(pause * 2, longestPause);
  };
  const start = async (entry: Entry<T, R>) => {
    busy.set(entry.object, entry.changed);
    const result = await options.pass(entry.item);
    heed(result);
    if (mode === 'live' && result.down && options.catchesUp()) {
      fallBehind('down');
      missed.add(entry.object);
      retryLater();
    }
    busy.delete(entry.object);
    count(result);
    if (mode === 'live') counts.behindSince = result.down ? (counts.behindSince ?? options.now()) : null;
    entry.done?.(result);
    pump();
  };
  const pump = () => {
    if (mode === 'live' && waiting.length > 0 && restLeft() > 0) {
      cancel();
      if (!stopped) cancel = options.after(restLeft(), pump);
      return rest();
    }
    while (mode === 'live' && busy.size < windowSize) {
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
    if (busy.size > 0 || restLeft() > 0) return retryLater();
    catching = true;
    const reached = await sendMissed().catch(() => false);
    catching = false;
    if (!reached) retryLater();
  };
  const sendMissed = async (): Promise<boolean> => {
    for (let probing = true; ; probing = false) {
      const present = seen;
      rewound = false;
      const batch = await options.since(confirmed, batchSize);
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
  /**
   * The probe: the oldest object, or another one once that has failed too often. A partner that takes the other one has
   * come back or cannot bear the oldest: only one more attempt can tell, and if that fails the oldest is given up.
   */
  const probe = async (open: Item<T>[]): Promise<boolean> => {
    const [oldest] = open;
    if (!oldest) return true;
    if (stuck.changed !== oldest.changed) stuck = { changed: oldest.changed, times: 0 };
    const module = (entry: Item<T>) => entry.object.split(' ')[0];
    const other = open.find((entry) => module(entry) !== module(oldest)) ?? open[1];
    if (stuck.times < patience || !other) {
      stuck.times += 1;
      return (await sendOne(oldest)) && open.shift() !== undefined;
    }
    if (!(await sendOne(other))) return false;
    open.splice(open.indexOf(other), 1);
    open.shift();
    if (!(await sendOne(oldest))) {
      missed.delete(oldest.object);
      counts.failed += 1;
    }
    return true;
  };
  /** One batch; the first object alone, as the probe. Tells whether the partner took part to the end. */
  const sendAll = async (batch: Missed<T>[], probing: boolean): Promise<boolean> => {
    const open = batch.filter(
      (entry): entry is Item<T> => entry.item !== undefined && !settled.has(entry.changed),
    );
    let downAt = Number.POSITIVE_INFINITY;
    const lane = async () => {
      for (
        let entry = stopped ? undefined : open.shift();
        entry && !stopped;
        entry = downAt === Number.POSITIVE_INFINITY ? open.shift() : undefined
      ) {
        if (!(await sendOne(entry))) downAt = Math.min(downAt, entry.changed);
      }
    };
    if (probing && !(await probe(open))) downAt = open[0]?.changed ?? confirmed + 1;
    else await Promise.all(Array.from({ length: windowSize }, lane));
    if (stopped) return false;
    if (downAt === Number.POSITIVE_INFINITY) return true;
    mode = 'down';
    confirm(downAt - 1);
    return false;
  };
  const sendOne = async ({ item, object, changed }: Item<T>): Promise<boolean> => {
    busy.set(object, changed);
    const result = await options.pass(item);
    heed(result);
    busy.delete(object);
    rest();
    if (result.down) {
      counts.lastError = result.error ?? null;
      return false;
    }
    mode = 'behind';
    pause = firstPause;
    missed.delete(object);
    count(result);
    return true;
  };
  const goLive = (): true => {
    mode = 'live';
    seen = Math.max(seen, confirmed);
    missed.clear();
    settled.clear();
    counts.behindSince = null;
    pause = firstPause;
    pump();
    return true;
  };
  /** Where nothing is caught up, the oldest gives way. */
  const makeRoom = () => {
    if (waiting.length < tailSize && held < tailBytes) return;
    if (!options.catchesUp()) {
      const oldest = waiting.shift();
      held -= oldest?.bytes ?? 0;
      counts.failed += 1;
      return oldest?.done?.(undefined);
    }
    fallBehind('behind');
    cancel = options.after(0, () => void catchUp());
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
      return entry.done?.(undefined);
    }
    held += bytes;
    waiting.push(entry);
    pump();
  };

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
      if (mode === 'live') return;
      pause = firstPause;
      cancel();
      void catchUp();
    },
    position,
    state: () => ({ ...counts, mode, pending: mode === 'live' ? waiting.length + busy.size : missed.size }),
    idle: () =>
      busy.size === 0 && (mode !== 'live' || waiting.length === 0)
        ? Promise.resolve()
        : new Promise((done) => idlers.push(() => done())),
    stop() {
      stopped = true;
      cancel();
    },
    letGo() {
      stopped = true;
      cancel();
      if (mode === 'live') fallBehind('behind');
    },
  };
}
