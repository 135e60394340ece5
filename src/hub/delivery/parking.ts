import type { Parked, Passed } from '../changes.ts';
import type { Item } from './item.ts';

/** How something is written, and a digest of it. */
export interface Said {
  dialect: string;
  content(): string;
}

/** The objects of one partner that are parked, by owner: none of them holds up another owner's (TRANS-75). */
export interface Parking {
  /** Whether an object is tried here; a newer change of it is then this one's work. */
  takes(item: Pick<Item<unknown>, 'object' | 'changed'>): boolean;
  /** Whether something of the owner of an object is parked, or was a short while ago: what fails next is parked at once. */
  suspects(object: string): boolean;
  /** Parks an object; resolves once durable, and only then may a position move past it. */
  park(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Notes that a change was refused, in words, in a dialect and with what content. */
  refuse(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null, said: Said): Promise<void>;
  /** Notes that the sender of a change has its failure as the answer, and is to send it again. */
  giveBack(item: Pick<Item<unknown>, 'object' | 'changed'>, error: string | null): Promise<void>;
  /** Whether this very change, or the same content, was refused in this dialect (TRANS-76). */
  isRefused(item: Pick<Item<unknown>, 'object' | 'changed'>, said: Said): boolean;
  /** Forgets what was noted of an object that the partner now has. */
  settle(object: string): void;
  /** Tries again at once all that fits; tells how many these are. */
  resend(fits: (entry: Parked) => boolean): number;
  /** Goes on: the partner takes something again. */
  wake(): void;
  /** How many are parked. */
  count(): number;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  stop(): void;
}

/** What parking works with. */
export interface ParkingOptions {
  /** What was parked before, as it was kept. */
  known: Parked[];
  /** Sends an object as it now is; nothing where it no longer concerns the partner. Never rejects. */
  send(object: string): Promise<Passed | undefined>;
  /** How long the partner is to be left alone yet, in milliseconds; without end until it is woken. */
  rest(): number;
  /** Hears of every attempt. */
  told(result: Passed): void;
  keep(entry: Parked): Promise<void>;
  drop(object: string): Promise<void>;
  now(): number;
  after(milliseconds: number, call: () => void): () => void;
}

/** Pauses between attempts at one parked object, in milliseconds: the first, and the longest. */
const firstPause = 1000;
const longestPause = 10 * 60_000;

/** How long an owner is suspected after its last object that could not be taken, in milliseconds. */
const suspicion = 10 * 60_000;

/** Refusals that are remembered of one partner at most; the oldest give way. */
const mostRefusals = 1000;

/** Owner of an object that is named by module, owner and id. */
export function ownerOf(object: string): string | undefined {
  return object.split(' ', 2)[1];
}

/** Starts to try what is parked: one object of each owner at a time, that with the longest wait first. */
export function startParking(options: ParkingOptions): Parking {
  const entries = new Map(options.known.map((entry) => [entry.object, entry]));
  const suspects = new Map<string | undefined, number>();
  const lanes = new Map<string | undefined, { busy: boolean; cancel: () => void }>();
  let idlers: (() => void)[] = [];
  let stopped = false;

  const ofOwner = (owner: string | undefined) =>
    [...entries.values()].filter(({ object, state }) => state === 'PARKED' && ownerOf(object) === owner);
  const suspect = (object: string) => suspects.set(ownerOf(object), options.now() + suspicion);
  const laneOf = (owner: string | undefined) => {
    const lane = lanes.get(owner) ?? { busy: false, cancel: () => {} };
    lanes.set(owner, lane);
    return lane;
  };
  /** The next attempt of an owner: now, when its time has come, or when the partner is back. */
  const run = (owner: string | undefined): void => {
    const lane = laneOf(owner);
    if (stopped || lane.busy) return;
    lane.cancel();
    const [next] = ofOwner(owner).sort((one, other) => one.next - other.next || one.changed - other.changed);
    if (!next) return void lanes.delete(owner);
    const left = Math.max(next.next - options.now(), options.rest());
    if (left === Number.POSITIVE_INFINITY) return;
    if (left > 0) lane.cancel = options.after(left, () => run(owner));
    else {
      lane.busy = true;
      void attempt(next).finally(() => {
        lane.busy = false;
        run(owner);
        if (![...lanes.values()].some(({ busy }) => busy)) for (const done of idlers.splice(0)) done();
      });
    }
  };
  const attempt = async (entry: Parked): Promise<void> => {
    const { object, changed } = entry;
    const result = await options.send(object);
    if (result) options.told(result);
    if (result?.down) {
      suspect(object);
      return putOff(entry, result.error ?? null);
    }
    // A refusal is noted by who sent it, in place of this.
    if (entries.get(object) !== entry) return next(object);
    // It has changed while it was on its way: that is still to come.
    if (result && entry.changed !== changed) entry.next = options.now();
    else {
      entries.delete(object);
      await options.drop(object).catch(() => undefined);
    }
    next(object);
  };
  const putOff = async (entry: Parked, error: string | null): Promise<void> => {
    const now = options.now();
    entry.attempts += 1;
    Object.assign(entry, { tried: now, next: now + pauseAfter(entry.attempts), error });
    await options.keep(entry).catch(() => undefined);
  };
  /** The partner took something of this owner: what waits longest is tried too. */
  const next = (object: string) => {
    const [waiting] = ofOwner(ownerOf(object)).sort((one, other) => one.tried - other.tried);
    if (waiting) waiting.next = Math.min(waiting.next, options.now());
  };
  const wakeAll = () => {
    for (const owner of new Set([...entries.keys()].map(ownerOf))) run(owner);
  };
  for (const { object, state } of options.known) if (state === 'PARKED') suspect(object);

  return {
    takes({ object, changed }) {
      const entry = entries.get(object);
      if (entry?.state !== 'PARKED') return false;
      entry.changed = Math.max(entry.changed, changed);
      return true;
    },
    suspects: (object) => (suspects.get(ownerOf(object)) ?? 0) > options.now(),
    async park({ object, changed }, error) {
      const now = options.now();
      const entry: Parked = {
        object,
        changed,
        state: 'PARKED',
        since: now,
        attempts: 1,
        tried: now,
        next: now + pauseAfter(1),
        error,
      };
      await options.keep(entry);
      entries.set(object, entry);
      suspect(object);
      run(ownerOf(object));
    },
    async refuse({ object, changed }, error, { dialect, content }) {
      const now = options.now();
      const known = entries.get(object);
      const entry: Parked = {
        object,
        changed,
        state: 'REFUSED',
        since: now,
        attempts: (known?.attempts ?? 0) + 1,
        tried: now,
        next: Number.MAX_SAFE_INTEGER,
        error,
        dialect,
        content: content(),
      };
      entries.delete(object);
      entries.set(object, entry);
      const refusals = [...entries.values()].filter(({ state }) => state === 'REFUSED');
      const [oldest] = refusals;
      if (oldest && refusals.length > mostRefusals) {
        entries.delete(oldest.object);
        await options.drop(oldest.object);
      }
      await options.keep(entry);
    },
    giveBack({ object, changed }, error) {
      const tried = options.now();
      const entry: Parked = {
        object,
        changed,
        state: 'RETURNED',
        since: tried,
        attempts: 1,
        tried,
        next: Number.MAX_SAFE_INTEGER,
        error,
      };
      entries.set(object, entry);
      return options.keep(entry);
    },
    isRefused({ object, changed }, { dialect, content }) {
      const entry = entries.get(object);
      if (entry?.state !== 'REFUSED' || entry.dialect !== dialect) return false;
      return entry.changed === changed || entry.content === content();
    },
    settle(object) {
      const state = entries.get(object)?.state;
      if (state === undefined || state === 'PARKED') return;
      entries.delete(object);
      void options.drop(object).catch(() => undefined);
    },
    resend(fits) {
      const chosen = [...entries.values()].filter(fits);
      for (const entry of chosen)
        Object.assign(entry, {
          state: 'PARKED',
          next: options.now(),
          dialect: undefined,
          content: undefined,
        });
      wakeAll();
      return chosen.length;
    },
    wake() {
      for (const owner of new Set([...entries.keys()].map(ownerOf))) {
        const [waiting] = ofOwner(owner).sort((one, other) => one.tried - other.tried);
        if (waiting)
          waiting.next = Math.min(waiting.next, Math.max(options.now(), waiting.tried + firstPause));
        run(owner);
      }
    },
    count: () => [...entries.values()].filter(({ state }) => state === 'PARKED').length,
    idle: () =>
      [...lanes.values()].some(({ busy }) => busy)
        ? new Promise((done) => idlers.push(done))
        : Promise.resolve(),
    stop() {
      stopped = true;
      for (const lane of lanes.values()) lane.cancel();
    },
  };
}

function pauseAfter(attempts: number): number {
  return Math.min(firstPause * 2 ** Math.min(attempts - 1, 20), longestPause);
}
