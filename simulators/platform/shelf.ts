import { parseDateTime } from '../../src/ocpi/dates.ts';
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
export type Shelf = Map<string, Item>;

/** One empty shelf for every module that has objects. */
export function newShelves(): Record<ObjectModuleId, Shelf> {
  return Object.fromEntries(objectModules.map((id) => [id, new Map()])) as Record<ObjectModuleId, Shelf>;
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

/** Most Sessions, and most CDRs, that are kept. */
const mostDriven = 5000;
