/** An owner of locks: a session of the database. */
type Holder = object;

interface Waiting {
  session: Holder;
  go(): void;
  gone(): void;
}

/** The database's locks by name, each given to one session after another in the order of asking. */
export interface Locks {
  /** Calls `go` when the lock is the session's, or `gone` when the session ends before. */
  take(name: string, session: Holder, go: () => void, gone: () => void): void;
  give(name: string): void;
  /** Releases all locks that a session holds or waits for, except those of writes under way. */
  release(session: Holder): void;
  /** Keeps a lock although its session may end, since the write that it guards is under way. */
  keep(name: string): void;
  /** Removes all locks; all waiting sessions are told that they are gone. */
  clear(): void;
}

/** A database's locks, none of which is held. */
export function newLocks(): Locks {
  const held = new Map<string, { by: Holder; kept: boolean; waiting: Waiting[] }>();
  const give = (name: string) => {
    const lock = held.get(name);
    const next = lock?.waiting.shift();
    if (!lock || !next) return void held.delete(name);
    lock.by = next.session;
    lock.kept = false;
    next.go();
  };
  return {
    take(name, session, go, gone) {
      const lock = held.get(name);
      if (lock) return void lock.waiting.push({ session, go, gone });
      held.set(name, { by: session, kept: false, waiting: [] });
      go();
    },
    give,
    keep(name) {
      const lock = held.get(name);
      if (lock) lock.kept = true;
    },
    release(session) {
      for (const lock of held.values()) {
        const left = lock.waiting.filter((waiting) => waiting.session === session);
        lock.waiting = lock.waiting.filter((waiting) => waiting.session !== session);
        for (const { gone } of left) gone();
      }
      for (const [name, lock] of held) if (lock.by === session && !lock.kept) give(name);
    },
    clear() {
      const left = [...held.values()].flatMap(({ waiting }) => waiting);
      held.clear();
      for (const { gone } of left) gone();
    },
  };
}
