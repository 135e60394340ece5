import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import { Low } from 'lowdb';
import type { Agreement, Connection, Registry, RegistryState } from '../../hub/ports/connection-registry.ts';
import { frozen } from '../common/frozen-copies.ts';
import type { AgreementRows } from './agreements-in-leveldb.ts';
import { format } from './data-format-number.ts';
import { type RegistryFile, registryFile } from './registry-file.ts';

export interface RegistryOptions {
  folder: string;
  now: () => number;
  /** Receives the warning that the registry's file was damaged and its copy is in use. */
  warn: (message: string) => void;
}

/**
 * Opens the registry: connections in a file, agreements in `rows`; `ended` refuses new changes and resolves when
 * changes under way have ended.
 */
export async function openRegistry(
  { folder, now, warn }: RegistryOptions,
  rows: AgreementRows,
): Promise<Registry & { ended(): Promise<void> }> {
  const empty: RegistryFile = { format, connections: [] };
  const file = join(folder, 'registry.json');
  const low = new Low<RegistryFile>(registryFile(file, now, warn), empty);
  await low.read();
  if (low.data === empty && rows.agreements.size > 0)
    warn(
      `${file} and its copy are missing, though there are agreements: the hub begins with no connections. If they were lost, end the hub and put one of them back from a backup`,
    );
  const { agreements: left, connections } = low.data;
  const isTaken = left === undefined || (await rows.takeOver(left));
  if (!isTaken)
    warn(
      `${file} holds agreements, which are not read: the hub keeps them in objects/, and "ocpi-hub agree apply" changes many at once`,
    );
  if (isTaken && (left || low.data.format !== format)) {
    low.data = { format, connections };
    await low.write();
  }
  const { agreements } = rows;
  const stateOf = (some: Connection[]): RegistryState => Object.freeze({ connections: some, agreements });
  let state = stateOf(frozen(connections, []));
  let closed = false;
  const listeners: (() => Promise<unknown>)[] = [];
  const turn = new Mutex();

  /** Runs a change when the changes before it have ended, and calls the listeners if it wrote something. */
  async function inTurn(write: () => Promise<boolean>): Promise<void> {
    if (closed) throw new Error('The store is closed');
    if (await turn.runExclusive(write)) await Promise.all(listeners.map((call) => call()));
  }

  async function change(
    update: (state: RegistryState) => Pick<RegistryState, 'connections'>,
  ): Promise<RegistryState> {
    let after = state;
    await inTurn(async () => {
      const wanted = update(state).connections;
      after = state;
      if (wanted === state.connections) return false;
      // The new state is the one that a restart would read, and shares nothing with the result of `update`.
      const next = frozen(wanted, state.connections);
      low.data = { format, connections: next };
      await low.write();
      state = stateOf(next);
      after = state;
      return true;
    });
    return after;
  }

  async function agree(decide: (state: RegistryState) => Agreement[]): Promise<Agreement[]> {
    let made: Agreement[] = [];
    await inTurn(async () => {
      made = await rows.put(decide(state));
      if (made.length > 0) state = stateOf(state.connections);
      return made.length > 0;
    });
    return made;
  }

  async function ended(): Promise<void> {
    closed = true;
    await turn.runExclusive(() => undefined);
  }

  return {
    read: () => state,
    kept: () => state.connections,
    change,
    agree,
    onChange: (call) => void listeners.push(call),
    ended,
  };
}
