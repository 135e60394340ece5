import pg from 'pg';
import { type ConnectionSettings, ended, explained, type Statement } from './connection.ts';

/** Runs a statement with its values and gives the rows. */
export type Ask = <R extends object>(statement: Statement, values?: unknown[]) => Promise<R[]>;

/** A few connections for all that may be done on any of them. */
export interface Database {
  /** One statement. */
  ask: Ask;
  /** Several statements that see one and the same state. */
  snapshot<T>(read: (ask: Ask) => Promise<T>): Promise<T>;
  /** Several statements that take effect together or not at all. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Waits for what is under way, and lets go of the connections. */
  close(): Promise<void>;
}

/** Opens so many connections at most, each when it is needed and anew when it has broken. */
export function openDatabase(settings: ConnectionSettings, connections: number): Database {
  const pool = new pg.Pool({ ...settings, max: connections });
  // A connection that breaks fails what is under way, or is dropped by the pool; without listeners Node would end.
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
      // Whatever state the connection is in, the next one is sound.
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
    snapshot: (read) => within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', read),
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
