import { invalidAt, OcpiError, unknownObject } from '../ocpi/errors.ts';
import type { Caller, ModuleRequest } from '../ocpi/exchange.ts';
import type { Judged } from '../ocpi/findings.ts';
import { type ModuleId, moduleIds, moduleRow } from '../ocpi/modules.ts';
import { otherRole, type Party, party } from '../ocpi/party.ts';
import { type Side, sideFor } from '../ocpi/routes.ts';
import { decodedToken } from '../ocpi/tokens.ts';
import { secretsOf } from '../ocpi/url-secrets.ts';
import { mayExchange } from './audience.ts';
import { connectionByToken, connectionOf } from './directory.ts';
import type { Hub } from './hub.ts';
import type { Connection } from './ports.ts';
import { learn } from './profile.ts';

/** A caller of the hub: the connection its token opens. */
export interface HubCaller extends Caller {
  connection: Connection;
}

/** A functional request at the hub. */
export type HubRequest = ModuleRequest<HubCaller>;

/** The caller a token belongs to. A CPO's token opens the eMSP interface only, an eMSP's the CPO interface (HUB-17). */
export function callerOf(
  hub: Pick<Hub, 'store'>,
  token: string,
  side: Side | undefined,
): HubCaller | undefined {
  const plain = connectionByToken(hub.store.registry.read(), token);
  const connection = plain ?? connectionByBase64(hub, token);
  if (!connection) return undefined;
  const { id, role, party, status } = connection;
  if (side && side !== sideFor(role)) return undefined;
  if (!plain) void learn(hub.store.registry, id, { sends_base64_token: true });
  const findings = plain ? [] : [base64];
  const registered = status === 'REGISTERED' || status === 'SUSPENDED';
  return { id, role, party, registered, connection, findings, secrets: secretsOfEndpoints(connection) };
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

/** Whoever does the handshake in Base64 stays with it; nobody changes to it later by itself (TRANS-01, TRANS-08). */
function connectionByBase64({ store }: Pick<Hub, 'store'>, token: string): Connection | undefined {
  const decoded = decodedToken(token);
  const found = decoded ? connectionByToken(store.registry.read(), decoded) : undefined;
  if (!found || found.options.strict) return undefined;
  const { sends_base64_token: told } = { ...found.profile?.learnt, ...found.profile?.set };
  return (told ?? found.status === 'PENDING') ? found : undefined;
}

/** The modules listed to a partner: those of 2.1.1, and custom ones that are switched on for it or that it lists itself (VER-07, VER-10, VER-13, CP-01). */
export function offeredTo({ options, endpoints }: Pick<Connection, 'options' | 'endpoints'>): ModuleId[] {
  const agreed = (id: ModuleId) =>
    options.charging_profiles || endpoints.some(({ identifier }) => identifier === id);
  return moduleIds.filter((id) => !moduleRow(id).custom || agreed(id));
}

/**
 * The party that sends a request: the one in the URL, else the one in the headers, else the default party
 * (ROUTE-08, 09, 46, 47, 52). A party of somebody else is a 404 in the URL (HUB-16) and a 2001 in the headers.
 */
export function senderOf({ caller, from, params, route }: HubRequest): Party {
  const { parties } = caller.connection;
  if (from && !parties.includes(from))
    throw invalidAt(
      '',
      `the headers OCPI-from-country-code and OCPI-from-party-id name ${from}, which is no party of this connection`,
    );
  const inUrl =
    params.country_code && params.party_id ? party(params.country_code, params.party_id) : undefined;
  if (inUrl && !parties.includes(inUrl))
    throw unknownObject(moduleRow(route.module).unknown ?? 2001, `party ${inUrl} on this connection`);
  if (from && inUrl && from !== inUrl)
    throw invalidAt(
      '',
      `the headers OCPI-from-country-code and OCPI-from-party-id name ${from}, the URL names ${inUrl}`,
    );
  return inUrl ?? from ?? caller.party;
}

/** The parties a list is read for: the one in the headers, else all of the platform (ROUTE-51). */
export function readersOf({ caller, from }: HubRequest): Party[] {
  return from ? [from] : caller.connection.parties;
}

/**
 * The one party a request is addressed to; `undefined` when it is for the hub (ROUTE-10). What is answered from the store
 * needs nobody at the other end, what is passed on does (ROUTE-11, HUB-40).
 */
export function addressee(hub: Hub, request: HubRequest): Party | undefined {
  const { to, caller, params, method, route } = request;
  if (!to || to === hub.party) return undefined;
  const state = hub.store.registry.read();
  const senders = params.party_id ? [senderOf(request)] : readersOf(request);
  if (!senders.some((sender) => mayExchange(state, caller.role, sender, to, hub.now()))) {
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
