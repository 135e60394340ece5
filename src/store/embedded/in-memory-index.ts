import type { StoredObject } from '../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { changedOf, deleteRow, noRows, putRow, type Rows, sortRows } from './in-memory-index-rows.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';
import type { Step } from './leveldb-operations-of-change.ts';
import { numbersByChecksum, several } from './numbers-by-checksum.ts';
import { type PartyNumbers, partyNumbers } from './numbers-for-parties.ts';
import { hotCache } from './recently-used-objects-cache.ts';

/**
 * The in-memory index of the objects: their state after the last durable change. LevelDB shows a change a little before
 * its promise resolves; until then readers get the object before it.
 */
export interface Memory {
  parties: PartyNumbers;
  /** The rows of a module, which begin empty. */
  rowsOf(module: ObjectModuleId): Rows;
  /** Adds the name of an object, by the key of its row, or with 0 in place of the creation number that of a deleted one. */
  addName(name: string, created: number): void;
  /**
   * The creation number of the one object that may have this name; 0 where the database must be asked, since the name may be
   * that of a deleted object or of one of several; `undefined` where no object has ever had it.
   */
  createdOf(name: string): number | undefined;
  /** Sorts the rows of every module, after they were added in any order. */
  sort(): void;
  /** Number of the newest change of an object that is durable. */
  position: number;
  /** Notes that a change is about to be written. */
  begin(step: Step): void;
  /** Takes over a change of an object that has become durable. */
  apply(step: Step): void;
  /** Drops a change of an object that could not be stored. */
  forget(step: Step): void;
  /** The object whose row has this key, if it is in memory or known not to exist. */
  named(name: string): { object: StoredObject | undefined } | undefined;
  /** The object with this creation number, if it is in memory. */
  recall(created: number): StoredObject | undefined;
  /** Caches an object that was read from LevelDB, unless a newer durable change has replaced it. */
  remember(object: StoredObject): void;
}

/** Makes an empty index with so many bytes of object cache. */
export function memory(cacheBytes: number): Memory {
  const parties = partyNumbers();
  const rows = new Map<ObjectModuleId, Rows>();
  const createdByName = numbersByChecksum();
  const hot = hotCache(cacheBytes);
  const beforeByName = new Map<string, StoredObject | undefined>();
  const beforeByCreated = new Map<number, StoredObject>();

  function rowsOf(module: ObjectModuleId): Rows {
    const known = rows.get(module) ?? noRows();
    rows.set(module, known);
    return known;
  }

  function createdOf(name: string): number | undefined {
    const created = createdByName.of(name);
    return created === several ? 0 : created;
  }

  function sort(): void {
    for (const [module, unsorted] of rows) rows.set(module, sortRows(unsorted));
  }

  function begin({ name, before }: Step): void {
    beforeByName.set(name, before);
    if (before) beforeByCreated.set(before.created, before);
  }

  function forget({ name, before }: Step): void {
    beforeByName.delete(name);
    if (before) beforeByCreated.delete(before.created);
  }

  function apply(step: Step): void {
    forget(step);
    const { key, name, before, after } = step;
    self.position = step.changed;
    if (after) {
      putRow(rowsOf(key.module), after, parties);
      if (!before) createdByName.add(name, after.created);
      hot.put(after, name);
    } else if (before) {
      deleteRow(rowsOf(key.module), before.created);
      createdByName.drop(name, before.created);
      createdByName.add(name, 0);
      hot.drop(before.created);
    }
  }

  function named(name: string): { object: StoredObject | undefined } | undefined {
    if (beforeByName.has(name)) return { object: beforeByName.get(name) };
    const object = hot.named(name);
    return object && { object };
  }

  const recall = (created: number) => beforeByCreated.get(created) ?? hot.get(created);

  function remember(object: StoredObject): void {
    if (changedOf(rowsOf(object.module), object.created) === object.changed) hot.put(object, nameKey(object));
  }

  const addName = createdByName.add;
  const self: Memory = {
    ...{ parties, rowsOf, addName, createdOf, sort, position: 0 },
    ...{ begin, apply, forget, named, recall, remember },
  };
  return self;
}
