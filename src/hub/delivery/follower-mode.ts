/** Live, a partner gets changes as they come; behind, it gets from the store what it lacks; down, it takes nothing at the moment. */
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

/** The mode and the position of one follower: how far it has seen the hub's order, and up to where the partner has confirmed it. */
export interface FollowerMode {
  mode(): Mode;
  /** Milliseconds since 1970 from which on the partner has lacked something; null while it lacks nothing. */
  behindSince(): number | null;
  /** All changes up to it are confirmed or did not concern the partner; `open` is the oldest change of the live window. */
  position(open: number): number;
  seen(): number;
  /** Marks changes up to this one as seen. */
  see(changed: number): void;
  /** Whether a change has been seen before; reads of the store can be ahead of the order of live changes. */
  knows(changed: number): boolean;
  /** Leaves the live window where its oldest change is `open`: from here on changes are read from the store. */
  leave(event: 'leaves' | 'fails', open: number): void;
  fail(): void;
  take(): void;
  /** Notes of a live partner whether it takes what it is sent. */
  trouble(fails: boolean): void;
  /** Begins a look into the store; returns how far the order has been seen. */
  look(): number;
  /** Moves the position back before an older change that has come in between and is still to be sent. */
  rewind(changed: number): void;
  /** Moves the position on, unless it was moved back since the last look. */
  confirm(changed: number): void;
  /** Goes live where nothing has come since the last look, which saw up to `present`; tells whether it did. */
  meet(present: number): boolean;
}

/** Starts live at a position. */
export function startFollowerMode(position: number, now: () => number): FollowerMode {
  let mode: Mode = 'live';
  let confirmed = position;
  let seen = position;
  let rewound = false;
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
    rewind(changed) {
      if (changed > confirmed) return;
      confirmed = changed - 1;
      rewound = true;
    },
    confirm(changed) {
      if (!rewound) confirmed = Math.max(confirmed, changed);
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
