import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { asked, tokensBy } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { objectsNamed } from '../market/object-names-across-versions.ts';
import type { Reader } from '../object-translation-types.ts';
import { locationsNamed } from '../objects/find-locations-by-id.ts';
import type { NamedObjects, Subject } from './question-types.ts';

/**
 * Finds the objects that a question names, each kind once at the first call, though several decisions ask for it: a
 * look-up takes 60 µs on the embedded store, and a command to start a session made three of eleven anew.
 */
export function namedIn(
  { store }: Pick<Hub, 'store'>,
  reader: Reader,
  { location_id = '', session_id, token }: Subject,
): NamedObjects {
  return {
    locations: once(() => locationsNamed({ store }, location_id, reader)),
    sessions: once(() => objectsNamed(store, asked.session, asText(session_id), reader)),
    tokens: once(async () => (token ? tokensBy(store, 'uid', token.uid) : [])),
  };
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= find());
}
