import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adapter, Memory as InMemory, Low } from 'lowdb';
import type { Json } from '../../src/ocpi/parts.ts';
import type { Party } from '../../src/ocpi/party.ts';
import type { Endpoint } from '../../src/ocpi/versions.ts';

/** A partner that is registered, or about to be. */
export interface Connection {
  id: string;
  /** Its party, as its Credentials say; unknown until they came. */
  party: Party | null;
  registered: boolean;
  /** Digest of the token it calls with. */
  tokenToUs: string | null;
  /** Digest of the token that a handshake under way introduces. */
  nextTokenToUs: string | null;
  /** What it is called with; `null` when it is never called. */
  tokenToThem: string | null;
  versionsUrl: string | null;
  endpoints: Endpoint[];
}

/** What a platform remembers over a restart. */
export interface State {
  connections: Connection[];
  /** Digests of TOKEN_As nobody has used yet. */
  invitations: string[];
  /** What goes on and must be ended after a crash, by the id its behaviour gave it. */
  open?: Record<string, Json>;
}

/** The state of a platform and how it changes: every change is written before it is over. */
export interface Memory {
  read(): State;
  change(change: (state: State) => State): Promise<void>;
  /** Waits until nothing is being written. */
  written(): Promise<void>;
}

/** Reads the state of a data folder, which only its owner may open; without a folder nothing outlives the process. */
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

/** A JSON file with mode 0600 that is replaced as a whole. */
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
