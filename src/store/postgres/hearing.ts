import type { Client } from 'pg';
import type { ConnectionSettings } from './connection.ts';
import { openSession } from './session.ts';

/** What any process has committed last: the number of a change, the revision of the registry. */
export interface News {
  changed?: number;
  revision?: number;
}

/** What is done with news. */
export interface Listener {
  heard(news: News): void;
  /** Number of the newest change known. */
  position(): number;
  /** Takes what an operator should know. */
  warn(message: string): void;
}

/** Hears what all processes do. */
export interface Hearing {
  close(): Promise<void>;
}

/** How often the database is asked in case a word was lost, and how long it may take to answer, in milliseconds. */
const askEveryMs = 1_000;
const answerMs = 5_000;

/**
 * Hears of every commit of every process: at once by NOTIFY, and within a second by asking, also after a connection
 * was lost. Resolves when it has heard for the first time how things stand.
 */
export async function openHearing(
  settings: ConnectionSettings,
  { heard, position, warn }: Listener,
): Promise<Hearing> {
  const session = openSession({ ...settings, query_timeout: answerMs }, async (client) => {
    client.on('notification', ({ channel, payload }) => {
      heard(channel === 'hub_changes' ? { changed: Number(payload) } : { revision: Number(payload) });
    });
    await Promise.all([client.query('LISTEN hub_changes'), client.query('LISTEN hub_registry')]);
  });
  let timer: NodeJS.Timeout | undefined;
  let asking = Promise.resolve();
  let deaf = false;

  async function askAgain(): Promise<void> {
    const known = position();
    try {
      const news = await session.use(askNews);
      if (news.changed! < known) warn(lostChanges);
      heard(news);
      deaf = false;
    } catch (error) {
      if (!deaf) warn(`The hub does not hear of what other processes do: ${(error as Error).message}`);
      deaf = true;
    }
    later();
  }

  function later(): void {
    timer = setTimeout(() => {
      asking = askAgain();
    }, askEveryMs);
  }

  heard(await session.use(askNews));
  later();
  return {
    async close() {
      clearTimeout(timer);
      await asking;
      clearTimeout(timer);
      await session.close();
    },
  };
}

const lostChanges =
  'The database has lost changes that the hub knows of, as after a restore from a backup: restart all hub processes';

async function askNews(client: Client): Promise<News> {
  const { rows } = await client.query<News>({
    name: 'news',
    text: `
      SELECT (SELECT coalesce(max(changed), 0) FROM hub.objects) AS changed,
             (SELECT revision FROM hub.registry_state) AS revision`,
  });
  return rows[0]!;
}
