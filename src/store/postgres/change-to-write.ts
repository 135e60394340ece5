import { isUtf8 } from 'node:buffer';
import type { Decision, ObjectKey, StoredObject } from '../../hub/ports/object-store.ts';
import { toName } from './escape-text-for-postgres.ts';

/** A change to write: the object before and after it; without `content` the object is deleted. */
export interface Step {
  key: ObjectKey;
  before?: StoredObject;
  content?: Extract<Decision, { to: 'store' }>['object'];
  form?: object;
  /** True where the push that brought the change stays readable after a later change has superseded it. */
  stands?: boolean;
}

/** The longest name or value, in bytes, for an index of PostgreSQL; names and values of OCPI are below 260. */
const longest = 2_000;

/** Throws when PostgreSQL would refuse the object: then only this change fails, not the whole group. */
export function check({ key, content }: Step): void {
  const { module, owner, id } = key;
  for (const [field, value] of Object.entries({ ...content?.lookups, id })) {
    const bytes = Buffer.byteLength([module, field, toName(value), owner, toName(id)].join());
    if (bytes > longest) throw new RangeError(`The ${field} of an object in ${module} is too long`);
  }
  if (content && (!isUtf8(content.bytes) || content.bytes.includes(0)))
    throw new TypeError(`The content of ${module} ${owner} ${id} is no JSON in UTF-8`);
}

/** The look-up values of a stored object: those that the decision names, and always an id. */
export function lookupsIn({ key, content }: Step): Record<string, string> {
  return { id: key.id, ...content?.lookups };
}
