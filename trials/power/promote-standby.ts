import { setTimeout as pause } from 'node:timers/promises';
import { asked } from '../../src/store/postgres/test-database.ts';
import { until } from '../torture/wait-until.ts';

/** A PostgreSQL server that can be started. */
interface Startable {
  url: string;
  start(): Promise<void>;
}

/** Starts the standby of a primary, waits until it has all that is acknowledged, ends the primary and promotes the standby. */
export async function promoteStandby(
  primary: { url: string; end(): Promise<void> },
  standby: Startable,
): Promise<void> {
  await standby.start();
  await follows(primary.url, 'state', 'streaming');
  await asked(primary.url, `ALTER SYSTEM SET synchronous_standby_names = 'standby'`);
  await asked(primary.url, 'SELECT pg_reload_conf()');
  await follows(primary.url, 'sync_state', 'sync');
  // A backend that has not read its settings again acknowledges without the standby.
  await pause(300);
  await primary.end();
  await asked(standby.url, 'SELECT pg_promote()');
}

async function follows(primary: string, column: 'state' | 'sync_state', wanted: string): Promise<void> {
  await until(async () => {
    const [row] = await asked<{ is: string }>(primary, `SELECT ${column} AS is FROM pg_stat_replication`);
    return row?.is === wanted ? undefined : `the standby is ${row?.is}`;
  }, 30_000);
}

/** Starts an old primary that waits for no standby, and so acknowledges what the new primary never learns. */
export async function startAlone({ url, start }: Startable): Promise<void> {
  await start();
  await asked(url, 'ALTER SYSTEM RESET synchronous_standby_names');
  await asked(url, 'SELECT pg_reload_conf()');
  await pause(300);
}
