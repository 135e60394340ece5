import type {
  Agreement,
  Connection,
  Registry,
  RegistryState,
} from '../../../src/hub/ports/connection-registry.ts';
import { anew, frozen } from '../../../src/store/common/frozen-copies.ts';
import { newAgreementIndex } from '../../../src/store/common/in-memory-agreements.ts';
import type { Transactions } from './database-transactions.ts';
import type { Database, Session } from './simulated-database.ts';

/** The changes of the registry since a revision that a process lacks. */
interface News {
  connections: Connection[];
  agreements: Agreement[];
  number: number;
}

/** Longest time, in milliseconds, that a process waits for the other processes to confirm a change of the registry. */
const patience = 1_000;

/** Opens the registry (connections and agreements) of the world's database for one process. */
export function openRegistry(database: Database, session: Session, { run, read }: Transactions) {
  const { clock, durable } = database;
  const listeners: (() => Promise<unknown>)[] = [];
  const waiting = new Map<number, Set<(by: string) => void>>();
  const agreements = newAgreementIndex();
  const stateOf = (connections: Connection[]): RegistryState => Object.freeze({ connections, agreements });
  let state = stateOf(durable.connections);
  /** The registry's revision that this process has, and the one of which its listeners know. */
  let revision = -1;
  let told = durable.revision;

  /** The durable changes of the registry that this process lacks. */
  function news(): News {
    const rows = [...durable.agreements.values()].filter((row) => row.revision > revision);
    return {
      connections: durable.connections,
      agreements: rows.map(({ agreement }) => agreement),
      number: durable.revision,
    };
  }

  function learn({ connections, agreements: some, number }: News): void {
    if (number <= revision) return;
    for (const { agreement, place } of agreements.placed(some).values()) agreements.put(agreement, place);
    state = stateOf(connections);
    revision = number;
  }

  async function take(next: News): Promise<void> {
    learn(next);
    if (next.number <= told) return;
    told = next.number;
    await Promise.all(listeners.map((call) => call()));
  }

  /** Runs a change of the newest registry alone among all processes: \`write\` gives how to make it durable, if there is anything to. */
  async function alone(write: (state: RegistryState) => (() => void) | undefined): Promise<void> {
    const { made, written } = await run<{ made: News; written: boolean }>('registry', () => {
      const newest = news();
      learn(newest);
      const apply = write(state);
      if (!apply) return { result: { made: newest, written: false } };
      return {
        apply: () => {
          durable.revision += 1;
          apply();
          return { made: news(), written: true };
        },
      };
    });
    if (!written) return take(made);
    const seen = seenByAll(made.number);
    database.tell({ of: 'registry', revision: made.number, by: session.id }, session.id);
    await take(made);
    await seen;
  }

  async function change(
    update: (state: RegistryState) => Pick<RegistryState, 'connections'>,
  ): Promise<RegistryState> {
    await alone((current) => {
      const wanted = update(current).connections;
      if (wanted === current.connections) return undefined;
      const next = frozen(wanted, current.connections);
      return () => void (durable.connections = next);
    });
    return state;
  }

  async function agree(decide: (state: RegistryState) => Agreement[]): Promise<Agreement[]> {
    let made: Agreement[] = [];
    await alone((current) => {
      made = decide(current).map(anew);
      if (made.length === 0) return undefined;
      return () => {
        for (const agreement of made)
          durable.agreements.set(agreement.id, { agreement, revision: durable.revision });
      };
    });
    return made;
  }

  /** Resolves when all other processes have the new registry, or their time for it is over. */
  function seenByAll(number: number): Promise<void> {
    const left = new Set([...database.sessions].map(({ id }) => id).filter((id) => id !== session.id));
    return new Promise((done) => {
      if (left.size === 0) return done();
      const calls = waiting.get(number) ?? new Set();
      const late = clock.after(patience, done, session.owner);
      waiting.set(
        number,
        calls.add((by) => {
          left.delete(by);
          if (left.size > 0) return;
          late();
          done();
        }),
      );
    });
  }

  /**
   * Reads the registry after another process or a poll has reported a change, and confirms it to the process that
   * changed it.
   */
  async function heard(by?: string): Promise<void> {
    const next = await read(news);
    await take(next);
    if (by)
      database.tell(
        { of: 'word', about: 'registry seen', text: JSON.stringify([by, next.number, session.id]) },
        session.id,
      );
  }

  /** Resolves once this process's copy has a revision, or a newer one. */
  async function reaches(wanted: number): Promise<void> {
    if (wanted > revision) await heard();
  }

  /** Notes that another process has read a revision of the registry. */
  function confirmed(text: string): void {
    const [to, number, by] = JSON.parse(text) as [string, number, string];
    if (to !== session.id) return;
    for (const [wanted, calls] of waiting) if (number >= wanted) for (const call of calls) call(by);
  }

  const registry: Registry = {
    read: () => state,
    kept: () => state.connections,
    change,
    agree,
    onChange: (call) => void listeners.push(call),
  };
  return { registry, heard, reaches, confirmed };
}
