/**
 * The mode of delivery to a partner. Live: it gets changes as they come; behind: it gets from the store what it lacks;
 * down: it takes nothing at the moment.
 */
export type Mode = 'live' | 'behind' | 'down';

/** An event that moves a follower from one mode to another. */
type Event = 'leaves' | 'fails' | 'takes' | 'meets';

/** The mode after each event: it `leaves` the live window, the partner `fails` or `takes` something, catching up `meets` the present. */
// biome-ignore format: a table
const after: Record<Mode, Record<Event, Mode>> = {
  live:   { leaves: 'behind', fails: 'down', takes: 'live',   meets: 'live' },
  behind: { leaves: 'behind', fails: 'down', takes: 'behind', meets: 'live' },
  down:   { leaves: 'behind', fails: 'down', takes: 'behind', meets: 'live' },
};

/**
 * The mode and the position of one follower: up to which change it has seen the hub's order, and up to which the
 * partner has confirmed it.
 */
export interface FollowerMode {
  mode(): Mode;
  /** Milliseconds since 1970 since when the partner has lacked a change; null while it lacks none. */
  behindSince(): number | null;
  /**
   * The number up to which all changes are confirmed or did not concern the partner; `open` is the oldest change of the
   * live window.
   */
  position(open: number): number;
  seen(): number;
  /** Marks all changes up to this one as seen. */
  see(changed: number): void;
  /** Tells whether the follower has seen a change; reads of the store can be ahead of the order of live changes. */
  knows(changed: number): boolean;
  /**
   * Leaves the live window, in which `open` is the oldest change: from here on the follower reads changes from the
   * store.
   */
  leave(event: 'leaves' | 'fails', open: number): void;
  fail(): void;
  take(): void;
  /** Notes whether a live partner fails to take the changes that are sent to it. */
  trouble(fails: boolean): void;
  /** Begins a read of the store; returns the number of the newest change seen. */
  look(): number;
  /** Notes that a read of the store has ended: what is missed from now on is not in it, whatever its number. */
  hasRead(): void;
  /** Notes a change that is still to be sent: the position moves back before it, or does not move past it. */
  rewind(changed: number): void;
  /**
   * Moves the position on to a change, but not past one missed since the last read of the store, and not at all where
   * it was moved back since.
   */
  confirm(changed: number): void;
  /**
   * Goes live where no change has come since the last read of the store, which saw up to `present`; tells whether it
   * did.
   */
  meet(present: number): boolean;
}

/** Starts delivery to a partner in live mode, from this position in the order of changes on. */
export function startFollowerMode(position: number, now: () => number): FollowerMode {
  let mode: Mode = 'live';
  let confirmed = position;
  let seen = position;
  let rewound = false;
  /** The oldest change that was missed since the last read of the store. */
  let missed = Number.POSITIVE_INFINITY;
  let behindSince: number | null = null;

  const positionBefore = (open: number) => (mode === 'live' ? Math.min(seen, open - 1) : confirmed);
  return {
    mode: () => mode,
    behindSince: () => behindSince,
    position: positionBefore,
    seen: () => seen,
    see(changed) {
      seen = Math.max(seen, changed);
    },
    knows: (changed) => changed <= Math.max(seen, mode === 'live' ? 0 : confirmed),
    leave(event, open) {
      confirmed = positionBefore(open);
      mode = after[mode][event];
      behindSince ??= now();
    },
    fail() {
      mode = after[mode].fails;
    },
    take() {
      mode = after[mode].takes;
    },
    trouble(fails) {
      behindSince = fails ? (behindSince ?? now()) : null;
    },
    look() {
      rewound = false;
      return seen;
    },
    hasRead() {
      missed = Number.POSITIVE_INFINITY;
    },
    rewind(changed) {
      missed = Math.min(missed, changed);
      if (changed > confirmed) return;
      confirmed = changed - 1;
      rewound = true;
    },
    confirm(changed) {
      if (!rewound) confirmed = Math.max(confirmed, Math.min(changed, missed - 1));
    },
    meet(present) {
      if (present !== seen || rewound) return false;
      mode = after[mode].meets;
      seen = Math.max(seen, confirmed);
      behindSince = null;
      return true;
    },
  };
}
