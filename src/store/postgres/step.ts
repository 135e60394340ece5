import { isUtf8 } from 'node:buffer';
import type { Decision, ObjectKey, StoredObject } from '../../hub/ports.ts';
import { toName } from './names.ts';

/** One change as it is to be written: what the object was, and what it is to be; without `content` it is deleted. */
export interface Step {
  key: ObjectKey;
  before?: StoredObject;
  content?: Extract<Decision, { to: 'store' }>['object'];
  form?: object;
  /** The form is kept also when it has been superseded. */
  stands?: boolean;
}

/** The longest name or value in bytes that PostgreSQL is given to index; OCPI's are below 260. */
const longest = 2_000;

/** Throws when PostgreSQL would refuse what is to be stored: then only this change fails, not all that are written with it. */
export function check({ key, content }: Step): void {
  const { module, owner, id } = key;
  for (const [field, value] of Object.entries({ ...content?.lookups, id })) {
    const bytes = Buffer.byteLength([module, field, toName(value), owner, toName(id)].join());
    if (bytes > longest) throw new RangeError(`The ${field} of an object in ${module} is too long`);
  }
  if (content && (!isUtf8(content.bytes) || content.bytes.includes(0)))
    throw new TypeError(`The content of ${module} ${owner} ${id} is no JSON in UTF-8`);
}

/** The values a stored object is found by: those the decision names, and always an id. */
export function lookupsIn({ key, content }: Step): Record<string, string> {
  return { id: key.id, ...content?.lookups };
}
