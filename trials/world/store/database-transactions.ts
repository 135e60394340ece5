import type { Database, Session } from './simulated-database.ts';

/** The outcome of a transaction: a result at once, or after a write that `apply` makes visible. */
export type Made<T> = { result: T } | { apply(): T; alone?: boolean };

/** Runs one process's transactions on the world's database. */
export interface Transactions {
  /**
   * Runs `body` while the named lock is held, and resolves once its write is durable; answers come in the order of the
   * writes.
   */
  run<T>(lock: string | undefined, body: () => Made<T>): Promise<T>;
  /** Reads the durable state of one moment. */
  read<T>(body: () => T): Promise<T>;
  /** Refuses new transactions; resolves when those under way have ended. */
  ended(): Promise<void>;
}

/** The transactions of a database session. */
export function transactionsOf(database: Database, session: Session): Transactions {
  const { clock, locks } = database;
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  let asked = 0;
  let answered = 0;

  /** Answers over one database connection come in the order in which the database gave them. */
  const answer = (call: () => void) => {
    answered = Math.max(answered, clock.now() + database.hop());
    clock.after(answered - clock.now(), call, session.owner);
  };
  const isThere = () => {
    if (!database.up() || clock.now() < session.cutUntil) return false;
    if (!database.sessions.has(session)) database.connect(session);
    session.heard = clock.now();
    return true;
  };
  const gone = new Error('The database does not answer');

  function track<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  function run<T>(lock: string | undefined, body: () => Made<T>): Promise<T> {
    if (closed) return Promise.reject(new Error('The store is closed'));
    return track(
      new Promise<T>((resolve, reject) => {
        const begin = () => {
          if (!isThere()) return answer(() => reject(gone));
          if (lock === undefined) return within();
          const { lives } = session;
          // A session may have ended since it was given the lock, which is then another session's.
          const given = () => (session.lives === lives ? within() : answer(() => reject(gone)));
          locks.take(
            lock,
            session,
            () => clock.after(0, given, session.owner),
            () => answer(() => reject(gone)),
          );
        };
        const done = (call: () => void) => {
          if (lock !== undefined) locks.give(lock);
          answer(call);
        };
        const within = () => {
          if (!database.sessions.has(session)) return answer(() => reject(gone));
          let made: Made<T>;
          try {
            made = body();
          } catch (error) {
            return done(() => reject(error));
          }
          if ('result' in made) {
            const { result } = made;
            return done(() => resolve(result));
          }
          const { apply, alone } = made;
          if (lock !== undefined) locks.keep(lock);
          database.write({
            ...{ session, ...subjectOf(lock), ...(alone ? { alone } : {}) },
            apply() {
              const result = apply();
              done(() => resolve(result));
            },
            fail: reject,
          });
        };
        // Requests of one process arrive at the database in the order in which it makes them.
        asked = Math.max(asked, clock.now() + database.hop());
        clock.after(asked - clock.now(), begin, session.owner);
      }),
    );
  }

  function read<T>(body: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const look = () => {
        if (!isThere()) return answer(() => reject(gone));
        try {
          const result = body();
          if (database.chance.is(0.5)) resolve(result);
          else answer(() => resolve(result));
        } catch (error) {
          answer(() => reject(error));
        }
      };
      clock.after(database.hop(), look, session.owner);
    });
  }

  async function ended(): Promise<void> {
    closed = true;
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return { run, read, ended };
}

/** The kind of a write by its lock: `object` with its name, `registry` or the kind of a note. */
function subjectOf(lock = ''): { of: string; name?: string } {
  const [what = '', name = ''] = lock.split(/ (.*)/);
  if (what === 'note') return { of: String((JSON.parse(name) as string[])[0]) };
  return { of: what, name };
}
