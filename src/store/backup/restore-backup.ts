import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Agreement, Connection } from '../../hub/ports/connection-registry.ts';
import type { ChangeRecord } from '../../hub/ports/object-store.ts';
import type { Store } from '../../hub/ports/store.ts';
import { fillFolder } from '../embedded/copy-objects-into-folder.ts';
import { openEmbeddedStore } from '../embedded/open-embedded-store.ts';
import { fillObjects, noteMoved } from '../postgres/copy-objects-into-database.ts';
import { openPostgresStore } from '../postgres/open-postgres-store.ts';
import { format, type Line, recordOf } from './backup-line-format.ts';

/** The numbers of objects, connections and so on that a backup contains. */
export interface Restored {
  made: string;
  objects: number;
  connections: number;
  agreements: number;
  notes: number;
}

/** The target of a restore: a data folder or the URL of a database that no hub uses and that contains nothing. */
export interface Target {
  folder?: string;
  database?: string;
  /** True where a store that is in the folder already is moved aside, under another name. */
  replace?: boolean;
  now(): number;
  warn(message: string): void;
}

/** A backup that was read to its end and found complete. */
interface Checked {
  restored: Restored;
  /** The newest change number of objects that may come twice in the backup, by name. */
  newest: Map<string, number>;
  last: number;
}

/**
 * Restores a backup into an empty target; rejects with a message for the operator, before anything is written where the
 * backup is not complete.
 */
export async function restore(file: string, target: Target): Promise<Restored> {
  const { newest, last, restored } = await check(file);
  const records = () => recordsIn(file, newest);
  const { folder, database, warn } = target;
  if (database !== undefined) {
    await openAndClose(() => openPostgresStore({ url: database, warn }));
    await fillObjects(database, inTurn(records(), last), () => undefined);
    await keepRest(file, await openPostgresStore({ url: database, warn }));
    await noteMoved(database);
  } else if (folder !== undefined) {
    await makeRoom(folder, target);
    await fillFolder(folder, records(), warn);
    await keepRest(file, await openEmbeddedStore({ folder, warn }));
  }
  return restored;
}

/** Moves the store of a folder aside, or refuses where there is one. */
async function makeRoom(folder: string, { replace, now, warn }: Target): Promise<void> {
  const names = ['objects', 'journal', 'registry.json', 'registry.json.bak'];
  const there = names.filter((name) => existsSync(join(folder, name)));
  if (there.length === 0) return;
  if (!replace)
    throw new Error(
      `There is a store in ${folder} already: name an empty folder, or give --replace to set it aside`,
    );
  // A hub that runs on the folder has locked it.
  if (there.includes('objects')) await openAndClose(() => openEmbeddedStore({ folder, warn }));
  const aside = `before-restore-${new Date(now()).toISOString().replaceAll(':', '')}`;
  for (const name of there) await rename(join(folder, name), join(folder, `${name}.${aside}`));
}

/** Stores the connections, agreements and notes of a backup in a store that has the objects already, and closes it. */
async function keepRest(file: string, store: Store): Promise<void> {
  try {
    const connections: Connection[] = [];
    const agreements: Agreement[] = [];
    for await (const line of linesOf(file)) {
      if ('connection' in line) connections.push(line.connection);
      if ('agreement' in line) agreements.push(line.agreement);
      if ('note' in line) {
        const [kind, key, until, value] = line.note;
        await store.notes.put(kind, key, value, until);
      }
    }
    await store.registry.change(() => ({ connections }));
    await store.registry.agree(() => agreements);
  } finally {
    await store.close();
  }
}

/** Counts the contents of a backup; rejects with a message for the operator where it is not complete. */
export async function checkBackup(file: string): Promise<Restored> {
  return (await check(file)).restored;
}

/** Reads a backup to its end and compares it with its last line. */
async function check(file: string): Promise<Checked> {
  const hash = createHash('sha256');
  const counted: Restored = { made: '', objects: 0, connections: 0, agreements: 0, notes: 0 };
  const newest = new Map<string, number>();
  let [position, last, lines, isWhole] = [0, 0, 0, false];
  for await (const text of textsOf(file)) {
    const line = parsed(file, text);
    if ('end' in line) {
      isWhole = line.end.lines === lines && line.end.digest === hash.digest('hex');
      break;
    }
    hash.update(`${text}\n`);
    lines += 1;
    if (lines === 1 && !('backup' in line && line.backup === format))
      throw new Error(`${file} is no backup of this version of the hub`);
    if ('backup' in line) [position, counted.made] = [line.position, line.made];
    if ('connection' in line) counted.connections += 1;
    if ('agreement' in line) counted.agreements += 1;
    if ('note' in line) counted.notes += 1;
    if ('object' in line) {
      const { module, owner, id, changed } = line.object;
      last = Math.max(last, changed);
      // Only objects that changed while the backup was made may be in it twice.
      if (changed > position) newest.set(JSON.stringify([module, owner, id]), changed);
    }
  }
  if (!isWhole) throw new Error(`${file} is not whole: it was cut off, or changed`);
  for await (const { object } of recordsIn(file, newest)) if (object) counted.objects += 1;
  return { restored: counted, newest, last };
}

/** The objects of a backup and its deletions, each once, in the order of their change numbers. */
async function* recordsIn(file: string, newest: Map<string, number>): AsyncGenerator<ChangeRecord> {
  for await (const line of linesOf(file)) {
    if (!('object' in line)) continue;
    const { module, owner, id, changed } = line.object;
    const last = newest.get(JSON.stringify([module, owner, id])) ?? changed;
    if (last === changed) yield recordOf(line.object);
  }
}

/** Turns a stream of changes into a source that the restore asks for the next ones. */
function inTurn(records: AsyncGenerator<ChangeRecord>, last: number) {
  return {
    position: () => last,
    async since(_position: number, limit: number): Promise<ChangeRecord[]> {
      const some: ChangeRecord[] = [];
      while (some.length < limit) {
        const next = await records.next();
        if (next.done) break;
        some.push(next.value);
      }
      return some;
    },
  };
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  for await (const text of textsOf(file)) yield parsed(file, text);
}

async function* textsOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file).pipe(createGunzip());
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

function parsed(file: string, text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new Error(`${file} is not whole: a line of it is no JSON`);
  }
}

async function openAndClose(open: () => Promise<Store>): Promise<void> {
  const store = await open();
  const others = store.processes.count() - 1;
  await store.close();
  if (others > 0) throw new Error('A hub is running on the database: end it first');
}
