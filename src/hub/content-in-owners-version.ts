import { across } from '../ocpi/conversion/convert-object.ts';
import { objectRow } from '../ocpi/editions/modules.ts';
import type { Json } from '../ocpi/editions/write-object-part.ts';
import type { Write } from './object-write-type.ts';
import type { StoredObject } from './ports/object-store.ts';

/**
 * The content of a stored object in the version of OCPI in which its owner writes it next; `undefined` where that
 * version cannot express it.
 */
export function contentIn(stored: StoredObject, given: Pick<Write, 'edition' | 'owner'>): Json | undefined {
  const { object } = objectRow(stored.module);
  const content: unknown = JSON.parse(stored.bytes.toString());
  return across(stored, given, object, content, { owner: given.owner }) as Json | undefined;
}
