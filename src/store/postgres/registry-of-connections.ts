import { Mutex } from 'async-mutex';
import type { Agreement, Registry, RegistryState } from '../../hub/ports/connection-registry.ts';
import type { Processes } from '../../hub/ports/process-coordination.ts';
import { anew } from '../common/frozen-copies.ts';
import { newAgreementIndex } from '../common/in-memory-agreements.ts';
import type { Ask, Database } from './connection-pool.ts';
import {
  type Copy,
  lock,
  newest,
  nothing,
  type Placed,
  writeAgreements,
  writeConnections,
} from './registry-rows.ts';

/** The registry of a hub with several processes, which receives notifications of changes. */
export interface SharedRegistry extends Registry {
  /**
   * Brings this process's copy up to a revision that another process has made; `by` is the id of that process when it
   * waits for a confirmation.
   */
  heard(revision: number, by?: string): void;
  /** Resolves once this process's copy has a revision, or a newer one. */
  reaches(revision: number): Promise<void>;
  ended(): Promise<void>;
}

/**
 * The longest wait, in milliseconds, for the other processes to confirm a change of the registry: one that cannot be
 * notified polls it within a second of reconnecting.
 */
const patience = 3_000;

/** The other processes of the hub, as far as the registry needs them. */
export interface Others extends Pick<Processes, 'id' | 'announce' | 'subscribe'> {
  /** Number of processes now, this one included; a process that starts later reads all that was committed before. */
  count(): Promise<number>;
}

/** The message by which a process confirms that it has a revision of the registry. */
interface Seen {
  by: string;
  revision: number;
}

/** Opens the registry in PostgreSQL: `read` returns a copy in memory, a change runs in one process at a time. */
export async function openRegistry(database: Database, others: Others): Promise<SharedRegistry> {
  const agreements = newAgreementIndex();
  const stateOf = ({ connections }: Copy): RegistryState => Object.freeze({ connections, agreements });
  let copy = await newest(database.ask, nothing, agreements);
  let state = stateOf(copy);
  let closed = false;
  const turn = new Mutex();
  const listeners: (() => Promise<unknown>)[] = [];
  const waiting = new Set<(seen: Seen) => void>();
  others.subscribe<Seen>('registry', (seen) => {
    for (const one of waiting) one(seen);
  });

  /**
   * Runs a change of the registry alone among all processes: `write` gets the present copy and returns the next;
   * `committed` is called when that is durable.
   */
  async function alone(
    write: (ask: Ask, current: Copy) => Promise<Copy>,
    committed: () => void = () => undefined,
  ): Promise<void> {
    if (closed) throw new Error('The store is closed');
    const seen = watch();
    try {
      let written = false;
      const made = await turn.runExclusive(async () => {
        const next = await database.transaction(async (ask) => {
          await ask(lock);
          // Commits of other processes are taken in at once, however this transaction ends.
          const current = await newest(ask, copy, agreements);
          if (current !== copy) state = stateOf(copy);
          const next = await write(ask, current);
          written = next !== current;
          return next;
        });
        committed();
        await take(next);
        return next;
      });
      if (written) await seen.by((await others.count()) - 1, made.revision);
    } finally {
      seen.end();
    }
  }

  async function change(
    update: (state: RegistryState) => Pick<RegistryState, 'connections'>,
  ): Promise<RegistryState> {
    await alone(async (ask, current) => {
      const { connections } = update(stateOf(current));
      return connections === current.connections
        ? current
        : writeConnections(ask, current, connections, others.id);
    });
    return state;
  }

  async function agree(decide: (state: RegistryState) => Agreement[]): Promise<Agreement[]> {
    let made: Agreement[] = [];
    let rows: Placed[] = [];
    await alone(
      async (ask, current) => {
        made = decide(stateOf(current)).map(anew);
        rows = [...agreements.placed(made).values()];
        return rows.length === 0 ? current : writeAgreements(ask, current, rows, others.id);
      },
      () => {
        for (const { place, agreement } of rows) agreements.put(agreement, place);
      },
    );
    return made;
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
    // Where reading the registry fails, the next poll repeats it within a second.
    turn.runExclusive(() => refresh(revision, by)).catch(() => undefined);
  }

  async function reaches(revision: number): Promise<void> {
    if (revision > copy.revision) await turn.runExclusive(() => refresh(revision, undefined));
  }

  async function refresh(revision: number, by: string | undefined): Promise<void> {
    if (copy.revision !== revision) await take(await newest(database.ask, copy, agreements));
    if (by !== undefined)
      await others.announce('registry', { by: others.id, revision: copy.revision } satisfies Seen);
  }

  async function take(next: Copy): Promise<void> {
    if (next === copy) return;
    copy = next;
    state = stateOf(next);
    await Promise.all(listeners.map((call) => call()));
  }

  async function ended(): Promise<void> {
    closed = true;
    await turn.runExclusive(() => undefined);
  }

  const kept = () => state.connections;
  return {
    read: () => state,
    kept,
    change,
    agree,
    onChange: (call) => void listeners.push(call),
    heard,
    reaches,
    ended,
  };
}
