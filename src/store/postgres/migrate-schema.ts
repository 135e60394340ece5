import { readdir, readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { locks } from './advisory-locks.ts';

interface Migration {
  number: number;
  name: string;
  sql: string;
}

const folder = new URL('./migrations/', import.meta.url);

/**
 * Migrates the PostgreSQL database to this release's schema: runs the files in `migrations` that have not run yet, each
 * in a transaction of its own. Of several processes that start at once, one migrates and the others wait. Rejects with
 * a message for the operator when a newer release has migrated the database.
 */
export async function migrate(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, $2)', locks.migrations);
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS hub');
    await client.query(
      'CREATE TABLE IF NOT EXISTS hub.migrations (number integer PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    const known = await migrations();
    const { rows } = await client.query<{ number: number; name: string }>(
      'SELECT number, name FROM hub.migrations ORDER BY number',
    );
    const newer = rows.find(({ number }) => !known.some((one) => one.number === number));
    if (newer) {
      const ours = `this version of the hub knows those up to ${known.at(-1)?.number}`;
      throw new Error(`The database has had migration ${newer.number} (${newer.name}); ${ours}`);
    }
    for (const one of known) if (!rows.some(({ number }) => number === one.number)) await run(client, one);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1, $2)', locks.migrations);
  }
}

async function run(client: Client, { number, name, sql }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO hub.migrations (number, name) VALUES ($1, $2)', [number, name]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${number} (${name}) failed: ${(cause as Error).message}`, { cause });
  }
}

/** The SQL files in `migrations`, such as `0001-the-store.sql`, in their order. */
async function migrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).sort();
  return Promise.all(
    files.map(async (file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}
