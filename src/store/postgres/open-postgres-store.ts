import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Store } from '../../hub/ports/store.ts';
import { changing } from './change-objects-in-groups.ts';
import { type ConnectionSettings, connect, explained, settingsOf } from './connect-to-postgres.ts';
import { type Database, openDatabase } from './connection-pool.ts';
import { openSession } from './dedicated-connection.ts';
import { openJournal } from './exchange-journal.ts';
import { openNotes } from './expiring-key-values.ts';
import { type Commits, countProcesses, openNotifications } from './listen-for-commits.ts';
import { openMessages } from './messages-between-processes.ts';
import { migrate } from './migrate-schema.ts';
import { reading } from './read-objects.ts';
import { openRegistry } from './registry-of-connections.ts';
import { timelineGuard } from './reject-former-primary.ts';

export interface PostgresOptions {
  /** URL of the PostgreSQL database (`DATABASE_URL`). */
  url: string;
  /** Number of exchanges that the journal keeps; without a bound by default. */
  journalSize?: number;
  /** Bytes that the journal keeps, and milliseconds for which it keeps an exchange; without a bound by default. */
  journalBytes?: number;
  journalAge?: number;
  /** Most connections to PostgreSQL for reading, notes and journal; 8 by default. A process has two more. */
  connections?: number;
  now?: () => number;
  /** Receives warnings for the operator about problems that do not stop the hub. */
  warn?: (message: string) => void;
}

/**
 * Opens the store in a PostgreSQL database, which any number of processes may share, after migrating its tables.
 * Rejects with a message for the operator when the database cannot be reached or is unsuitable for the hub.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { url, journalSize, journalBytes, journalAge, connections = 8, now = Date.now } = options;
  const warn = options.warn ?? ((message) => process.emitWarning(message));
  const settings = settingsOf(url);
  await prepare(settings, warn);
  let forget = () => undefined as void;
  const guard = timelineGuard(() => forget());
  const database = openDatabase(settings, connections, guard);
  const session = openSession(settings, (client) => Promise.all([guard(client), prepareWriter(client)]));
  try {
    let position = 0;
    const reached = (changed: number) => (position = Math.max(position, changed));
    const newsListeners: (() => void)[] = [];
    const id = randomUUID();
    const { ended: notesEnded, ...notes } = await openNotes(database, now);
    const { receive, allDo, onDo, ...messages } = openMessages(id, database.ask, () => notes, now);
    let count = () => 1;
    const others = { id, ...messages, count: () => countProcesses(database.ask) };
    const {
      heard: registryHeard,
      reaches: registryReaches,
      ended: registryEnded,
      ...registry
    } = await openRegistry(database, others);
    const { ended: journalEnded, ...journal } = openJournal(database, {
      ...{ size: journalSize, bytes: journalBytes, age: journalAge },
      warn,
      now,
      others: {
        flush: () => allDo('flush', count() - 1),
        onFlush: (flush) => onDo('flush', flush),
      },
    });
    const { ended: changesEnded, change } = changing(session, reached);
    const committed = ({ changed = 0, revision, by }: Commits) => {
      const news = changed > position;
      reached(changed);
      if (news) for (const call of newsListeners) call();
      if (revision !== undefined) registryHeard(revision, by);
    };
    // A notified process checks at once which shards are free, and whether it has more than its share.
    const shardsFreed = () => void messages.announce('shards', {}).catch(() => undefined);
    const notifications = await openNotifications(settings, {
      committed,
      receive,
      shardsFreed,
      position: () => position,
      warn,
    });
    count = notifications.processes;
    messages.subscribe('shards', notifications.pollNow);
    shardsFreed();
    const { forget: forgetReads, ...reads } = reading(database, registryReaches);
    forget = forgetReads;
    const objects = {
      change,
      ...reads,
      position: () => position,
      onNews: (call: () => void) => void newsListeners.push(call),
    };
    const end = async () => {
      await Promise.all([
        changesEnded(),
        notesEnded(),
        journalEnded(),
        registryEnded(),
        notifications.close(),
      ]);
      await Promise.all([session.close(), database.close()]);
    };
    let ended: Promise<void> | undefined;
    return {
      objects,
      registry,
      notes,
      journal,
      processes: {
        id,
        count: notifications.processes,
        isMine: notifications.isMine,
        onMoved: notifications.onMoved,
        ...messages,
      },
      ready: () => takesChanges(database),
      close: () => (ended ??= end()),
    };
  } catch (error) {
    await Promise.all([session.close(), database.close()]);
    throw error;
  }
}

/** Checks that the PostgreSQL database is suitable for the hub, and migrates it. */
async function prepare(settings: ConnectionSettings, warn: (message: string) => void): Promise<void> {
  // The statement has no time limit: a migration may take long, here or in another process that is waited for.
  const client = await connect({ ...settings, query_timeout: 0 }).catch((error: unknown) => {
    throw explained(error);
  });
  try {
    const { rows } = await client.query<{ version: number; encoding: string; fsync: string }>(
      `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
              current_setting('fsync') AS fsync`,
    );
    const { version, encoding, fsync } = rows[0]!;
    if (version < 140_000)
      throw new Error(`The hub needs PostgreSQL 14 or later; this is ${version / 10_000}`);
    if (encoding !== 'UTF8') throw new Error(`The database has the encoding ${encoding}; the hub needs UTF8`);
    if (fsync === 'off')
      warn('The database runs with fsync=off: a power cut may lose what the hub acknowledged');
    await migrate(client);
  } finally {
    await client.end();
  }
}

/** Rejects while the database cannot be reached, or is read-only, as a standby is. */
async function takesChanges({ ask }: Database): Promise<void> {
  const [state] = await ask<{ readonly: string }>({
    name: 'ready',
    text: `SELECT current_setting('transaction_read_only') AS readonly`,
  });
  if (state?.readonly !== 'off') throw new Error('The database can only be read at present');
}

/**
 * Settings of the session that writes: the server ends it when the process has stalled or disappeared for ten seconds
 * with objects locked, so that other processes can change them. A commit is durable, whatever the server's default is.
 */
async function prepareWriter(client: Client): Promise<void> {
  await Promise.all([
    client.query(`SET idle_in_transaction_session_timeout = '10s'`),
    client.query(
      `SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3`,
    ),
    client.query(
      `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`,
    ),
  ]);
}
