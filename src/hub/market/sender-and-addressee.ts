import type { ModuleId, Side } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../ocpi/editions/edition-type.ts';
import { isDrivers, moduleIds, moduleRow } from '../../ocpi/editions/modules.ts';
import { sideFor } from '../../ocpi/editions/routes.ts';
import {
  editionOf,
  editionsWith,
  isWrittenAs,
  usualEditions,
} from '../../ocpi/editions/supported-versions.ts';
import { invalidAt, OcpiError, unauthorized, unknownObject } from '../../ocpi/messages/ocpi-errors.ts';
import type { Caller, ModuleRequest } from '../../ocpi/messages/request-and-answer-types.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { hashToken, readingsOf } from '../../ocpi/words/credentials-tokens.ts';
import type { Judged } from '../../ocpi/words/finding-type.ts';
import { secretsOf } from '../../ocpi/words/mask-secrets-in-urls.ts';
import { otherRole, type Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import { agreed, connectionByToken, connectionOf, formerToken, settles } from './connection-index.ts';
import { afterUse, wordsFor } from './credentials-token-renewal.ts';
import { learn } from './learnt-partner-profile.ts';
import { mayExchange } from './object-visibility.ts';

/** A caller of the hub: the connection that its token opens. */
export interface HubCaller extends Caller {
  token: string;
  connection: Connection;
}

/** A request of a partner to the hub on a functional module. */
export type HubRequest = ModuleRequest<HubCaller>;

/** The part of the `Hub` record that the authentication of callers needs. */
type Authenticator = Pick<Hub, 'store' | 'now'>;

/**
 * The caller that the text behind `Token` in the Authorization header identifies: the token itself or its Base64. A
 * CPO's token opens the eMSP interface only, an eMSP's the CPO interface (HUB-17). Throws an OcpiError that explains a
 * token which was valid once or elsewhere (CRED-40); `undefined` for an unknown token.
 */
export function callerOf(
  hub: Authenticator,
  word: string,
  side: Side | undefined,
  edition?: SchemaVersion,
): HubCaller | undefined {
  const state = hub.store.registry.read();
  const opened = openedBy(state, word, hub.now());
  if (!opened) {
    const was = firstOf(readingsOf(word), (token) => formerToken(state, token));
    if (was) throw unauthorized(wordsFor(was));
    return undefined;
  }
  const { token, connection } = opened;
  const { id, role, party, status } = connection;
  if (side && side !== sideFor(role)) throw unauthorized(otherSide(connection, side));
  const isPlain = token === word || isWrittenAs(word, token, editionsOf(connection, edition));
  if (!isPlain && !mayUseBase64(connection))
    throw unauthorized(
      'this is the Base64 of your token: send the token itself, Authorization: Token <token>',
    );
  if (!isPlain) void learn(hub.store.registry, id, { sends_base64_token: true });
  const findings = isPlain ? [] : [base64];
  const registered = status === 'REGISTERED' || status === 'SUSPENDED';
  const settled = settle(hub, connection, token);
  const secrets = secretsOfEndpoints(connection);
  return { id, role, party, registered, token, connection, findings, secrets, ...(settled && { settled }) };
}

/**
 * The connection that the text behind `Token` opens, as it is written if possible, else decoded, and the token that it
 * stands for.
 */
function openedBy(
  state: RegistryState,
  word: string,
  at: number,
): { token: string; connection: Connection } | undefined {
  const plain = connectionByToken(state, word, at);
  if (plain) return { token: word, connection: plain };
  return firstOf(readingsOf(word), (token) => {
    const connection = connectionByToken(state, token, at);
    return connection && { token, connection };
  });
}

function firstOf<T, R>(list: T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ends the old token when a partner uses the new one for the first time (CRED-41). */
function settle(
  { store }: Authenticator,
  connection: Connection,
  token: string,
): Promise<unknown> | undefined {
  if (!connection.spare) return undefined;
  const hash = hashToken(token);
  if (afterUse(connection, hash) === connection) return undefined;
  return store.registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) => (one.id === connection.id ? afterUse(one, hash) : one)),
  }));
}

function otherSide({ role }: Connection, side: Side): string {
  return `this token is ${role === 'CPO' ? "a CPO's" : "an eMSP's"}: its interface is /ocpi/${sideFor(role)}, this is /ocpi/${side}`;
}

function secretsOfEndpoints({ versionsUrl, endpoints }: Connection): string[] {
  return [versionsUrl ?? '', ...endpoints.map(({ url }) => url)].flatMap(secretsOf);
}

