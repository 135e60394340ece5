import type { Hub } from '../hub/hub-dependencies.ts';
import { inTrouble, troublesOfPartners } from '../hub/insight/operator-troubles.ts';
import { learntOf, profileOf } from '../hub/market/learnt-partner-profile.ts';
import {
  changeConnection,
  createConnection,
  endOldToken,
  findConnection,
  inviteAgain,
  listConnections,
  removeConnection,
  rotateConnection,
} from '../hub/partners/connections.ts';
import { versionsUrlFor } from '../hub/partners/credentials-handshake.ts';
import type { Connection } from '../hub/ports/connection-registry.ts';
import type { DeliveryState } from '../hub/push-types.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type {
  ConnectionChange,
  ConnectionCreated,
  ConnectionView,
  NewConnection,
} from '../hub/types.generated.ts';
import { maskUrl } from '../ocpi/words/mask-secrets-in-urls.ts';
import { type Party, partyId } from '../ocpi/words/party-id.ts';
import { type Listing, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { Values } from './query-parameters.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

const statuses = ['PENDING', 'REGISTERED', 'SUSPENDED', 'UNREGISTERED'] as const;
const deliveries = ['LIVE', 'BEHIND', 'DOWN', 'OFF'] as const;

/** A connection, with the state of its delivery where the list is filtered or sorted by it. */
interface Row {
  connection: Connection;
  delivery?: DeliveryState;
  /** Whether the connection has the trouble that the query names. */
  inTrouble?: boolean;
}

/** Filters and orders that need the state of every delivery. */
const ofDelivery = ['delivery', 'parked', 'pending', 'behind_since'];

/** The search, filters and orders of the list of connections. */
export const listing: Listing<Row> = {
  searched: 'name, parties and id',
  texts: ({ connection: { id, name, parties } }) => [id, name, ...parties],
  filters: [
    {
      ...{ name: 'role', kind: 'text', description: 'Role of the partner', oneOf: ['CPO', 'EMSP'] },
      fits: ({ connection }, value) => connection.role === value,
    },
    {
      ...{ name: 'status', kind: 'text', description: 'Status of the connection', oneOf: statuses },
      fits: ({ connection }, value) => connection.status === value,
    },
    {
      ...{ ...partyParameter, description: 'One of its parties' },
      fits: ({ connection }, value) => connection.parties.includes(value.toUpperCase() as Party),
    },
    {
      ...{ name: 'delivery', kind: 'text', description: 'State of the delivery to it', oneOf: deliveries },
      fits: ({ delivery }, value) => delivery?.state === value,
    },
    {
      ...{ name: 'parked', kind: 'text', description: 'Whether objects are parked', oneOf: ['yes', 'no'] },
      fits: ({ delivery }, value) => (delivery?.parked ?? 0) > 0 === (value === 'yes'),
    },
    {
      ...{ name: 'trouble', kind: 'text', description: 'What needs a person', oneOf: troublesOfPartners },
      fits: (row) => row.inTrouble === true,
    },
  ],
  orders: {
    created: ({ connection }) => connection.created,
    updated: ({ connection }) => connection.updated,
    name: ({ connection }) => connection.name.toLowerCase(),
    party: ({ connection }) => connection.party,
    role: ({ connection }) => connection.role,
    status: ({ connection }) => connection.status,
    pending: ({ delivery }) => delivery?.pending ?? 0,
    parked: ({ delivery }) => delivery?.parked ?? 0,
    behind_since: ({ delivery }) => delivery?.behind_since ?? '',
  },
};

/** Lists connections, oldest first where the query does not say. */
export async function list({ hub }: Admin, request: AdminRequest): Promise<AdminAnswer> {
  const { rows, headers } = pageOf(await rowsOf(hub, request.query), listing, hub, request);
  const connections = rows.map(({ connection }) => connection);
  return { headers, body: await views(hub, connections) };
}

/** The rows of the list of connections; the states of all deliveries are read only where the query needs them. */
export async function rowsOf(hub: Hub, query: Values): Promise<Row[]> {
  const trouble = troublesOfPartners.find((one) => one === query.trouble);
  const troubled = trouble && (await inTrouble(hub, trouble));
  const rows = await statedRows(hub, query);
  return troubled ? rows.map((row) => ({ ...row, inTrouble: troubled.has(row.connection.id) })) : rows;
}

async function statedRows(hub: Hub, query: Values): Promise<Row[]> {
  const connections = listConnections(hub);
  const order = String(query.sort ?? '').replace('-', '');
  if (!ofDelivery.some((name) => query[name] !== undefined || order === name))
    return connections.map((connection) => ({ connection }));
  const states = await hub.deliver.states(connections);
  return connections.map((connection) => ({ connection, delivery: states.get(connection.id) }));
}

/** Shows one connection. */
export async function show({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, findConnection(hub, params.id ?? '')) };
}

/** Creates a connection: with a TOKEN_A for the partner, shown only this once, or registered already. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  const given = body as NewConnection;
  const made = await createConnection(hub, given).catch(without(given.token));
  const headers = { Location: `/admin/connections/${made.connection.id}` };
  return { status: 201, headers, body: await invited(hub, made) };
}

/** Makes a new TOKEN_A for a partner that has not registered yet and lost the earlier one. */
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

/** Changes name, parties, options or status of a connection. */
export async function change({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, await changeConnection(hub, params.id ?? '', body as ConnectionChange)) };
}

/** Renews the tokens on both sides. */
export async function rotate({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  const { id, tokenToThem } = findConnection(hub, params.id ?? '');
  return { body: await view(hub, await rotateConnection(hub, id).catch(without(tokenToThem))) };
}

/** Ends the validity of the old token, which still works beside the new one after a renewal. */
export async function endOld({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  return { body: await view(hub, await endOldToken(hub, params.id ?? '')) };
}

/** Ends a connection. */
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

/** The operator's view of a connection; each field is named, so that no token gets into it by accident. */
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

/** Removes the token for calls to the partner from a refusal's text: partners like to quote it in their messages. */
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
