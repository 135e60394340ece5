import {
  changeConnection,
  createConnection,
  endOldToken,
  findConnection,
  inviteAgain,
  listConnections,
  removeConnection,
  rotateConnection,
} from '../hub/connections.ts';
import type { DeliveryState } from '../hub/delivery-states.ts';
import type { Hub } from '../hub/hub.ts';
import type { Connection } from '../hub/ports.ts';
import { learntOf, profileOf } from '../hub/profile.ts';
import { Refusal } from '../hub/refusal.ts';
import { versionsUrlFor } from '../hub/register.ts';
import type {
  ConnectionChange,
  ConnectionCreated,
  ConnectionView,
  NewConnection,
} from '../hub/types.generated.ts';
import { partyId } from '../ocpi/party.ts';
import { maskUrl } from '../ocpi/url-secrets.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** All connections, oldest first. */
export async function list({ hub }: Admin): Promise<AdminAnswer> {
  return { body: await views(hub, listConnections(hub)) };
}

/** One connection. */
export async function show({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, findConnection(hub, params.id ?? '')) };
}

/** A new connection: with the token for the partner, shown this once, or registered already. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  const given = body as NewConnection;
  const made = await createConnection(hub, given).catch(without(given.token));
  const headers = { Location: `/admin/connections/${made.connection.id}` };
  return { status: 201, headers, body: await invited(hub, made) };
}

/** A new TOKEN_A for a partner that has not registered yet and lost the one before. */
export async function invite({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await invited(hub, await inviteAgain(hub, params.id ?? '')) };
}

async function invited(
  hub: Hub,
  { connection, token }: { connection: Connection; token?: string },
): Promise<ConnectionCreated> {
  return {
    ...(await view(hub, connection)),
    ...(token === undefined ? {} : { token, versions_url: versionsUrlFor(hub, connection) }),
  };
}

/** A change of name, parties, options, or of its status. */
export async function change({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, await changeConnection(hub, params.id ?? '', body as ConnectionChange)) };
}

/** New tokens on both sides. */
export async function rotate({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  const { id, tokenToThem } = findConnection(hub, params.id ?? '');
  return { body: await view(hub, await rotateConnection(hub, id).catch(without(tokenToThem))) };
}

/** The end of the token that holds beside the one in force since a renewal. */
export async function endOld({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, await endOldToken(hub, params.id ?? '')) };
}

/** The end of a connection. */
export async function remove({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, await removeConnection(hub, params.id ?? '')) };
}

async function view(hub: Hub, connection: Connection): Promise<ConnectionView> {
  const [only] = await views(hub, [connection]);
  return only!;
}

async function views(hub: Hub, connections: readonly Connection[]): Promise<ConnectionView[]> {
  const states = await hub.deliver.states(connections);
  return connections.map((connection) => shown(connection, states.get(connection.id)!, hub.now()));
}

/** What an operator sees of a connection; each field is named, so that no token gets here by accident. */
function shown(connection: Connection, delivery: DeliveryState, now: number): ConnectionView {
  const { id, role, party, name, parties, status, versionsUrl, endpoints, options } = connection;
  const { state, pending, delivered, failed, behind_since, last_error, parked } = delivery;
  return {
    id,
    role,
    ...partyId(party),
    name,
    parties: parties.map(partyId),
    status,
    old_token_until:
      connection.spare && Date.parse(connection.spare.until) > now ? connection.spare.until : null,
    versions_url: versionsUrl && maskUrl(versionsUrl),
    endpoints: endpoints.map(({ identifier, url }) => ({ identifier, url: maskUrl(url) })),
    options: { extensions: 'owner', ...options },
    profile: profileOf(connection),
    profile_set: Object.keys(connection.profile?.set ?? {}),
    profile_learnt: learntOf(connection),
    delivery: {
      state,
      pending,
      delivered,
      failed,
      behind_since,
      parked,
      last_error: last_error && masked(last_error, connection.tokenToThem),
    },
    created: connection.created,
    updated: connection.updated,
  };
}

/** Takes the token we call a partner with out of a refusal: partners like to repeat it in their words. */
function without(token: string | null | undefined) {
  return (error: unknown): never => {
    if (!(error instanceof Refusal)) throw error;
    const findings = error.findings.map(({ pointer, message }) => ({
      pointer,
      message: masked(message, token),
    }));
    throw new Refusal(error.kind, masked(error.message, token), findings);
  };
}

function masked(text: string, token: string | null | undefined): string {
  return token ? text.replaceAll(token, '***') : text;
}
