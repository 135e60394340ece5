import type { ObjectModuleId } from '../ocpi/editions/edition.ts';
import type { Party } from '../ocpi/words/party.ts';
import type { Objects, StoredObject } from './ports/objects.ts';

/** All objects that a party owns in a module, page after page; a page is read when the one before it has been worked off. */
export async function* pagesOwnedBy(
  objects: Pick<Objects, 'list'>,
  module: ObjectModuleId,
  owner: Party,
  limit: number,
): AsyncGenerator<StoredObject[]> {
  for (let offset = 0; ; offset += limit) {
    const page = (await objects.list({ module, visible: [{ owner }], offset, limit })).objects;
    yield page;
    if (page.length < limit) return;
  }
}
