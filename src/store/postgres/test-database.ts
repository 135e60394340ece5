import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { Open } from '../contract/store-under-test.ts';
import { openPostgresStore } from './open-postgres-store.ts';

/** For tests: an empty PostgreSQL database of its own, and a function that drops it. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** For tests: the options with which stores in PostgreSQL are opened. */
export const forTests = { connections: 4, warn: () => undefined };

/** For tests: opens stores in PostgreSQL databases of their own. */
export function inDatabase(): Open {
  return async (wanted) => {
    const { url, drop } = await emptyDatabase();
    const open = () => openPostgresStore({ ...forTests, url, ...wanted });
    const first = await open();
    let current = first;
    return {
      store: first,
      async reopen() {
        await current.close();
        current = await open();
        return current;
      },
      async destroy() {
        await current.close();
        await drop();
      },
    };
  };
}

/** For tests: creates a database on the PostgreSQL server of this test run. */
export async function emptyDatabase(encoding = 'UTF8'): Promise<TestDatabase> {
  const name = `hub_test_${randomUUID().replaceAll('-', '')}`;
  const server = await serverUrl();
  await asked(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => void (await asked(server, `DROP DATABASE ${name} WITH (FORCE)`));
  return { url: url.href, drop };
}

/** For tests: runs a statement in a PostgreSQL database without any store. */
export async function asked<R extends object>(url: string, text: string): Promise<R[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

/** For tests: waits a minute at most for a condition; rejects if it is still false then. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`this has not come to pass within a minute: ${fact}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let started: Promise<string> | undefined;

/** The URL of a PostgreSQL server: as configured, else that of the test run, else one that ends with this process. */
async function serverUrl(): Promise<string> {
  const { DATABASE_URL, TEST_DATABASE_URL } = process.env;
  return DATABASE_URL ?? TEST_DATABASE_URL ?? (started ??= startServer());
}

async function startServer(): Promise<string> {
  const program = fileURLToPath(new URL('../../../scripts/postgres-server-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (typeof url[0] !== 'string')
    throw new Error('scripts/postgres-server-program.ts could not start a server');
  // The server ends when its stdin closes, that is with this process.
  for (const one of [child, child.stdin, child.stdout]) (one as { unref?(): void }).unref?.();
  return url[0];
}
