import type {
  ChangeRecord,
  ListQuery,
  ObjectKey,
  ObjectState,
  Objects,
  StoredObject,
  Wanted,
} from '../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { type AliasIndex, aliasField } from './case-insensitive-id-index.ts';
import { pageOf } from './find-list-page.ts';
import type { Arrivals } from './how-newest-changes-arrived.ts';
import type { Memory } from './in-memory-index.ts';
import { changedOf } from './in-memory-index-rows.ts';
import { changedBy, changesAfter, lookupsOf, nameKey, recordKey } from './keys-of-objects-in-leveldb.ts';
import { type NameRow, readChange, readName } from './leveldb-operations-of-change.ts';
import type { Level, Range } from './leveldb-with-checksums.ts';
import { fromRecord } from './object-record-bytes.ts';
import type { UnusedFields } from './unused-lookup-fields.ts';

/** The stored record of an object that is to be read; with `changed` it must be the state after exactly this change. */
type Place = Pick<StoredObject, 'module' | 'created'> & { changed?: number };

type Snapshot = ReturnType<Level['snapshot']>;

/** The part of the objects' interface that reads. */
export interface Reading extends Pick<Objects, 'get' | 'same' | 'stand' | 'list' | 'find' | 'since'> {
  /** The object of a module whose row has this key, as `get` reads it. */
  named(name: string, module: ObjectModuleId): Promise<StoredObject | undefined>;
  /** The row of an object in the database, by its key. */
  nameRow(name: string): NameRow | undefined;
}

/** Reads objects from memory if possible, else from LevelDB. */
export function reading(
  level: Level,
  memory: Memory,
  aliases: AliasIndex,
  unused: Pick<UnusedFields, 'isUnused'>,
  arrivals: Pick<Arrivals, 'of'>,
): Reading {
  async function named(name: string, module: ObjectModuleId): Promise<StoredObject | undefined> {
    const known = memory.named(name);
    if (known) return known.object;
    const created = memory.createdOf(name);
    if (!created) return byRow(name, module);
    const [object] = await read([{ module, created }]);
    return object && nameKey(object) === name ? object : byRow(name, module);
  }

  /** Reads an object by its row in the database; so is one whose name has the checksum of another's or of a deleted one's. */
  async function byRow(name: string, module: ObjectModuleId): Promise<StoredObject | undefined> {
    const known = memory.named(name);
    if (known) return known.object;
    const row = nameRow(name);
    return row && row.created > 0 ? present((await read([{ module, created: row.created }]))[0]) : undefined;
  }

  const get = (key: ObjectKey) => named(nameKey(key), key.module);

  async function same(wanted: readonly Wanted[]): Promise<(Omit<StoredObject, 'bytes'> | undefined)[]> {
    const objects = await Promise.all(wanted.map(({ key }) => get(key)));
    return objects.map((object, at) => {
      const { lastUpdated, bytes } = wanted[at]!;
      return object && object.lastUpdated >= lastUpdated && object.bytes.equals(bytes()) ? object : undefined;
    });
  }

  async function stand(states: readonly ObjectState[]): Promise<boolean[]> {
    return states.map(
      ({ module, created, changed }) => changedOf(memory.rowsOf(module), created) === changed,
    );
  }

  async function list(query: ListQuery): Promise<{ total: number; objects: StoredObject[] }> {
    const { module } = query;
    const { total, page } = pageOf(memory.rowsOf(module), memory.parties, query);
    return { total, objects: (await read(page.map((created) => ({ module, created })))).map(present) };
  }

  async function find(
    module: ObjectModuleId,
    field: string,
    value: string,
    limit = -1,
  ): Promise<StoredObject[]> {
    if (unused.isUnused(module, field)) return [];
    const only = field === aliasField ? aliases.only(module, value) : undefined;
    if (only !== undefined) return withAlias(module, only, value);
    const snapshot = level.snapshot();
    try {
      const places = await all({ ...lookupsOf(module, field, value), limit, snapshot });
      const wanted = places.map(([, place]) => ({ module, created: Number(place) }));
      const objects = await read(
        wanted.sort((a, b) => a.created - b.created),
        snapshot,
      );
      // An object that is being changed is read as it was before.
      return objects.map(present).filter((object) => object.lookups[field] === value);
    } finally {
      await snapshot.close();
    }
  }

  async function withAlias(module: ObjectModuleId, created: number, value: string): Promise<StoredObject[]> {
    if (changedOf(memory.rowsOf(module), created) === undefined) return [];
    const objects = await read([{ module, created }]);
    return objects.map(present).filter(({ lookups }) => lookups[aliasField] === value);
  }

  async function since(position: number, limit: number): Promise<ChangeRecord[]> {
    const snapshot = level.snapshot();
    try {
      const entries = await all({ ...changesAfter(position), limit, snapshot });
      const changes = entries.map(([key, value]) => ({ changed: changedBy(key), ...readChange(value) }));
      const stored = changes.filter(({ created }) => created > 0);
      const objects = (await read(stored, snapshot)).map(present)[Symbol.iterator]();
      return changes.map(({ created, ...change }) => {
        const record = { ...change, ...arrivals.of(change.changed) };
        return created > 0 ? { ...record, object: objects.next().value } : record;
      });
    } finally {
      await snapshot.close();
    }
  }

  async function all(range: Range): Promise<[string, Buffer][]> {
    const entries = [];
    for await (const page of level.pages(range)) entries.push(...page);
    return entries;
  }

  function nameRow(name: string): NameRow | undefined {
    if (memory.createdOf(name) === undefined) return undefined;
    const value = level.getSync(name);
    return value && readName(value);
  }

  /**
   * Reads the records that are not in memory in one call. The LevelDB snapshot is taken synchronously, in the same turn
   * as the decision which records to read. A single one is read at once: LevelDB takes 9 µs of CPU for it, and 26 by
   * `getMany`, which is a twentieth of a change among 100,000 objects.
   */
  async function read(wanted: Place[], snapshot?: Snapshot): Promise<(StoredObject | undefined)[]> {
    const objects = wanted.map(recall);
    const missing = [...wanted.keys()].filter((at) => objects[at] === undefined);
    if (missing.length === 0) return objects;
    const keys = missing.map((at) => recordKey(wanted[at]!.module, wanted[at]!.created));
    const isSingle = keys.length === 1 && !snapshot;
    const records = isSingle
      ? [level.getSync(keys[0]!)]
      : await level.getMany(keys, snapshot && { snapshot });
    for (const [nth, at] of missing.entries()) {
      const record = records[nth];
      const object = record && fromRecord(wanted[at]!.module, wanted[at]!.created, record);
      if (object) memory.remember(object);
      objects[at] = object;
    }
    return objects;
  }

  function recall({ created, changed }: Place): StoredObject | undefined {
    const object = memory.recall(created);
    return changed === undefined || object?.changed === changed ? object : undefined;
  }

  return { get, same, stand, list, find, since, named, nameRow };
}

function present(object: StoredObject | undefined): StoredObject {
  if (!object)
    throw new Error(
      'The store has lost the record of an object. End the hub and run "ocpi-hub doctor --mend"',
    );
  return object;
}
