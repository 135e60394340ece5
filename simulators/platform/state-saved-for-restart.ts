import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adapter, Memory as InMemory, Low } from 'lowdb';
import type { Endpoint } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';

/** A partner that is registered, or about to be. */
export interface Connection {
  id: string;
  /** The partner's party according to its Credentials; `null` until they arrive. */
  party: Party | null;
  registered: boolean;
  /** Digest of the token with which the partner calls. */
  tokenToUs: string | null;
  /** Digest of the new token in a handshake under way. */
  nextTokenToUs: string | null;
  /** The token with which the partner is called; `null` when it is never called. */
  tokenToThem: string | null;
  versionsUrl: string | null;
  endpoints: Endpoint[];
}

/** The state that a platform keeps over a restart. */
export interface State {
  connections: Connection[];
  /** Digests of the TOKEN_As that no partner has used yet. */
  invitations: string[];
  /** Activities of the simulator that must be ended after a crash, by the id that the behaviour gave them. */
  open?: Record<string, Json>;
}

/** The state of a platform and its changes: every change is on disk before it resolves. */
export interface Memory {
  read(): State;
  change(change: (state: State) => State): Promise<void>;
  /** Resolves when all of the simulator's state is on disk. */
  written(): Promise<void>;
}

/**
 * Reads the state of a data folder, to which only its owner has access; without a folder nothing outlives the process.
 */
export async function openMemory(folder?: string): Promise<Memory> {
  if (folder) await mkdir(folder, { recursive: true, mode: 0o700 });
  const adapter = folder ? privateFile(join(folder, 'simulator.json')) : new InMemory<State>();
  const database = new Low<State>(adapter, { connections: [], invitations: [] });
  await database.read();
  let last = Promise.resolve();
  return {
    read: () => database.data,
    change(change) {
      database.data = change(database.data);
      last = last.catch(() => undefined).then(() => database.write());
      return last;
    },
    written: () => last.catch(() => undefined),
  };
}

/** A JSON file with mode 0600 that each write replaces as a whole. */
function privateFile(file: string): Adapter<State> {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return text === null ? null : (JSON.parse(text) as State);
    },
    async write(state) {
      const fresh = `${file}.new`;
      await writeFile(fresh, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
      await chmod(fresh, 0o600);
      await rename(fresh, file);
    },
  };
}
