import pg from 'pg';
import { type ConnectionSettings, ended, explained, type Statement } from './connect-to-postgres.ts';
import type { Guard } from './reject-former-primary.ts';

/** Runs an SQL statement with its values and returns the rows. */
export type Ask = <R extends object>(statement: Statement, values?: unknown[]) => Promise<R[]>;

/**
 * Begins a transaction for the pages of lists, which indexes give in their order. Before PostgreSQL has analysed its tables, which takes it a
 * minute, it would put all objects of the module into a bitmap and sort them, for each page.
 */
export const beginSnapshot =
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_bitmapscan = off';

/** A small pool of connections to PostgreSQL for work that any of them may do. */
export interface Database {
  /** Runs one statement. */
  ask: Ask;
  /** Runs several statements on one snapshot. */
  snapshot<T>(read: (ask: Ask) => Promise<T>): Promise<T>;
  /** Runs several statements in one transaction. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Waits for the statements under way, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Opens a pool of at most so many connections to PostgreSQL; each is opened when needed, checked by `guard`, and
 * replaced when it breaks.
 */
export function openDatabase(settings: ConnectionSettings, connections: number, guard: Guard): Database {
  const verify = (client: pg.ClientBase, done: (error?: Error) => void) =>
    void guard(client).then(() => done(), done);
  const pool = new pg.Pool({ ...settings, max: connections, verify });
  // A broken connection fails the statements under way, or leaves the pool; without these listeners Node would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  async function using<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (pool.ending) throw new Error('The store is closed');
    const client = await pool.connect().catch((error: unknown) => Promise.reject(explained(error)));
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      // The connection may be in any state, so the pool replaces it.
      client.release(true);
      throw error;
    }
  }

  function within<T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
    return using(async (client) => {
      const ask = asking(client);
      const begun = ask({ text: begin });
      const [result] = await Promise.all([work(ask), begun]);
      await ask({ text: 'COMMIT' });
      return result;
    });
  }

  return {
    ask: (statement, values) => using((client) => asking(client)(statement, values)),
    snapshot: (read) => within(beginSnapshot, read),
    transaction: (work) => within('BEGIN', work),
    close: () => ended(pool.end()),
  };
}

function asking(client: pg.ClientBase): Ask {
  return async <R extends object>(statement: Statement, values: unknown[] = []) => {
    try {
      return (await client.query<R>({ ...statement, values })).rows;
    } catch (error) {
      throw explained(error);
    }
  };
}
