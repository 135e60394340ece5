import type { Client } from 'pg';
import { locks } from './advisory-locks.ts';
import { giveBack, openShards, type Shards } from './background-work-shards.ts';
import type { ConnectionSettings } from './connect-to-postgres.ts';
import type { Ask } from './connection-pool.ts';
import { openSession } from './dedicated-connection.ts';

/**
 * The newest commits of all processes: the number of the last change, the revision of the registry, and the process
 * that made the revision, where known.
 */
export interface Commits {
  changed?: number;
  revision?: number;
  by?: string;
}

/** The part of this process that receives notifications of other processes. */
export interface Listener {
  committed(commits: Commits): void;
  /** Receives a message from another process. */
  receive(text: string): void;
  /** Is called when this process has given up some of its shards (parts of the hub's background work). */
  shardsFreed(): void;
  /** Number of the newest change that this process knows. */
  position(): number;
  /** Receives warnings about the database, for the hub's operator. */
  warn(message: string): void;
}

/** The subscription of a process to the commits and messages of all processes. */
export interface Notifications extends Pick<Shards, 'isMine' | 'onMoved'> {
  /** Number of hub processes that listened for commits at the last count, this one included. */
  processes(): number;
  /** Asks PostgreSQL at once for new commits, instead of within a second. */
  pollNow(): void;
  close(): Promise<void>;
}

/** Milliseconds between two polls, which make up for lost notifications, and the longest wait for the answer. */
const pollEveryMs = 1_000;
const answerMs = 5_000;

/**
 * Learns of every commit of every process: at once by LISTEN/NOTIFY, and within a second by polling, also after a lost
 * connection. The listening session holds the advisory locks of this process's shards. Resolves after the first poll.
 */
export async function openNotifications(
  settings: ConnectionSettings,
  listener: Listener,
): Promise<Notifications> {
  const { committed, receive, shardsFreed, position, warn } = listener;
  const shards = openShards(async (some) => {
    await session.use((client) => client.query({ ...giveBack, values: [some, locks.shards] }));
    shardsFreed();
  });
  const session = openSession({ ...settings, query_timeout: answerMs }, async (client) => {
    client.once('end', () => shards.lost());
    client.on('notification', ({ channel, payload = '' }) => {
      const [number, by] = payload.split(' ');
      if (channel === 'hub_words') receive(payload);
      else
        committed(channel === 'hub_changes' ? { changed: Number(number) } : { revision: Number(number), by });
    });
    await Promise.all([
      ...sessionSettings.map((text) => client.query(text)),
      client.query('SELECT pg_advisory_lock_shared($1, $2)', locks.present),
    ]);
    shards.databaseRunsFor(await runsFor(client));
  });
  let timer: NodeJS.Timeout | undefined;
  let polling = Promise.resolve();
  let processes = 1;
  let disconnected = false;
  let closed = false;

  async function ask(): Promise<Commits> {
    return session.use(async (client) => {
      const asked = shards.now();
      const commits = await askCommits(client);
      processes = commits.processes;
      await shards.share(client, processes, asked);
      return commits;
    });
  }

  async function poll(): Promise<void> {
    const known = position();
    try {
      const commits = await ask();
      if (commits.changed! < known) warn(lostChanges);
      committed(commits);
      disconnected = false;
    } catch (error) {
      if (!disconnected)
        warn(`The hub does not hear of what other processes do: ${(error as Error).message}`);
      disconnected = true;
    }
    later();
  }

  function later(milliseconds = pollEveryMs): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      polling = polling.then(poll);
    }, milliseconds);
  }

  committed(await ask());
  later();
  return {
    isMine: shards.isMine,
    onMoved: shards.onMoved,
    processes: () => processes,
    pollNow: () => later(0),
    async close() {
      closed = true;
      clearTimeout(timer);
      await polling;
      // The server frees the locks of a session before this process sees its end; other processes have them by then.
      await shards.leave();
      await session.close();
    },
  };
}

const lostChanges =
  'The database has lost changes that the hub knows of, as after a restore from a backup: restart all hub processes';

/**
 * Settings of the listening session: the server ends it when the process stalls or, by keepalives, disappears, so that
 * other processes can take over its work.
 */
const sessionSettings = [
  'LISTEN hub_changes',
  'LISTEN hub_registry',
  'LISTEN hub_words',
  `SET idle_session_timeout = '8s'`,
  'SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3',
];

const present = `
  SELECT count(*) FROM pg_locks
  WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Milliseconds since a process of the hub first saw the present start of the database, which has ended all sessions before
 * it; also a crash after which PostgreSQL goes on by itself is a start.
 */
async function runsFor(client: Client): Promise<number> {
  await client.query(`
    INSERT INTO hub.database_starts (started, seen) VALUES (pg_postmaster_start_time(), clock_timestamp())
    ON CONFLICT DO NOTHING`);
  const { rows } = await client.query<{ milliseconds: number }>(`
    SELECT (1000 * extract(epoch FROM clock_timestamp() - seen))::float8 AS milliseconds
    FROM hub.database_starts WHERE started = pg_postmaster_start_time()`);
  return rows[0]?.milliseconds ?? 0;
}

/** Number of processes that listen at this moment. */
export async function countProcesses(ask: Ask): Promise<number> {
  const [row] = await ask<{ count: number }>({ name: 'count processes', text: present }, [...locks.present]);
  return row!.count;
}

async function askCommits(client: Client): Promise<Commits & { processes: number }> {
  const { rows } = await client.query<Commits & { processes: number }>({
    name: 'news',
    text: `
      SELECT (SELECT coalesce(max(changed), 0) FROM hub.objects) AS changed,
             (SELECT revision FROM hub.registry_state) AS revision,
             (${present}) AS processes`,
    values: locks.present,
  });
  return rows[0]!;
}
