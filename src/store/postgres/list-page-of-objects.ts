import type { ListQuery, StoredObject } from '../../hub/ports/object-store.ts';
import type { Ask } from './connection-pool.ts';
import { fetch, filtered, numbersIn, type PageQuery, unfiltered } from './list-page-sql.ts';
import { type Anchors, listName } from './list-page-start-cache.ts';
import type { ObjectCache } from './object-content-cache.ts';
import { count, type Total } from './object-count-rows.ts';
import { type ObjectRow, objectsIn } from './object-rows.ts';
import { type Seen, seenIn, valuesOf } from './visible-objects-filter.ts';

interface Page {
  total: number;
  /** Creation numbers of the objects on the page of a list. */
  page: number[];
  /** Numbers of their last changes. */
  changes: number[];
}

/** The same numbers, as PostgreSQL gives them. */
interface PageRow {
  created: string | null;
  changed: string | null;
}

/** Caches from earlier reads: places at which pages begin, and objects. */
export interface Known {
  anchors: Anchors;
  cache: ObjectCache;
}

/** Reads a page of a list; `ask` runs all statements on one snapshot. */
export async function list(
  ask: Ask,
  { anchors, cache }: Known,
  query: ListQuery,
): Promise<{ total: number; objects: StoredObject[] }> {
  const seen = seenIn(query.visible);
  const { from, to, except = [] } = query;
  const counted = from === undefined && to === undefined && except.length === 0 && !isMixed(seen);
  const { total, ...found } = await (counted
    ? countedPage(ask, anchors, query, seen)
    : matchingPage(ask, query, seen));
  return { total, objects: await objectsAt(ask, cache, query.module, found) };
}

/** The objects on a page; PostgreSQL sends only the contents of objects that have changed since they were last read. */
async function objectsAt(
  ask: Ask,
  cache: ObjectCache,
  module: string,
  { page, changes }: Omit<Page, 'total'>,
): Promise<StoredObject[]> {
  const known = changes.map((changed) => cache.get(changed));
  const whole = known.filter((object) => object !== undefined);
  if (whole.length === changes.length) return whole;
  const missing = page.filter((_, at) => !known[at]);
  const read = objectsIn(await ask<ObjectRow>(fetch, [module, missing]));
  for (const object of read) cache.put(object);
  const fresh = new Map(read.map((object) => [object.changed, object]));
  const objects = changes.map((changed, at) => known[at] ?? fresh.get(changed));
  return objects.filter((object) => object !== undefined);
}

/** Reads a page of a list without dates: the totals are stored, and an anchor tells where the page begins. */
async function countedPage(ask: Ask, anchors: Anchors, query: ListQuery, seen: Seen): Promise<Page> {
  const { module, offset, limit } = query;
  const [sum] = await ask<Total>(count, [module, ...valuesOf(seen)]);
  const { total, reshaped, every } = sum!;
  if (limit === 0 || offset >= total) return { total, page: [], changes: [] };
  const name = listName([module, seen]);
  const after = offset > 0 ? anchors.find(name, offset, reshaped) : 0;
  const range = after === undefined ? { after: 0, skip: offset, limit } : { after, skip: 0, limit };
  const { statement, values } = unfiltered(module, seen, range, total * seen.owners.length >= every);
  const [found] = await ask<PageRow>(statement, values);
  const page = numbersIn(found!.created);
  if (page.length > 0) {
    anchors.keep(name, offset + page.length, reshaped, page.at(-1)!);
    // Caching the anchor spares a repeated request the search: 50 ms at 500,000 objects.
    if (offset > 0) anchors.keep(name, offset, reshaped, page[0]! - 1);
  }
  return { total, page, changes: numbersIn(found!.changed) };
}

/**
 * Reads a page of a list with dates: every update moves objects in and out of it, so matches are found and counted each
 * time.
 */
async function matchingPage(ask: Ask, query: ListQuery, seen: Seen): Promise<Page> {
  const { statement, values }: PageQuery = filtered(query, seen);
  const [found] = await ask<PageRow & { total: number }>(statement, values);
  const { total, created, changed } = found!;
  return { total, page: numbersIn(created), changes: numbersIn(changed) };
}

/**
 * Tells whether a reader sees all objects of some owners and some objects of others. No reader of the hub does; such
 * lists are counted without stored totals.
 */
function isMixed({ owners, pairs }: Seen): boolean {
  return owners.length > 0 && pairs.length > 0;
}
