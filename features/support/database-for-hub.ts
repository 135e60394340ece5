import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** Whether every hub of the features has a PostgreSQL database of its own (`FEATURES_STORE=postgres`). */
export const onPostgres = process.env.FEATURES_STORE === 'postgres';

/** Number of processes of every hub (`FEATURES_WORKERS`). */
export const workers = Number(process.env.FEATURES_WORKERS ?? 1);

/** The database of a data folder, created if it is missing: its URL, as a hub's setting. */
export async function databaseFor(folder: string): Promise<{ DATABASE_URL: string }> {
  const url = new URL(await server());
  const name = basename(folder).toLowerCase().replace(/\W/g, '_');
  await onServer(url.href, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`).catch(
    (error: unknown) => {
      // 42P04 means that the database exists already.
      if ((error as { code?: string }).code !== '42P04') throw error;
    },
  );
  url.pathname = `/${name}`;
  return { DATABASE_URL: url.href };
}

/** Ends the PostgreSQL server that was started for the features. */
export async function stopDatabases(): Promise<void> {
  const running = await started;
  if (!running) return;
  const ended = once(running.process, 'exit');
  running.process.stdin?.end();
  await ended;
}

let started: Promise<{ process: ChildProcess; url: string }> | undefined;

/**
 * The URL of the PostgreSQL server: the one in the environment (`DATABASE_URL`), else one that ends with this process.
 */
async function server(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  started ??= start();
  return (await started).url;
}

async function start(): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/postgres-server-program.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit'),
  ])) as unknown[];
  if (typeof url !== 'string')
    throw new Error('scripts/postgres-server-program.ts could not start a PostgreSQL');
  return { process: child, url };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
