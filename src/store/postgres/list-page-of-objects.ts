import type { ListQuery, StoredObject } from '../../hub/ports/object-store.ts';
import type { Ask } from './connection-pool.ts';
import { fetch, filtered, numbersIn, type PageQuery, unfiltered } from './list-page-sql.ts';
import { type Anchors, listName } from './list-page-start-cache.ts';
import type { ObjectCache } from './object-content-cache.ts';
import { count, type Total } from './object-count-rows.ts';
import { type ObjectRow, objectsIn } from './object-rows.ts';
import { type Seen, seenIn, valuesOf } from './visible-objects-filter.ts';

/**
 * The objects on a page as PostgreSQL gives them: the numbers of their creations and of their last changes, each as one list;
 * null where the page is empty.
 */
interface PageRow {
  created: string | null;
  changed: string | null;
}

/** Caches from earlier reads: places at which pages begin, and objects. */
export interface Known {
  anchors: Anchors;
  cache: ObjectCache;
}

/** A page, and the number of all objects on the list. */
interface Found {
  total: number;
  objects: readonly StoredObject[];
}

/** Reads a page of a list; `ask` runs all statements on one snapshot. */
export async function list(ask: Ask, known: Known, query: ListQuery): Promise<Found> {
  const seen = seenIn(query.visible);
  const { from, to, except = [] } = query;
  const counted = from === undefined && to === undefined && except.length === 0 && !isMixed(seen);
  return counted ? countedPage(ask, known, query, seen) : matchingPage(ask, known, query, seen);
}

/** The objects on a page; PostgreSQL sends only the contents of objects that have changed since they were last read. */
async function objectsOn(
  ask: Ask,
  cache: ObjectCache,
  module: string,
  { created, changed }: PageRow,
): Promise<readonly StoredObject[]> {
  if (created === null || changed === null) return [];
  const page = cache.page(changed);
  if (page) return page;
  const changes = numbersIn(changed);
  const known = changes.map((number) => cache.get(number));
  const missing = numbersIn(created).filter((_, at) => !known[at]);
  if (missing.length > 0) {
    const read = objectsIn(await ask<ObjectRow>(fetch, [module, missing]));
    const fresh = new Map(read.map((object) => [object.changed, object]));
    for (const object of read) cache.put(object);
    for (const [at, number] of changes.entries()) known[at] ??= fresh.get(number);
  }
  const objects = known.filter((object) => object !== undefined);
  cache.putPage(changed, objects);
  return objects;
}

/** Reads a page of a list without dates: the totals are stored, and an anchor tells where the page begins. */
async function countedPage(
  ask: Ask,
  { anchors, cache }: Known,
  query: ListQuery,
  seen: Seen,
): Promise<Found> {
  const { module, offset, limit } = query;
  const [sum] = await ask<Total>(count, [module, ...valuesOf(seen)]);
  const { total, reshaped, every } = sum!;
  if (limit === 0 || offset >= total) return { total, objects: [] };
  const name = listName([module, seen]);
  const after = offset > 0 ? anchors.find(name, offset, reshaped) : 0;
  const range = after === undefined ? { after: 0, skip: offset, limit } : { after, skip: 0, limit };
  const { statement, values } = unfiltered(module, seen, range, total * seen.owners.length >= every);
  const [found] = await ask<PageRow>(statement, values);
  const objects = await objectsOn(ask, cache, module, found!);
  const [first, last] = [objects[0], objects.at(-1)];
  if (first && last) {
    anchors.keep(name, offset + objects.length, reshaped, last.created);
    // Caching the anchor spares a repeated request the search: 50 ms at 500,000 objects.
    if (offset > 0) anchors.keep(name, offset, reshaped, first.created - 1);
  }
  return { total, objects };
}

/**
 * Reads a page of a list with dates: every update moves objects in and out of it, so matches are found and counted each
 * time.
 */
async function matchingPage(ask: Ask, { cache }: Known, query: ListQuery, seen: Seen): Promise<Found> {
  const { statement, values }: PageQuery = filtered(query, seen);
  const [found] = await ask<PageRow & { total: number }>(statement, values);
  return { total: found!.total, objects: await objectsOn(ask, cache, query.module, found!) };
}

/**
 * Tells whether a reader sees all objects of some owners and some objects of others. No reader of the hub does; such
 * lists are counted without stored totals.
 */
function isMixed({ owners, pairs }: Seen): boolean {
  return owners.length > 0 && pairs.length > 0;
}
