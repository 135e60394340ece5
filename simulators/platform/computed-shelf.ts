import type { Json } from '../../src/ocpi/parts.ts';
import { differenceOf, withDifference } from './difference.ts';
import type { Item, Shelf } from './shelf.ts';

/** Objects by a formula: an index always gives the same object, and all were updated at the same moment. */
export interface Formula {
  count: number;
  at(index: number): Item;
  /** The index of the object with a key; `undefined` when there is none. */
  indexOf(key: string): number | undefined;
}

/**
 * A shelf of any size that takes no room: objects are computed when they are asked for, and only what has changed since
 * is kept. Takes new versions of its objects, but no other objects.
 */
export function computedShelf({ count, at, indexOf }: Formula): Shelf {
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
      // What has not changed is alike to every filter: on times, and on EVSEs in use.
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

/** The first whole number that is not in a rising list. */
function firstBeside(rising: number[]): number {
  const gap = rising.findIndex((index, place) => index !== place);
  return gap < 0 ? rising.length : gap;
}

/** Where the entry at `offset` stands when those of a rising list are left out. */
function beside(hidden: number[], offset: number): number {
  let index = offset;
  for (const one of hidden) if (one <= index) index += 1;
  return index;
}
