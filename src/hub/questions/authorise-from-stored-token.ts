import type { ModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { type Json, parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { type TokenQuestion, wrongIn } from '../binding/token-owners.ts';
import { contentIn } from '../content-in-owners-version.ts';
import { contractOf, typeOf, uidOf } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { readToken } from '../read-token-object.ts';
import { noteAllowed } from './provider-claims-by-command.ts';

/**
 * The answer about a Token for which no provider is asked: the hub's copy decides, and an ALLOWED is noted like a
 * provider's.
 */
export async function answerFromStore(
  hub: Hub,
  { caller, requestId, route, edition, body: place }: HubRequest,
  cpo: Party,
  stored: StoredObject,
): Promise<Answer> {
  const token = contentIn(stored, { edition, owner: stored.owner }) ?? {};
  const shown = tokenFor(caller.connection, route.module, undefined, token);
  if (token.valid !== true) return { data: { allowed: 'BLOCKED', ...shown } };
  await noteAllowed(hub, {
    cpo,
    emsp: stored.owner,
    at: hub.now(),
    request: requestId,
    uid: uidOf(stored),
    contract: contractOf(stored),
    type: typeOf(stored),
    reference: undefined,
    place: place as Json | undefined,
  });
  return { data: { allowed: 'ALLOWED', ...(isEmpty(place) ? {} : { location: place }), ...shown } };
}

/** A provider's answer for the operator: with the Token if it is the one that was asked about (RTA-19); an ALLOWED is noted as a claim on the driver (RTA-17). */
export async function answerWithToken(
  hub: Hub,
  { caller, requestId, route, edition }: HubRequest,
  asked: TokenQuestion,
  answer: Answer,
  stored: StoredObject | undefined,
): Promise<Answer> {
  const { token: given, ...data } = answer.data as Json;
  const wrong = given === undefined ? [] : await wrongIn(hub, asked, given as Json);
  const sent = given !== undefined && wrong.length === 0 ? (given as Json) : undefined;
  if (data.allowed === 'ALLOWED') {
    const { cpo, emsp, uid, others, place } = asked;
    await noteAllowed(hub, {
      cpo,
      emsp,
      at: hub.now(),
      request: requestId,
      uid,
      contract: sent ? readToken(asked, sent).contract : stored && contractOf(stored),
      type: sent ? asText(sent.type) : stored && typeOf(stored),
      others,
      reference: data.authorization_reference as string | undefined,
      place,
    });
  }
  const known = stored && contentIn(stored, { edition, owner: stored.owner });
  const shown = { ...data, ...tokenFor(caller.connection, route.module, sent, known) };
  return { ...answer, data: shown, findings: wrong };
}

/**
 * The Token in an answer to a real-time authorisation, only for an operator that cannot know it (EXT-21): it gets no
 * Tokens pushed, or the hub has not this one either. The provider's Token passes; the hub adds its own where all
 * extensions are wanted (RTA-19).
 */
function tokenFor(
  connection: Connection,
  module: ModuleId,
  sent: unknown,
  stored: Json | undefined,
): { token?: unknown } {
  const { extensions } = dialectOf(connection);
  const isPushed = connection.options.push && endpointOf(connection.endpoints, module) !== undefined;
  if (extensions === 'none' || (stored && isPushed)) return {};
  const token = sent ?? (extensions === 'all' ? stored : undefined);
  return token ? { token } : {};
}

/** Tells whether a real-time authorisation request names no Location or EVSE. */
export function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
}

/** The parsed content of a stored OCPI Token. */
export function contentOf(stored: StoredObject): Json {
  return parsed(stored.bytes);
}
