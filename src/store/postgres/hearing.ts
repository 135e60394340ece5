import type { Client } from 'pg';
import type { ConnectionSettings } from './connection.ts';
import type { Ask } from './database.ts';
import { giveBack, type Lanes, openLanes } from './lanes.ts';
import { locks } from './locks.ts';
import { openSession } from './session.ts';

/**
 * The newest commits of all processes: the number of the last change, the revision of the registry, and the process
 * that made it, where known.
 */
export interface News {
  changed?: number;
  revision?: number;
  by?: string;
}

/** The receiver of notifications from other processes. */
export interface Listener {
  heard(news: News): void;
  /** Receives a message from another process. */
  told(text: string): void;
  /** Learns that this process has given up some of its lanes. */
  freed(): void;
  /** Number of the newest change known. */
  position(): number;
  /** Receives warnings for the operator. */
  warn(message: string): void;
}

/** The subscription to the commits and messages of all processes. */
export interface Hearing extends Pick<Lanes, 'isMine' | 'onMoved'> {
  /** Number of listening processes at the last count, this one included. */
  processes(): number;
  /** Polls at once instead of within a second. */
  askNow(): void;
  close(): Promise<void>;
}

/** Milliseconds between two polls, which make up for lost notifications, and the longest wait for the answer. */
const askEveryMs = 1_000;
const answerMs = 5_000;

/**
 * Learns of every commit of every process: at once by LISTEN/NOTIFY, and within a second by polling, also after a lost
 * connection. The listening session holds the advisory locks of this process's lanes. Resolves after the first poll.
 */
export async function openHearing(settings: ConnectionSettings, listener: Listener): Promise<Hearing> {
  const { heard, told, freed, position, warn } = listener;
  const lanes = openLanes(async (some) => {
    await session.use((client) => client.query({ ...giveBack, values: [some, locks.lanes] }));
    freed();
  });
  const session = openSession({ ...settings, query_timeout: answerMs }, async (client) => {
    client.once('end', () => lanes.lost());
    client.on('notification', ({ channel, payload = '' }) => {
      const [number, by] = payload.split(' ');
      if (channel === 'hub_words') told(payload);
      else heard(channel === 'hub_changes' ? { changed: Number(number) } : { revision: Number(number), by });
    });
    await Promise.all([
      ...begin.map((text) => client.query(text)),
      client.query('SELECT pg_advisory_lock_shared($1, $2)', locks.present),
    ]);
  });
  let timer: NodeJS.Timeout | undefined;
  let asking = Promise.resolve();
  let processes = 1;
  let deaf = false;
  let closed = false;

  async function ask(): Promise<News> {
    return session.use(async (client) => {
      const news = await askNews(client);
      processes = news.processes;
      await lanes.share(client, processes);
      return news;
    });
  }

  async function askAgain(): Promise<void> {
    const known = position();
    try {
      const news = await ask();
      if (news.changed! < known) warn(lostChanges);
      heard(news);
      deaf = false;
    } catch (error) {
      if (!deaf) warn(`The hub does not hear of what other processes do: ${(error as Error).message}`);
      deaf = true;
    }
    later();
  }

  function later(milliseconds = askEveryMs): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      asking = asking.then(askAgain);
    }, milliseconds);
  }

  heard(await ask());
  later();
  return {
    isMine: lanes.isMine,
    onMoved: lanes.onMoved,
    processes: () => processes,
    askNow: () => later(0),
    async close() {
      closed = true;
      clearTimeout(timer);
      await asking;
      await session.close();
    },
  };
}

const lostChanges =
  'The database has lost changes that the hub knows of, as after a restore from a backup: restart all hub processes';

/**
 * Settings of the listening session: the server ends it when the process stalls or, by keepalives, disappears, so that
 * others can take over its work.
 */
const begin = [
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

/** Number of processes that listen at this moment. */
export async function countProcesses(ask: Ask): Promise<number> {
  const [row] = await ask<{ count: number }>({ name: 'count processes', text: present }, [...locks.present]);
  return row!.count;
}

async function askNews(client: Client): Promise<News & { processes: number }> {
  const { rows } = await client.query<News & { processes: number }>({
    name: 'news',
    text: `
      SELECT (SELECT coalesce(max(changed), 0) FROM hub.objects) AS changed,
             (SELECT revision FROM hub.registry_state) AS revision,
             (${present}) AS processes`,
    values: locks.present,
  });
  return rows[0]!;
}
