import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startProxy } from '../../src/store/postgres/tcp-proxy.ts';
import { asked } from '../../src/store/postgres/test-database.ts';
import type { Victim } from './plan-faults-of-round.ts';

/** A PostgreSQL of the torture's own, which can be killed and restarted on its data, and whose connections can be cut. */
export interface DatabaseProcess {
  /** The database's URL, through a proxy that all connections of the hub pass. */
  url: string;
  /** Breaks all the hub's connections to the database and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  /** Ends each PostgreSQL backend that serves the hub. */
  endBackends(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL with an empty cluster. */
export async function startDatabase(): Promise<DatabaseProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/postgres-server-program.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // The child is detached, so that Ctrl-C only reaches the torture, which ends what it has started.
    detached: true,
  });
  const said = lines(child);
  const tell = async (order: string) => {
    child.stdin?.write(`${order}\n`);
    await said();
  };
  const url = await said();
  const proxy = await startProxy(url);
  return {
    url: proxy.url,
    cut: proxy.cut,
    mend: proxy.mend,
    endBackends: () => endBackends(url),
    kill: () => tell('kill'),
    start: () => tell('start'),
    async stop() {
      if (child.exitCode !== null) return;
      await proxy.close();
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
}

/** The faults of a PostgreSQL of the torture's own, by the names that the plan of a round uses. */
export function faultsOf(database: DatabaseProcess): Record<string, Victim> {
  return {
    database,
    connections: { kill: async () => database.cut(), start: async () => database.mend() },
    backends: { kill: database.endBackends, start: async () => undefined },
  };
}

/** Ends each backend of a PostgreSQL that serves the hub. */
export async function endBackends(url: string): Promise<void> {
  const ours = `application_name = 'ocpi-hub'`;
  await asked(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ours}`);
}

/** A function that gives the process's next line of output at each call. */
function lines(child: ChildProcess): () => Promise<string> {
  const all = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await all.next();
    if (done) throw new Error('the database ended by itself');
    return value;
  };
}
