import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { objectModules, objectRow } from '../../src/ocpi/editions/modules.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { formatDateTime, parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';

/** An object in a simulator's store, with its owner. */
export interface Item {
  owner: Party;
  object: Json;
  /** The connection that the object came from, or the only one that may see it. */
  connection?: string;
}

/** A store for the objects of one module, in the order of their creation; an update does not move one (TRANS-36). */
export interface ObjectStore {
  readonly size: number;
  get(key: string): Item | undefined;
  set(key: string, item: Item): unknown;
  delete(key: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<Item>;
  /** A page of the matching items, on stores that find it without a look at every item. */
  window?(fits: (item: Item) => boolean, offset: number, limit: number): Page;
}

/** A page of a simulator's objects, and the number of all that match. */
export interface Page {
  total: number;
  items: Item[];
}

/** A page of the matching items, in the order of the store. */
export function pageOf(
  store: ObjectStore,
  fits: (item: Item) => boolean,
  offset: number,
  limit: number,
): Page {
  if (store.window) return store.window(fits, offset, limit);
  const items = [...store.values()].filter(fits);
  return { total: items.length, items: items.slice(offset, offset + limit) };
}

/** The first objects of a simulator's store, at most so many. */
export function firstOf(store: ObjectStore, most: number): Item[] {
  return pageOf(store, () => true, 0, most).items;
}

/** One empty store for every object module. */
export function newStores(): Record<ObjectModuleId, ObjectStore> {
  const stores = objectModules.map((id): [string, ObjectStore] => [id, new Map()]);
  return Object.fromEntries(stores) as Record<ObjectModuleId, ObjectStore>;
}

/**
 * The unique key of an object within its module: owner and id, for a Token its type too (TOK-07); CDR ids without case
 * (CDR-11).
 */
export function keyOf(module: ObjectModuleId, owner: Party, object: Json): string {
  const row = objectRow(module);
  const key = [owner, ...row.key.map((field) => String(object[field]))].join('|');
  return row.keyIgnoresCase ? key.toUpperCase() : key;
}

/** Puts an object into a simulator's store. Sessions and CDRs accumulate without end, so only the newest stay. */
export function put(store: ObjectStore, module: ObjectModuleId, item: Item): void {
  store.set(keyOf(module, item.owner, item.object), item);
  if (objectRow(module).audience !== 'driver' || store.size <= mostDriven) return;
  const [oldest] = store.keys();
  if (oldest !== undefined) store.delete(oldest);
}

/** The time of an object's last change, in milliseconds since 1970. */
export function changed({ object }: Item): number {
  return parseDateTime(String(object.last_updated)) ?? 0;
}

/**
 * The `last_updated` of objects that exist from the start: a second ago, so that a list up to now contains them
 * (TRANS-40).
 */
export function stockedAt(now: number): string {
  return formatDateTime(now - 1000);
}

/** The most Sessions, and the most CDRs, that a store keeps. */
const mostDriven = 5000;

/** The most objects that are pushed after a handshake; partners must pull larger stores. */
export const mostPushed = 10_000;
