import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';

/** Empty databases for the hubs of a run. */
export interface Databases {
  /** The URL of a new database; `undefined` for the embedded store. */
  next(): Promise<string | undefined>;
  end(): void;
}

/** Starts a PostgreSQL with durable writes, if that is the store. */
export async function openDatabases(store: 'embedded' | 'postgres'): Promise<Databases> {
  if (store === 'embedded') return { next: () => Promise.resolve(undefined), end() {} };
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/postgres-server-program.ts', '--durable'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const url = await firstLine(server);
  let count = 0;
  return {
    async next() {
      count += 1;
      const client = new pg.Client(url);
      await client.connect();
      await client.query(`CREATE DATABASE bench_${count}`);
      await client.end();
      return url.replace(/[^/]+$/, `bench_${count}`);
    },
    end: () => void server.stdin?.end(),
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  const [chunk] = (await Promise.race([once(server.stdout!, 'data'), once(server, 'exit')])) as unknown[];
  if (!Buffer.isBuffer(chunk))
    throw new Error('scripts/postgres-server-program.ts could not start a PostgreSQL');
  return chunk.toString().trim();
}
