import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../hub/ports/store.ts';
import { noteKinds } from './common/durable-key-value-kinds.ts';
import { openEmbeddedStore } from './embedded/open-embedded-store.ts';
import { fillObjects, noteMoved } from './postgres/copy-objects-into-database.ts';
import { openPostgresStore } from './postgres/open-postgres-store.ts';

/** A summary of a store's content; `digest` is the same for the same objects, registry and notes. */
export interface Holding {
  objects: number;
  tombstones: number;
  connections: number;
  agreements: number;
  notes: number;
  digest: string;
}

/** Source and target of a move from an embedded store to PostgreSQL. */
export interface Move {
  /** Data folder of an embedded store that no hub uses. */
  from: string;
  /** URL of a PostgreSQL database. */
  to: string;
  /** Receives the name of the present step and the part of it that is done, from 0 to 1. */
  progress(what: 'copying' | 'checking', part: number): void;
  warn(message: string): void;
}

const batchSize = 500;

/**
 * Copies an embedded store into PostgreSQL, without the journal of exchanges, then reads and compares both. May be
 * repeated as long as no hub has run on the target. Rejects with a message for the operator; then the source is
 * unchanged.
 */
export async function moveStore({ from, to, progress, warn }: Move): Promise<Holding> {
  if (!existsSync(join(from, 'objects'))) throw new Error(`There is no embedded store in ${from}`);
  const source = await openEmbeddedStore({ folder: from, warn });
  try {
    const target = await openPostgresStore({ url: to, warn });
    try {
      if (target.processes.count() > 1) throw new Error('A hub is running on the database: end it first');
      await fillObjects(to, source.objects, (position) =>
        progress('copying', position / source.objects.position()),
      );
      await copyNotes(source, target);
      const { connections, agreements } = source.registry.read();
      await target.registry.change(() => ({ connections }));
      await target.registry.agree(() => [...agreements]);
      await noteMoved(to);
      const moved = await holdingOf(source, (part) => progress('checking', part / 2));
      const held = await holdingOf(target, (part) => progress('checking', 0.5 + part / 2));
      if (JSON.stringify(moved) !== JSON.stringify(held))
        throw new Error(
          `The stores differ: ${JSON.stringify(moved)} was copied, ${JSON.stringify(held)} is there`,
        );
      return held;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyNotes(source: Store, target: Store): Promise<void> {
  for (const kind of noteKinds) {
    const notes = await source.notes.all(kind);
    for (let at = 0; at < notes.length; at += batchSize) {
      const some = notes.slice(at, at + batchSize);
      await Promise.all(some.map(({ key, value, until }) => target.notes.put(kind, key, value, until)));
    }
  }
}

async function holdingOf(store: Store, progress: (part: number) => void): Promise<Holding> {
  const hash = createHash('sha256');
  const { connections, agreements } = store.registry.read();
  const held = { objects: 0, tombstones: 0, connections: connections.length, agreements: agreements.size };
  let position = 0;
  let last = 1;
  for (let records = await next(); records.length > 0; records = await next()) {
    for (const { module, owner, id, changed, object } of records) {
      held[object ? 'objects' : 'tombstones'] += 1;
      add(hash, [module, owner, id, changed]);
      if (!object) continue;
      const { edition, created, lastUpdated, recipient, gone, lookups, bytes } = object;
      add(hash, [edition, created, lastUpdated, recipient, gone, Object.entries(lookups).sort()]);
      hash.update(bytes);
    }
    position = records.at(-1)?.changed ?? position;
    last = Math.max(last, store.objects.position());
    progress(position / last);
  }
  add(hash, [connections, [...agreements]]);
  const notes = await allNotes(store);
  for (const note of notes) add(hash, note);
  return { ...held, notes: notes.length, digest: hash.digest('hex') };

  function next() {
    return store.objects.since(position, batchSize);
  }
}

async function allNotes({ notes }: Store): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for (const kind of noteKinds) {
    const some = await notes.all(kind);
    all.push(...some.map(({ key, value, until }) => [kind, key, until, value]));
  }
  return all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function add(hash: Hash, value: unknown): void {
  hash.update(`${JSON.stringify(value)}\n`);
}
