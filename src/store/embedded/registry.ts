import { join } from 'node:path';
import { Mutex } from 'async-mutex';
import { Low } from 'lowdb';
import type { Registry, RegistryState } from '../../hub/ports/registry.ts';
import { frozen } from '../shared/frozen.ts';
import { format } from './format.ts';
import { type RegistryFile, registryFile } from './registry-file.ts';

export interface RegistryOptions {
  folder: string;
  now: () => number;
  /** Receives the warning that the registry was damaged and its copy is in use. */
  warn: (message: string) => void;
}

/** Opens the registry; `ended` refuses new changes and resolves when those under way have ended. */
export async function openRegistry({
  folder,
  now,
  warn,
}: RegistryOptions): Promise<Registry & { ended(): Promise<void> }> {
  const empty: RegistryFile = { format, connections: [], agreements: [] };
  const low = new Low<RegistryFile>(registryFile(join(folder, 'registry.json'), now, warn), empty);
  await low.read();
  if (low.data.format !== format) await low.update((data) => void (data.format = format));
  let state = frozen(low.data, { connections: [], agreements: [] });
  let closed = false;
  const listeners: (() => Promise<unknown>)[] = [];
  const turn = new Mutex();

  async function change(update: (state: RegistryState) => RegistryState): Promise<RegistryState> {
    if (closed) throw new Error('The store is closed');
    const before = state;
    const after = await turn.runExclusive(async () => {
      const wanted = update(state);
      if (wanted === state) return state;
      // The new state is the one that a restart would read, and shares nothing with the result of `update`.
      const next = frozen(wanted, state);
      low.data = { format, ...next };
      await low.write();
      state = next;
      return state;
    });
    if (after !== before) await Promise.all(listeners.map((call) => call()));
    return after;
  }

  async function ended(): Promise<void> {
    closed = true;
    await turn.runExclusive(() => undefined);
  }

  return { read: () => state, change, onChange: (call) => void listeners.push(call), ended };
}
