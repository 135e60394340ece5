import { Mutex } from 'async-mutex';
import type { Processes } from '../../hub/ports/processes.ts';
import type { Registry, RegistryState } from '../../hub/ports/registry.ts';
import { deepFreeze } from '../shared/frozen.ts';
import type { Statement } from './connection.ts';
import type { Ask, Database } from './database.ts';

/** The registry of several processes, which receives notifications of changes. */
export interface SharedRegistry extends Registry {
  /**
   * Brings the copy up to a revision that another process has made; `by` is that process's id when it waits for a
   * confirmation.
   */
  heard(revision: number, by?: string): void;
  ended(): Promise<void>;
}

/** A copy of the registry with its revision. */
interface Copy {
  state: RegistryState;
  revision: number;
}

/** A row of `hub.registry`. */
interface Entry {
  list: keyof RegistryState;
  place: number;
  text: string;
}

const lists = ['connections', 'agreements'] as const;
const nothing: Copy = { state: deepFreeze({ connections: [], agreements: [] }), revision: -1 };

/**
 * The longest wait, in milliseconds, for the other processes to confirm a change: one that cannot be notified polls it
 * within a second of reconnecting.
 */
const patience = 3_000;

/** The other processes, in the form that the registry needs. */
export interface Others extends Pick<Processes, 'id' | 'tell' | 'onWord'> {
  /** Number of processes now, this one included; a process that starts later reads everything committed before. */
  count(): Promise<number>;
}

/** The confirmation that a process has a revision of the registry. */
interface Seen {
  by: string;
  revision: number;
}

/** Opens the registry: `read` gives a copy in memory, `change` runs in one process at a time. */
export async function openRegistry(database: Database, others: Others): Promise<SharedRegistry> {
  let copy = await newest(database.ask, nothing);
  let closed = false;
  const turn = new Mutex();
  const listeners: (() => Promise<unknown>)[] = [];
  const waiting = new Set<(seen: Seen) => void>();
  others.onWord<Seen>('registry', (seen) => {
    for (const one of waiting) one(seen);
  });

  async function change(update: (state: RegistryState) => RegistryState): Promise<RegistryState> {
    if (closed) throw new Error('The store is closed');
    const seen = watch();
    try {
      let written = false;
      const made = await turn.runExclusive(async () => {
        const next = await database.transaction(async (ask) => {
          await ask(lock);
          const current = await newest(ask, copy);
          const next = update(current.state);
          written = next !== current.state;
          return written ? write(ask, current, next, others.id) : current;
        });
        await take(next);
        return next;
      });
      if (written) await seen.by((await others.count()) - 1, made.revision);
      return made.state;
    } finally {
      seen.end();
    }
  }

  /** Collects the confirmations of each revision; it begins before a change commits, since some processes are quick. */
  function watch() {
    const revisions = new Map<string, number>();
    let look = () => {};
    const collect = ({ by, revision }: Seen) => {
      revisions.set(by, revision);
      look();
    };
    waiting.add(collect);
    return {
      by: (count: number, revision: number) =>
        new Promise<void>((done) => {
          const late = setTimeout(done, patience);
          look = () => {
            if ([...revisions.values()].filter((one) => one >= revision).length < count) return;
            clearTimeout(late);
            done();
          };
          look();
        }),
      end: () => void waiting.delete(collect),
    };
  }

  function heard(revision: number, by?: string): void {
    if (closed || by === others.id || (by === undefined && revision === copy.revision)) return;
    // A failure here is retried with the next poll, within a second.
    turn.runExclusive(() => refresh(revision, by)).catch(() => undefined);
  }

  async function refresh(revision: number, by: string | undefined): Promise<void> {
    if (copy.revision !== revision) await take(await newest(database.ask, copy));
    if (by !== undefined)
      await others.tell('registry', { by: others.id, revision: copy.revision } satisfies Seen);
  }

  async function take(next: Copy): Promise<void> {
    if (next === copy) return;
    copy = next;
    await Promise.all(listeners.map((call) => call()));
  }

  async function ended(): Promise<void> {
    closed = true;
    await turn.runExclusive(() => undefined);
  }

  return { read: () => copy.state, change, onChange: (call) => void listeners.push(call), heard, ended };
}

/** The present registry: the copy with everything written since. */
async function newest(ask: Ask, copy: Copy): Promise<Copy> {
  const rows = await ask<{ revision: number } & Record<keyof RegistryState, number> & Partial<Entry>>(
    readSince,
    [copy.revision],
  );
  const { revision, connections, agreements } = rows[0]!;
  if (revision === copy.revision) return copy;
  // A backup has been restored, so the copy is discarded.
  if (revision < copy.revision) return newest(ask, nothing);
  const state = {
    connections: copy.state.connections.slice(0, connections),
    agreements: copy.state.agreements.slice(0, agreements),
  };
  for (const { list, place, text } of rows) if (list) state[list][place!] = deepFreeze(JSON.parse(text!));
  return { state: deepFreeze(state), revision };
}

/** Writes the entries that differ; the new copy shares nothing with the result of `update`. */
async function write(ask: Ask, current: Copy, next: RegistryState, by: string): Promise<Copy> {
  const entries = lists.flatMap((list) => differences(list, current.state, next));
  const lengths = lists.map((list) => next[list].length);
  const columns = [
    entries.map(({ list }) => list),
    entries.map(({ place }) => place),
    entries.map(({ text }) => text),
  ];
  const revision = current.revision + 1;
  await Promise.all([
    ask(put, [...columns, revision]),
    ask(cut, lengths),
    ask(advance, [revision, ...lengths]),
    ask(tell, [revision, by]),
  ]);
  return newest(ask, current);
}

function differences(list: keyof RegistryState, old: RegistryState, next: RegistryState): Entry[] {
  return next[list].flatMap((entry, place) => {
    const before = old[list][place];
    if (entry === before) return [];
    const text = JSON.stringify(entry);
    return before && text === JSON.stringify(before) ? [] : { list, place, text };
  });
}

const lock: Statement = { name: 'lock registry', text: 'SELECT FROM hub.registry_state FOR UPDATE' };

/** Reads revision, lengths and entries in one statement, hence on one snapshot. */
const readSince: Statement = {
  name: 'read registry',
  text: `
    SELECT r.revision, r.connections, r.agreements, e.list, e.place, e.entry::text AS text
    FROM hub.registry_state AS r LEFT JOIN hub.registry AS e ON e.revision > $1`,
};

const put: Statement = {
  name: 'put registry',
  text: `
    INSERT INTO hub.registry (list, place, entry, revision)
    SELECT list, place, entry, $4 FROM unnest($1::text[], $2::integer[], $3::json[]) AS given (list, place, entry)
    ON CONFLICT (list, place) DO UPDATE SET entry = excluded.entry, revision = excluded.revision`,
};

const cut: Statement = {
  name: 'cut registry',
  text: `
    DELETE FROM hub.registry
    WHERE (list = 'connections' AND place >= $1) OR (list = 'agreements' AND place >= $2)`,
};

const advance: Statement = {
  name: 'advance registry',
  text: 'UPDATE hub.registry_state SET revision = $1, connections = $2, agreements = $3',
};

const tell: Statement = {
  name: 'tell registry',
  text: `SELECT pg_notify('hub_registry', $1::bigint || ' ' || $2::text)`,
};
