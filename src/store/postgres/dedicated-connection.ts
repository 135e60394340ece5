import type { Client } from 'pg';
import { type ConnectionSettings, connect, ended, explained } from './connect-to-postgres.ts';

/** One connection to PostgreSQL for sequential work; after it breaks, the next work gets a new one. */
export interface Session {
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a session that connects at first use; `prepare` runs on every new connection. */
export function openSession(
  settings: ConnectionSettings,
  prepare: (client: Client) => Promise<unknown>,
): Session {
  let client: Client | undefined;

  async function connected(): Promise<Client> {
    const fresh = await connect(settings);
    client = fresh;
    fresh.once('end', () => {
      if (client === fresh) client = undefined;
    });
    await prepare(fresh);
    return fresh;
  }

  async function close(): Promise<void> {
    const last = client;
    client = undefined;
    if (last) await ended(last.end());
  }

  return {
    async use(work) {
      try {
        return await work(client ?? (await connected()));
      } catch (error) {
        // The connection may be in the middle of a transaction, so it is closed.
        void close().catch(() => undefined);
        throw explained(error);
      }
    },
    close,
  };
}
