import { enumValueIn } from '../../ocpi/client/object-in-partner-dialect.ts';
import { below, endpointOf, withQuery } from '../../ocpi/editions/endpoint-urls.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Early, Outgoing } from '../../ocpi/messages/request-and-answer-types.ts';
import { type Party, partyId } from '../../ocpi/words/party-id.ts';
import { toPartner } from '../build-request-to-partner.ts';
import { typeOf } from '../find-objects.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { Receiver } from '../market/object-visibility.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Push } from '../push-types.ts';
import { kindOf } from './kind-of-push-body.ts';

/** A request to a partner about one object: a push, or a GET of the object that the push is about. */
export type PushOrLook = Omit<Push, 'method'> & { method: Push['method'] | 'GET' };

/**
 * The HTTP request that takes a push to a party of a connection, in the name of the hub's party or of the object's
 * owner; it may take `timeout` milliseconds, or has been answered by `early`.
 */
export function requestFor(
  { party: hub, timeout }: { party: Party; timeout: number },
  { party, connection }: Receiver,
  push: PushOrLook,
  early?: Early,
): Outgoing {
  return toPartner(connection, push, {
    method: push.method,
    url: urlFor(hub, connection, push),
    body: push.body,
    object: kindOf(push),
    owner: push.object.owner,
    module: push.object.module,
    to: party,
    from: isAddressed(push) ? push.object.owner : hub,
    timeout,
    early,
  });
}

/** Whether a push is for one party alone and comes from its owner; a push to all comes from the hub (ROUTE-03). */
function isAddressed({ direct, object }: Pick<Push, 'direct' | 'object'>): boolean {
  return direct === true || objectRow(object.module).audience === 'driver';
}

/**
 * The partner's URL of an object, with the owner's ids in it, or the hub's where the connection asks for that (HUB-22,
 * HUB-23).
 */
function urlFor(hub: Party, connection: Connection, push: PushOrLook): string {
  const endpoint = endpointOf(connection.endpoints, push.object.module) ?? '';
  if (push.method === 'POST') return endpoint;
  const { country_code, party_id } = partyId(connection.options.push_as === 'hub' ? hub : push.object.owner);
  const url = below(endpoint, country_code, party_id, push.id, ...push.path);
  const isKeyed = objectRow(push.object.module).key.includes('type');
  const isNamed = (push.method === 'PATCH' || push.method === 'GET') && isKeyed;
  if (!isNamed) return url;
  const word = enumValueIn(typeOf(push.object) || 'RFID', 'TokenType', dialectOf(connection));
  return word === 'RFID' ? url : withQuery(url, { type: word });
}
