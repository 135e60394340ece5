import type { Json } from '../../src/ocpi/parts.ts';
import type { Session } from '../../src/ocpi/types.generated.ts';
import { partner } from '../platform/connections.ts';
import { push } from '../platform/push.ts';
import { keyOf, put } from '../platform/shelf.ts';
import type { Operator } from './operator.ts';
import { changesOf } from './session.ts';

/** Keeps a Session as it is now and tells the driver's provider: PUT the whole, PATCH what moves (SES-17). */
export async function tellSession(
  { platform }: Operator,
  connection: string,
  session: Session,
  method: 'PUT' | 'PATCH',
): Promise<void> {
  const object = session as unknown as Json;
  put(platform.own.sessions, 'sessions', { owner: platform.party, object, connection });
  const provider = partner(platform, connection);
  if (!provider) return;
  await push(platform, provider, 'sessions', {
    method,
    path: [session.id],
    body: method === 'PUT' ? object : (changesOf(session) as Json),
    whole: () => platform.own.sessions.get(keyOf('sessions', platform.party, object))?.object,
  });
}
