import type { ObjectKey, StoredObject } from '../../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../../ocpi/editions/basic-ocpi-types.ts';
import { namedBy, nameKey } from '../keys-of-objects-in-leveldb.ts';
import { readChange, readName } from '../leveldb-operations-of-change.ts';
import type { RawLevel } from '../leveldb-with-checksums.ts';
import { fromRecord } from '../object-record-bytes.ts';
import { withoutChecksum } from '../value-checksum.ts';

/** One entry of the database about an object: its record, its row, or its place in the order of changes. */
export interface Word {
  key: ObjectKey;
  changed: number;
  /** Number of the object's creation; 0 in an entry about its deletion. */
  created: number;
  /** The object, if the entry is its record. */
  object?: StoredObject;
}

/** All entries about objects in the database of a damaged store, with their contents. */
export interface Census {
  /** Contents of each entry except records, by its key; `undefined` where the content is damaged. */
  entries: Map<string, string | undefined>;
  /** The keys of the records of all objects. */
  records: Set<string>;
  /** The newest database entry about each stored object, by the key of its row; undefined where only a damaged row names the object. */
  newest: Map<string, Word | undefined>;
  /** Keys of the database entries that have no valid checksum or no valid content. */
  damaged: Set<string>;
}

/** Reads every entry of a store's LevelDB database. */
export async function censusOf(level: RawLevel): Promise<Census> {
  const census: Census = {
    ...{ entries: new Map(), records: new Set(), newest: new Map(), damaged: new Set() },
  };
  const entries = level.iterator({ highWaterMarkBytes: 1_000_000 });
  for (let some = await entries.nextv(1000); some.length > 0; some = await entries.nextv(1000))
    for (const [key, stored] of some)
      if (!key.startsWith('m!')) take(census, key, withoutChecksum(key, stored));
  await entries.close();
  return census;
}

function take(census: Census, key: string, value: Buffer | undefined): void {
  try {
    if (key.startsWith('o!')) census.records.add(key);
    else if (/^[kcl]!/.test(key)) census.entries.set(key, value?.toString());
    if (!value) throw new Error('no checksum');
    const word = wordIn(key, value);
    if (word) hear(census, word);
  } catch {
    census.damaged.add(key);
    // The key alone still names an object, though its content is damaged.
    const name = key.startsWith('k!') ? named(key) : undefined;
    if (name && !census.newest.has(name)) census.newest.set(name, undefined);
  }
}

function wordIn(key: string, value: Buffer): Word | undefined {
  const kind = key.slice(0, 2);
  if (kind === 'o!') {
    const [, module = '', created = ''] = key.split('!');
    const object = fromRecord(module as ObjectModuleId, Number(created), value);
    return { key: object, changed: object.changed, created: object.created, object };
  }
  if (kind === 'k!') return { key: namedBy(key), ...readName(value) };
  if (kind === 'c!') {
    const change = readChange(value);
    return { key: change, changed: Number(key.slice(2)), created: change.created };
  }
  return undefined;
}

function hear(census: Census, word: Word): void {
  const name = nameKey(word.key);
  const known = census.newest.get(name);
  const isNewer = !known || word.changed > known.changed || (word.changed === known.changed && word.object);
  // Contents are read again when they are needed: the contents of a million objects would not fit into memory.
  if (isNewer) census.newest.set(name, word.object ? { ...word, object: withoutBytes(word.object) } : word);
}

function withoutBytes(object: StoredObject): StoredObject {
  return { ...object, bytes: Buffer.alloc(0) };
}

function named(key: string): string | undefined {
  try {
    return nameKey(namedBy(key));
  } catch {
    return undefined;
  }
}
