import { formatDateTime, parseDateTime } from '../../src/ocpi/dates.ts';
import { type ObjectModuleId, objectModules, objectRow } from '../../src/ocpi/modules.ts';
import type { Json } from '../../src/ocpi/parts.ts';
import type { Party } from '../../src/ocpi/party.ts';

/** An object with its owner. */
export interface Item {
  owner: Party;
  object: Json;
  /** The connection it came from, or the only one it may be shown to. */
  connection?: string;
}

/** The objects of one module, in the order of their creation; an update does not move one (TRANS-36). */
export interface Shelf {
  readonly size: number;
  get(key: string): Item | undefined;
  set(key: string, item: Item): unknown;
  delete(key: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<Item>;
  /** A page of what fits, where that can be had without a look at every item. */
  window?(fits: (item: Item) => boolean, offset: number, limit: number): Page;
}

/** Some of the items that fit, and how many there are. */
export interface Page {
  total: number;
  items: Item[];
}

/** A page of what fits, in the order of the shelf. */
export function pageOf(shelf: Shelf, fits: (item: Item) => boolean, offset: number, limit: number): Page {
  if (shelf.window) return shelf.window(fits, offset, limit);
  const items = [...shelf.values()].filter(fits);
  return { total: items.length, items: items.slice(offset, offset + limit) };
}

/** The first items of a shelf. */
export function firstOf(shelf: Shelf, most: number): Item[] {
  return pageOf(shelf, () => true, 0, most).items;
}

/** One empty shelf for every module that has objects. */
export function newShelves(): Record<ObjectModuleId, Shelf> {
  const shelves = objectModules.map((id): [string, Shelf] => [id, new Map()]);
  return Object.fromEntries(shelves) as Record<ObjectModuleId, Shelf>;
}

/** What tells the objects of a module apart: owner and id, for a Token its type too (TOK-07); CDR ids without case (CDR-11). */
export function keyOf(module: ObjectModuleId, owner: Party, object: Json): string {
  const row = objectRow(module);
  const key = [owner, ...row.key.map((field) => String(object[field]))].join('|');
  return row.keyIgnoresCase ? key.toUpperCase() : key;
}

/** Puts an object on its shelf. Of Sessions and CDRs, which have no end, only the newest stay. */
export function put(shelf: Shelf, module: ObjectModuleId, item: Item): void {
  shelf.set(keyOf(module, item.owner, item.object), item);
  if (objectRow(module).audience !== 'driver' || shelf.size <= mostDriven) return;
  const [oldest] = shelf.keys();
  if (oldest !== undefined) shelf.delete(oldest);
}

/** When an object changed last, in milliseconds since 1970. */
export function changed({ object }: Item): number {
  return parseDateTime(String(object.last_updated)) ?? 0;
}

/** The OCPI DateTime of objects that are there from the start: a second ago, so that a list up to now has them (TRANS-40). */
export function stockedAt(now: number): string {
  return formatDateTime(now - 1000);
}

/** Most Sessions, and most CDRs, that are kept. */
const mostDriven = 5000;

/** Most objects that are pushed after a handshake; larger shelves are left to be pulled. */
export const mostPushed = 10_000;
