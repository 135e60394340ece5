import type { ClientBase } from 'pg';

/**
 * Checks a new connection before it is used; rejects when it leads to a database that this process must not use any
 * more.
 */
export type Guard = (client: Pick<ClientBase, 'query'>) => Promise<void>;

/**
 * Makes a guard for the connections of one process: after a failover the primary before it may come back under the same
 * name, and would acknowledge changes that the new primary never gets. Each promotion begins a timeline with a higher
 * number, which no database before it has. `promoted` is called when this process first meets one.
 */
export function timelineGuard(promoted: () => void): Guard {
  let newest = 0;
  return async (client) => {
    const timeline = await client.query<{ timeline: number }>(timelineOf).then(
      ({ rows }) => rows[0]?.timeline ?? 0,
      (error: { code?: string }) => {
        if (unknown.includes(error.code ?? '')) return 0;
        throw error as Error;
      },
    );
    if (timeline > 0 && timeline < newest)
      throw new Error(
        `it is on timeline ${timeline}, an old primary; another was promoted to timeline ${newest}`,
      );
    if (newest > 0 && timeline > newest) promoted();
    newest = Math.max(newest, timeline);
  };
}

/**
 * Error codes of databases that have no timelines, or hide them from this user: undefined function, not supported, no
 * privilege.
 */
const unknown = ['42883', '0A000', '42501'];

/**
 * SQL query for the timeline of a database; 0 where it is a standby, which can only be read. The name of a file of the
 * write-ahead log begins with its timeline.
 */
const timelineOf = `
  SELECT CASE WHEN pg_is_in_recovery() THEN 0
              ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer END AS timeline`;
