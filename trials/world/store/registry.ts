import type { Registry, RegistryState } from '../../../src/hub/ports/registry.ts';
import { frozen } from '../../../src/store/shared/frozen.ts';
import type { Database, Session } from './database.ts';
import type { Transactions } from './transactions.ts';

/** The registry after a change. */
interface Changing {
  next: RegistryState;
  number: number;
  written: boolean;
}

/** How long the other processes are waited for, in milliseconds. */
const patience = 1_000;

/** The registry of a database as one process sees it. */
export function openRegistry(database: Database, session: Session, { run, read }: Transactions) {
  const { clock, durable } = database;
  const listeners: (() => Promise<unknown>)[] = [];
  const waiting = new Map<number, Set<(by: string) => void>>();
  let state = durable.registry;
  let revision = durable.revision;

  async function take(next: RegistryState, number: number): Promise<void> {
    if (number <= revision) return;
    state = next;
    revision = number;
    await Promise.all(listeners.map((call) => call()));
  }

  async function change(update: (state: RegistryState) => RegistryState): Promise<RegistryState> {
    const made = await run<Changing>('registry', () => {
      const current = durable.registry;
      const wanted = update(current);
      if (wanted === current) return { result: { next: current, number: durable.revision, written: false } };
      const next = frozen(wanted, current);
      return {
        apply: () => {
          durable.registry = next;
          durable.revision += 1;
          return { next, number: durable.revision, written: true };
        },
      };
    });
    if (!made.written) {
      await take(made.next, made.number);
      return made.next;
    }
    const seen = seenByAll(made.number);
    database.tell({ of: 'registry', revision: made.number, by: session.id }, session.id);
    await take(made.next, made.number);
    await seen;
    return made.next;
  }

  /** Resolves when all other processes have it, or have had their time. */
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

  /** Another process has changed it, or a poll has found it changed: it is read, and who changed it is told. */
  async function heard(by?: string): Promise<void> {
    const { next, number } = await read(() => ({ next: durable.registry, number: durable.revision }));
    await take(next, number);
    if (by)
      database.tell(
        { of: 'word', about: 'registry seen', text: JSON.stringify([by, number, session.id]) },
        session.id,
      );
  }

  /** Another process has seen a revision. */
  function confirmed(text: string): void {
    const [to, number, by] = JSON.parse(text) as [string, number, string];
    if (to !== session.id) return;
    for (const [wanted, calls] of waiting) if (number >= wanted) for (const call of calls) call(by);
  }

  const registry: Registry = { read: () => state, change, onChange: (call) => void listeners.push(call) };
  return { registry, heard, confirmed };
}
