import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import { objectModules, objectRow } from '../../src/ocpi/editions/modules.ts';
import type { Json } from '../../src/ocpi/editions/parts.ts';
import { formatDateTime, parseDateTime } from '../../src/ocpi/words/dates.ts';
import type { Party } from '../../src/ocpi/words/party.ts';

/** An object with its owner. */
export interface Item {
  owner: Party;
  object: Json;
  /** The connection that it came from, or the only one that may see it. */
  connection?: string;
}

/** A store for the objects of one module, in the order of their creation; an update does not move one (TRANS-36). */
export interface Shelf {
  readonly size: number;
  get(key: string): Item | undefined;
  set(key: string, item: Item): unknown;
  delete(key: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<Item>;
  /** A page of the matching items, on shelves that find it without a look at every item. */
  window?(fits: (item: Item) => boolean, offset: number, limit: number): Page;
}

/** Some of the matching items, and the number of all. */
export interface Page {
  total: number;
  items: Item[];
}

/** A page of the matching items, in the order of the shelf. */
export function pageOf(shelf: Shelf, fits: (item: Item) => boolean, offset: number, limit: number): Page {
  if (shelf.window) return shelf.window(fits, offset, limit);
  const items = [...shelf.values()].filter(fits);
  return { total: items.length, items: items.slice(offset, offset + limit) };
}

/** The first items of a shelf. */
export function firstOf(shelf: Shelf, most: number): Item[] {
  return pageOf(shelf, () => true, 0, most).items;
}

/** One empty shelf for every object module. */
export function newShelves(): Record<ObjectModuleId, Shelf> {
  const shelves = objectModules.map((id): [string, Shelf] => [id, new Map()]);
  return Object.fromEntries(shelves) as Record<ObjectModuleId, Shelf>;
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

/** Puts an object on its shelf. Sessions and CDRs accumulate without end, so only the newest stay. */
export function put(shelf: Shelf, module: ObjectModuleId, item: Item): void {
  shelf.set(keyOf(module, item.owner, item.object), item);
  if (objectRow(module).audience !== 'driver' || shelf.size <= mostDriven) return;
  const [oldest] = shelf.keys();
  if (oldest !== undefined) shelf.delete(oldest);
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

/** The most Sessions, and the most CDRs, that a shelf keeps. */
const mostDriven = 5000;

/** The most objects that are pushed after a handshake; partners must pull larger shelves. */
export const mostPushed = 10_000;