const base64: Judged = {
  pointer: '',
  message: 'the token came in Base64',
  requirement: 'TRANS-01',
  lenient: true,
};

/** Tells whether a partner may send its token in Base64: only one that did so in its handshake (TRANS-01, TRANS-08). */
function mayUseBase64({ options, profile, status }: Connection): boolean {
  if (options.strict) return false;
  const { sends_base64_token: told } = { ...profile?.learnt, ...profile?.set };
  return told ?? status === 'PENDING';
}

/**
 * The editions of OCPI in which a caller may write its token: that of the request; at the list of versions, where it
 * may come to change its own, all it is offered.
 */
function editionsOf(connection: Connection, edition: SchemaVersion | undefined): readonly Edition[] {
  return edition === undefined ? spokenWith(connection.role, connection) : [editionOf({ edition })];
}

/**
 * The editions of OCPI that the hub offers to a partner of a role, or to one connection: a strict connection gets only
 * the first, since its lists end there.
 */
export function spokenWith(
  role: Connection['role'],
  connection?: Pick<Connection, 'options' | 'edition'>,
): readonly Edition[] {
  const isBound = connection?.options.strict === true && editionOf(connection) === editionOf({});
  return isBound ? usualEditions : editionsWith(role);
}

/**
 * The modules listed to a partner in an edition: those of the edition, and custom ones that are switched on for the
 * partner or that it lists itself (VER-07, VER-10, VER-13, CP-01). A partner that is only invited reads the editions
 * that it may register in.
 */
export function offeredTo(
  { options, endpoints }: Pick<Connection, 'options' | 'endpoints'>,
  { rows }: Pick<Edition, 'rows'>,
): ModuleId[] {
  const agreed = (id: ModuleId) =>
    options.charging_profiles || endpoints.some(({ identifier }) => identifier === id);
  return moduleIds.filter((id) => !rows[id].custom || agreed(id));
}

/**
 * The party that sends a request: the one in the URL, else the one in the headers, else the default party (ROUTE-08,
 * 09, 46, 47, 52). A party of another connection is a 404 in the URL (HUB-16) and a 2001 in the headers.
 */
export function senderOf(request: HubRequest): Party {
  const { caller, from, params, route } = request;
  const { parties } = caller.connection;
  if (from && !parties.includes(from))
    throw invalidAt(
      '',
      `the headers OCPI-from-country-code and OCPI-from-party-id name ${from}, which is no party of this connection`,
    );
  const inUrl = editionOf(request).owner(params);
  if (inUrl && !parties.includes(inUrl))
    throw unknownObject(moduleRow(route.module).unknown ?? 2001, `party ${inUrl} on this connection`);
  if (from && inUrl && from !== inUrl)
    throw invalidAt(
      '',
      `the headers OCPI-from-country-code and OCPI-from-party-id name ${from}, the URL names ${inUrl}`,
    );
  return inUrl ?? from ?? caller.party;
}

/** Tells whether a request may be about a session that began under an agreement that has ended since (HUB-40). */
export function isSettling({ route }: HubRequest): boolean {
  if (route.kind === 'call') return route.path === '/commands/STOP_SESSION';
  return isDrivers(route.module);
}

/** The parties for which a list is read: the one in the headers, else all of the platform (ROUTE-51). */
export function readersOf({ caller, from }: HubRequest): Party[] {
  return from ? [from] : caller.connection.parties;
}

/**
 * The one party to which a request is addressed; `undefined` when it is for the hub (ROUTE-10). A request that the hub
 * answers from its store needs no connected addressee, one that it passes on does (ROUTE-11, HUB-40).
 */
export function addressee(hub: Hub, request: HubRequest): Party | undefined {
  const { to, caller, params, method, route } = request;
  if (!to || to === hub.party) return undefined;
  const state = hub.store.registry.read();
  const senders = params.party_id ? [senderOf(request)] : readersOf(request);
  const bond = isSettling(request) ? settles : agreed;
  if (!senders.some((sender) => mayExchange(state, caller.role, sender, to, hub.now(), bond))) {
    throw new OcpiError(
      'unknownReceiver',
      `${to}, named in the headers OCPI-to-country-code and OCPI-to-party-id, is no partner with an agreement`,
    );
  }
  const fromStore = method === 'GET' && (route.kind === 'list' || route.kind === 'object');
  if (!fromStore && connectionOf(state, otherRole(caller.role), to)?.status !== 'REGISTERED')
    throw new OcpiError('notConnected', `${to} is not connected at present`);
  return to;
}
