import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { withOwnFields } from '../../src/ocpi/schemas/validation.ts';
import type { Session } from '../../src/ocpi/types/2.1.1.generated.ts';
import { keyOf, put } from '../platform/object-store.ts';
import { partner } from '../platform/partners-and-their-tokens.ts';
import { push } from '../platform/push-to-partners.ts';
import { changesOf } from './build-session-and-cdr.ts';
import type { Updates } from './odd-session-updates.ts';
import type { Operator } from './operator-state.ts';

/** Stores the present state of a Session and sends it to the driver's provider, in the order that `updates` gives, at once without it. */
export async function updateSession(
  operator: Operator,
  connection: string,
  session: Session,
  method: 'PUT' | 'PATCH',
  updates?: Updates,
): Promise<void> {
  const { platform } = operator;
  const object = withOwnFields('session', session) as unknown as Json;
  put(platform.own.sessions, 'sessions', { owner: platform.party, object, connection });
  const send = () => pushSession(operator, connection, session, method);
  await (updates ? updates.send(send) : send());
}

/** Sends a Session to the driver's provider: PUT with the whole, or PATCH with the changed fields (SES-17). */
export async function pushSession(
  { platform }: Operator,
  connection: string,
  session: Session,
  method: 'PUT' | 'PATCH',
): Promise<void> {
  const object = withOwnFields('session', session) as unknown as Json;
  const provider = partner(platform, connection);
  if (!provider) return;
  await push(platform, provider, 'sessions', {
    method,
    path: [session.id],
    body: method === 'PUT' ? object : (changesOf(session) as Json),
    whole: () => platform.own.sessions.get(keyOf('sessions', platform.party, object))?.object,
  });
}
