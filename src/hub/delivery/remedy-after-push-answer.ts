import { isDeepStrictEqual } from 'node:util';
import { acceptanceOf } from '../../ocpi/client/answer-acceptance.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { type Json, parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { StoredObject } from '../ports/object-store.ts';

/**
 * The next step after a partner's answer to a push: none, the whole object at once, or a GET of the object that the
 * partner has.
 */
export type Remedy = 'none' | 'whole' | 'look';

/**
 * Decides on the next step after a partner's answer to a push (TRANS-76): a partner that cannot place a part may take
 * the whole object (HUB-28).
 */
export function remedyFor(
  push: { method: string; path: string[] },
  reply: Pick<Reply, 'http' | 'code'>,
): Remedy {
  const isPart = push.method === 'PATCH' || (push.method === 'PUT' && push.path.length > 0);
  if (!isPart) return 'none';
  const refused = acceptanceOf(reply) === 'refused';
  if (reply.http === 404 || (refused && reply.code === 2003)) return 'whole';
  return refused ? 'look' : 'none';
}

/**
 * Tells whether a partner's copy of an object is the same as the hub's; the partner need not keep the mark of its owner
 * (HUB-05).
 */
export function isSame(
  object: Pick<StoredObject, 'module' | 'edition'>,
  shown: unknown,
  bytes: Buffer,
): boolean {
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) return false;
  return isDeepStrictEqual(unmarked(object, shown as Json), unmarked(object, parsed(bytes)));
}

function unmarked(of: Pick<StoredObject, 'module' | 'edition'>, value: Json): Json {
  const { normalise, objectRow } = editionOf(of);
  return { ...normalise(objectRow(of.module).object, value), country_code: undefined, party_id: undefined };
}
