import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, parsed, read } from '../../ocpi/editions/write-object-part.ts';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { uncontradicted } from '../binding/infer-session-provider.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, settles } from '../market/connection-index.ts';
import { partsNamed } from '../market/object-names-across-versions.ts';
import { type HubRequest, isSettling, readersOf } from '../market/sender-and-addressee.ts';
import type { Reader } from '../object-translation-types.ts';
import { locationsNamed } from '../objects/find-locations-by-id.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { readToken } from '../read-token-object.ts';
import type { AskedToken, NamedObjects, Pair, Subject } from './question-types.ts';

/** The object that a question is about: the ids in its body, and the session in its path. */
export function subjectOf<T extends Subject>({ body, params, edition }: HubRequest): T {
  const { token, ...given } = (body ?? {}) as Json;
  const read = (one: Json): AskedToken => ({ ...readToken({ edition }, one), type: asText(one.type) });
  return {
    ...(params.session_id === undefined ? {} : { session_id: params.session_id }),
    ...given,
    ...(token ? { token: read(token as Json) } : {}),
  } as T;
}

/**
 * Finds the operator that owns the Location of a question, narrowed by EVSE and Connector when several use the id
 * (ROUTE-38), and the provider of the platform that owns the Token (ROUTE-50). An operator without agreement does not
 * exist for the caller (HUB-11).
 */
export async function pairByLocation(
  hub: Hub,
  request: HubRequest,
  subject: Subject,
  named: NamedObjects,
  to: Party | undefined,
): Promise<Pair> {
  const providers = await askersOf(request, subject, named);
  const state = hub.store.registry.read();
  const partner = (cpo: Party) => providers.find((emsp) => agreed(state, cpo, emsp, hub.now()));
  if (to) return { cpo: to, emsp: partner(to) ?? request.caller.party };
  const locations = await named.locations();
  const candidates = narrow(
    locations.filter(({ owner }) => partner(owner)),
    subject,
    request,
  );
  const [only] = candidates;
  if (!only) throw new OcpiError('unknownCommandLocation', `unknown location ${subject.location_id}`);
  if (candidates.length > 1) throw ambiguous('location', subject.location_id);
  return { cpo: only.owner, emsp: partner(only.owner) ?? request.caller.party };
}

/**
 * Operator and provider of the caller's session with that id (ROUTE-39); `undefined` when there is none. A session that
 * began under an agreement can be stopped after its end (HUB-40).
 */
export async function pairBySession(
  hub: Hub,
  request: HubRequest,
  id: string,
  named: NamedObjects,
  to: Party | undefined,
): Promise<Pair | undefined> {
  const state = hub.store.registry.read();
  const readers = readersOf(request);
  const bond = isSettling(request) ? settles : agreed;
  const sessions = (await named.sessions()).flatMap(({ owner, recipient }) => {
    const mine =
      recipient !== null && readers.includes(recipient) && bond(state, owner, recipient, hub.now());
    return mine && (to === undefined || owner === to) ? [{ cpo: owner, emsp: recipient }] : [];
  });
  if (sessions.length > 1) throw ambiguous('session', id);
  return sessions[0];
}

/** Operator and provider of a withheld Session with that id, which nobody but the caller may have begun (ROUTE-56). */
export async function pairByHeldSession(
  hub: Hub,
  request: HubRequest,
  id: string,
  named: NamedObjects,
  to: Party | undefined,
): Promise<Pair | undefined> {
  const readers = readersOf(request);
  const found = await named.sessions();
  const held = found.filter(
    ({ owner, recipient }) => recipient === null && (to === undefined || owner === to),
  );
  const pairs = await Promise.all(
    held.map(async (session) => ({ cpo: session.owner, emsp: await uncontradicted(hub, session) })),
  );
  const state = hub.store.registry.read();
  const own = pairs.flatMap(({ cpo, emsp }) =>
    emsp && readers.includes(emsp) && settles(state, cpo, emsp, hub.now()) ? [{ cpo, emsp }] : [],
  );
  if (own.length > 1) throw ambiguous('session', id);
  return own[0];
}

/**
 * The parties that may be asking: the one in the headers, the one that owns the Token, else all of the platform
 * (ROUTE-50).
 */
async function askersOf(request: HubRequest, { token }: Subject, named: NamedObjects): Promise<Party[]> {
  const { caller, from } = request;
  if (from || !token) return readersOf(request);
  const known = await named.tokens();
  const same = known.filter(({ id }) => id === `${token.type}|${token.uid}`);
  const owner = same.find((stored) => caller.connection.parties.includes(stored.owner))?.owner;
  return owner ? [owner] : [caller.party, ...caller.connection.parties];
}

function narrow(
  locations: StoredObject[],
  { evse_uid, connector_id }: Subject,
  reader: Reader,
): StoredObject[] {
  const path = [evse_uid, connector_id].filter((part) => part !== undefined);
  const steps = path.map((_, level) => path.slice(0, level + 1));
  return steps.reduce((left, step) => {
    if (left.length < 2) return left;
    return left.filter((location) =>
      read(objectRow(location.module), parsed(location.bytes), partsNamed(location, step, reader)),
    );
  }, locations);
}

function ambiguous(what: string, id: string | undefined): OcpiError {
  return new OcpiError(
    'notEnough',
    `several operators have a ${what} ${id}: name the right one with the headers OCPI-to-country-code and OCPI-to-party-id`,
  );
}

/**
 * The operator that asks for an authorisation: in the headers, else the owner of the Location, else the default party
 * (ROUTE-49, 52).
 */
export async function operatorOf(hub: Hub, { caller, from, body, edition }: HubRequest): Promise<Party> {
  const { parties } = caller.connection;
  if (from || parties.length === 1) return from ?? caller.party;
  const locations = await locationsNamed(hub, asText((body as Subject | undefined)?.location_id), {
    edition,
  });
  const owners = locations.map(({ owner }) => owner).filter((owner) => parties.includes(owner));
  return (owners.length === 1 && owners[0]) || caller.party;
}
