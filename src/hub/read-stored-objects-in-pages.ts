import type { ObjectModuleId } from '../ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import type { ListQuery, Objects, StoredObject } from './ports/object-store.ts';

/** A part of a list of stored objects, and the number of all objects on the list. */
interface StoredPage {
  objects: StoredObject[];
  total: number;
}

/**
 * Reads a list of stored objects page after page; it reads a page when the caller has worked off the one before. Each
 * object that stays stored comes once, whatever objects are deleted meanwhile: a page begins with the last object of
 * the one before, and where that has moved up the list, it is looked for nearer to the beginning.
 */
export async function* storedPages(
  objects: Pick<Objects, 'list'>,
  query: Pick<ListQuery, 'module' | 'visible'>,
  limit: number,
): AsyncGenerator<StoredPage> {
  let last = Number.NEGATIVE_INFINITY;
  let read = 0;
  for (;;) {
    const overlap = read > 0 ? 1 : 0;
    const asked = { offset: read - overlap, limit: limit + overlap };
    const { objects: page, total } = await objects.list({ ...query, ...asked });
    const begin = page[0]?.created ?? Number.POSITIVE_INFINITY;
    if (overlap > 0 && begin > last) {
      read = Math.max(0, read - limit);
      continue;
    }
    yield { objects: page.filter(({ created }) => created > last), total };
    if (page.length < asked.limit) return;
    last = Math.max(last, page.at(-1)!.created);
    read = asked.offset + page.length;
  }
}

/** All objects that a party owns in a module, page after page. */
export async function* pagesOwnedBy(
  objects: Pick<Objects, 'list'>,
  module: ObjectModuleId,
  owner: Party,
  limit: number,
): AsyncGenerator<StoredObject[]> {
  for await (const page of storedPages(objects, { module, visible: [{ owner }] }, limit)) yield page.objects;
}
