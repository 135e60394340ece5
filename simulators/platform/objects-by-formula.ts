import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { differenceOf, withDifference } from './changed-fields-of-object.ts';
import type { Item, ObjectStore } from './object-store.ts';

/** A formula for objects: an index always gives the same object, and all have the same `last_updated`. */
export interface Formula {
  count: number;
  at(index: number): Item;
  /** The index of the object with a key; `undefined` for an unknown key. */
  indexOf(key: string): number | undefined;
}

/**
 * A store of any size in constant memory: it computes objects when asked for them, and stores only those that have
 * changed. It accepts new versions of its objects, but no other objects.
 */
export function computedStore({ count, at, indexOf }: Formula): ObjectStore {
  const changes = new Map<number, Json>();
  const itemAt = (index: number): Item => {
    const item = at(index);
    const change = changes.get(index);
    return change ? { ...item, object: withDifference(item.object, change) } : item;
  };
  return {
    size: count,
    get(key) {
      const index = indexOf(key);
      return index === undefined ? undefined : itemAt(index);
    },
    set(key, { object }) {
      const index = indexOf(key);
      if (index === undefined) throw new Error(`there is no ${key} to change`);
      changes.set(index, differenceOf(at(index).object, object));
    },
    delete: () => false,
    keys: () => [].values(),
    *values() {
      for (let index = 0; index < count; index += 1) yield itemAt(index);
    },
    window(fits, offset, limit) {
      const changed = [...changes.keys()].sort((a, b) => a - b);
      const fitting = changed.filter((index) => fits(itemAt(index)));
      // Filters, on times and on EVSEs in use, treat all unchanged objects alike.
      const unchanged = firstBeside(changed);
      if (unchanged >= count || !fits(at(unchanged)))
        return { total: fitting.length, items: fitting.slice(offset, offset + limit).map(itemAt) };
      const fit = new Set(fitting);
      const hidden = changed.filter((index) => !fit.has(index));
      const items: Item[] = [];
      for (let index = beside(hidden, offset); index < count && items.length < limit; index += 1)
        if (!changes.has(index) || fit.has(index)) items.push(itemAt(index));
      return { total: count - hidden.length, items };
    },
  };
}

/** The smallest whole number that is missing in a rising list. */
function firstBeside(rising: number[]): number {
  const gap = rising.findIndex((index, place) => index !== place);
  return gap < 0 ? rising.length : gap;
}

/** The position of the entry at `offset` when the positions in a rising list are left out. */
function beside(hidden: number[], offset: number): number {
  let index = offset;
  for (const one of hidden) if (one <= index) index += 1;
  return index;
}
