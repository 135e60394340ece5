import { below, endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { unknownObject } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { causedBy, toPartner } from '../build-request-to-partner.ts';
import { asked } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import { nameFor, objectsNamed } from '../market/object-names-across-versions.ts';
import { type HubRequest, readersOf } from '../market/sender-and-addressee.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { relay } from '../relay-answer.ts';
import type { Pair } from './question-types.ts';

/** Time for which the hub remembers that a provider set a profile on a session: 30 days, in milliseconds. */
const memory = 30 * 24 * 3600 * 1000;

/** Notes that a provider set a charging profile on a session, so that it gets later changes of the profile (CP-25, CP-26). */
export async function profileSet(hub: Hub, { cpo, emsp }: Pair, sessionId: string): Promise<void> {
  await hub.store.notes.put('profile', `${cpo} ${sessionId}`, { emsp }, hub.now() + memory);
}

/**
 * Passes an operator's update of a session's active profile to the provider that set a profile on the session, and to
 * nobody else (CP-25, CP-26).
 */
export async function reportProfile(hub: Hub, request: HubRequest): Promise<Answer> {
  const id = request.params.session_id ?? '';
  const operators = readersOf(request);
  const sessions = (await objectsNamed(hub.store, asked.session, id, request)).filter(({ owner }) =>
    operators.includes(owner),
  );
  const [session] = sessions;
  const profile =
    session && (await hub.store.notes.get<{ emsp: Party }>('profile', `${session.owner} ${id}`));
  if (!session || sessions.length > 1 || profile?.emsp !== session.recipient)
    throw unknownObject(2001, `session ${id} with a charging profile`);
  return noting({ asker: session.owner }, () => pass(hub, request, session, profile.emsp));
}

async function pass(hub: Hub, request: HubRequest, session: StoredObject, emsp: Party): Promise<Answer> {
  const connection = connectionOf(hub.store.registry.read(), 'EMSP', emsp);
  const endpoint =
    connection?.status === 'REGISTERED' && endpointOf(connection.endpoints, 'chargingprofiles');
  if (!connection || !endpoint) return {};
  const reply = await hub.send(
    toPartner(connection, causedBy(request), {
      method: 'PUT',
      url: below(endpoint, nameFor(session, connection)),
      body: Buffer.from(JSON.stringify(request.body)),
      module: 'chargingprofiles',
      to: emsp,
      from: session.owner,
      timeout: hub.forwardTimeout,
    }),
  );
  return relay(reply, emsp);
}
