import type { Store } from '../../../src/hub/ports/store.ts';
import { openShards } from '../../../src/store/postgres/background-work-shards.ts';
import type { Owner } from '../time/simulated-clock.ts';
import { transactionsOf } from './database-transactions.ts';
import { openJournal } from './exchange-journal.ts';
import { openNotes } from './expiring-key-values.ts';
import { openObjects } from './objects-in-database.ts';
import { openRegistry } from './registry-of-connections.ts';
import type { Database, Session, Told } from './simulated-database.ts';

/** Milliseconds between a process's looks for free shards, and for notifications that it may have missed. */
const pollEvery = 1_000;

/** The options with which a process opens the world's store. */
export interface Opening {
  id: string;
  owner: Owner;
  /** The process's own clock, by which notes expire. */
  now?: () => number;
  journalSize?: number;
  journalBytes?: number;
  journalAge?: number;
}

/** Opens the world's store for one process, on a database that several processes may share. */
export async function openWorldStore(database: Database, opening: Opening): Promise<Store> {
  const { id, owner, now = database.clock.now, journalSize = 10_000 } = opening;
  const { journalBytes: bytes = Number.POSITIVE_INFINITY, journalAge: age = Number.POSITIVE_INFINITY } =
    opening;
  const { clock } = database;
  const session: Session = { id, owner, heard: 0, ended: false, lives: 0, cutUntil: 0, told };
  const transactions = transactionsOf(database, session);
  const registry = openRegistry(database, session, transactions);
  const { objects, heard } = openObjects(database, session, transactions, registry.reaches);
  const words = new Map<string, ((word: never) => void)[]>();
  const shards = openShards(async (some) => {
    for (const shard of some) if (database.shards.get(shard) === session) database.shards.delete(shard);
  }, clock.now);
  let ended = false;
  let stopPolling = () => {};

  function told(message: Told): void {
    if (ended) return;
    if (message.of === 'news') heard(message.changed);
    else if (message.of === 'registry') void registry.heard(message.by).catch(() => undefined);
    else if (message.of === 'lost') shards.lost();
    else if (message.about === 'registry seen') registry.confirmed(message.text);
    else for (const call of words.get(message.about) ?? []) call(JSON.parse(message.text) as never);
  }

  /** Asks the database on the session that holds the shards; once that has ended, it has to be opened anew. */
  const onSession = <T>(ask: () => T): Promise<T> =>
    transactions.read(() => {
      database.endSilent();
      if (session.ended) throw new Error('The database has ended the session');
      return ask();
    });
  /** The functions of a database client that the code for shards calls. */
  const client = {
    query: ({ values: [free, , wanted] }: { values: [number[], number, number] }) =>
      onSession(() => {
        const taken = free.filter((shard) => !database.shards.has(shard)).slice(0, wanted);
        for (const shard of taken) database.shards.set(shard, session);
        return { rows: taken.map((shard) => ({ shard })) };
      }),
  };
  /**
   * Looks at the session and at free shards. Only an answer of the database tells a process that its session has ended:
   * one that has stood still goes on until then as before.
   */
  async function poll(): Promise<void> {
    const asked = shards.now();
    const { ended, changed, revision, processes } = await transactions.read(() => {
      database.endSilent();
      const { changed, revision } = database.durable;
      return { ended: session.ended, changed, revision, processes: database.sessions.size };
    });
    if (ended) {
      session.ended = false;
      shards.lost();
    }
    await shards.share(client as never, processes, asked);
    heard(changed);
    if (revision > 0) await registry.heard();
  }
  const later = () => {
    stopPolling = clock.after(
      pollEvery,
      () => {
        void poll()
          .catch(() => undefined)
          .then(() => !ended && later());
      },
      owner,
    );
  };
  database.connect(session);
  shards.databaseRunsFor(clock.now() - database.lastCrash());
  await poll();
  later();

  let closing: Promise<void> | undefined;
  const close = async () => {
    await transactions.ended();
    ended = true;
    stopPolling();
    database.disconnect(session);
  };
  return {
    objects,
    registry: registry.registry,
    notes: openNotes(database, transactions, now),
    journal: openJournal(database, { size: journalSize, bytes, age, now }),
    processes: {
      id,
      count: () => database.sessions.size,
      isMine: shards.isMine,
      onMoved: shards.onMoved,
      announce: (about, word) =>
        transactions.read(() => database.tell({ of: 'word', about, text: JSON.stringify(word) }, id)),
      subscribe: (about, call) => void words.set(about, [...(words.get(about) ?? []), call as never]),
    },
    ready: () => transactions.read(() => undefined),
    close: () => (closing ??= close()),
  };
}
