import { hasDotSegments } from '../../ocpi/words/url-dot-segments.ts';
import type { Push } from '../push-types.ts';

/** Tells whether a push brings an object as a whole. */
export function isWhole({ method, path }: Push): boolean {
  return method === 'POST' || (method === 'PUT' && path.length === 0);
}

/**
 * The reason not to send an object with an unsafe id, which an earlier release stored (TRANS-72); such an object does
 * not delay others.
 */
export function wrongId({ id, path }: Push): string | undefined {
  const wrong = [id, ...path].find((part) => hasDotSegments(part));
  return wrong === undefined ? undefined : `not sent: the id "${wrong}" would lead to another object`;
}
