import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { hashToken } from '../../ocpi/words/credentials-tokens.ts';
import { type Party, partyOf } from '../../ocpi/words/party-id.ts';
import { every } from '../call-at-intervals.ts';
import { takeUpPushesOnAgreement } from '../delivery/push-objects-on-agreement.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionById } from '../market/connection-index.ts';
import { offered, retired, withoutSpare } from '../market/credentials-token-renewal.ts';
import { anewFrom } from '../market/tax-and-time-zone-options.ts';
import type { Connection, ConnectionOptions, Profile, RegistryState } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import type { ConnectionChange, ConnectionProfile, NewConnection } from '../types.generated.ts';
import { leave, registerWith, renewWith, update } from './credentials-handshake.ts';
import { refuseUntoldMoves } from './refuse-party-takeover.ts';
import { offerTold } from './resend-after-option-change.ts';

/** The options of a new connection. */
export const defaultOptions: ConnectionOptions = {
  push: true,
  push_as: 'owner',
  catch_up: true,
  push_on_agreement: false,
  page_limit: 1000,
  strict: false,
  infer_owner: false,
  charging_profiles: false,
  hold_unbound: false,
  response_hosts: [],
};

/** All connections, oldest first, deleted ones included. */
export function listConnections(hub: Hub): readonly Connection[] {
  return hub.store.registry.read().connections;
}

/** One connection; throws a Refusal when there is none with this id. */
export function findConnection(hub: Pick<Hub, 'store'>, id: string): Connection {
  const found = connectionById(hub.store.registry.read(), id);
  if (!found) throw new Refusal('notFound', `there is no connection ${id}`);
  return found;
}

/**
 * Prepares a connection and makes its TOKEN_A (CRED-34), or, given the partner's TOKEN_A, registers with it at once and
 * stores nothing where that fails (CRED-35).
 */
export async function createConnection(
  hub: Hub,
  given: NewConnection,
): Promise<{ connection: Connection; token?: string }> {
  const token = hub.newToken();
  const prepared = prepare(hub, given, token);
  const more = prepared.parties.filter((party) => party !== prepared.party);
  await refuseUntoldMoves(hub, prepared.role, prepared.party, more, given.takes_over);
  await hub.store.registry.change((state) => {
    refuseTaken(state, prepared);
    return { ...state, connections: [...state.connections, prepared] };
  });
  if (!given.versions_url) return { connection: prepared, token };
  try {
    return { connection: await registerWith(hub, prepared) };
  } catch (error) {
    await hub.store.registry.change((state) => ({
      ...state,
      connections: state.connections.filter(({ id }) => id !== prepared.id),
    }));
    throw asRefusal(error);
  }
}

/**
 * Makes a new TOKEN_A for a connection that is not registered yet; the one before is void. Throws a Refusal once it is
 * registered.
 */
export async function inviteAgain(hub: Hub, id: string): Promise<{ connection: Connection; token: string }> {
  findConnection(hub, id);
  const token = hub.newToken();
  const connection = await update(hub, id, (current) => {
    if (current.status !== 'PENDING' || current.tokenToUs === null)
      throw new Refusal(
        'conflict',
        `only a connection that waits for its partner to register is invited again; this one is ${current.status}`,
      );
    const updated = new Date(hub.now()).toISOString();
    return retired({ ...current, tokenToUs: hashToken(token), updated }, 'withdrawn', current.tokenToUs);
  });
  return { connection, token };
}

/** Ends at once the older token that a renewal has left valid (CRED-41). */
export async function endOldToken(hub: Hub, id: string): Promise<Connection> {
  findConnection(hub, id);
  return update(hub, id, withoutSpare);
}

/** Changes name, parties, options or profile of a connection, or suspends or resumes it. */
export async function changeConnection(hub: Hub, id: string, given: ConnectionChange): Promise<Connection> {
  const before = findConnection(hub, id);
  const coming = (given.parties ?? []).map(partyOf).filter((party) => !before.parties.includes(party));
  await refuseUntoldMoves(hub, before.role, before.party, coming, given.takes_over);
  await hub.store.registry.change((state) => {
    const changed = state.connections.map((connection) =>
      connection.id === id ? apply(hub, connection, given) : connection,
    );
    for (const connection of changed)
      if (connection.id === id) refuseTaken({ ...state, connections: changed }, connection);
    return { ...state, connections: changed };
  });
  const changed = findConnection(hub, id);
  if (changed.status === 'REGISTERED') hub.deliver.wake(changed);
  offerTold(hub, before, changed);
  if (changed.status === 'REGISTERED' && before.status === 'SUSPENDED') void takeUpPushesOnAgreement(hub);
  return changed;
}

/** The hub renews its Credentials at the partner. */
export async function rotateConnection(hub: Hub, id: string): Promise<Connection> {
  const connection = findConnection(hub, id);
  if (connection.status !== 'REGISTERED')
    throw new Refusal(
      'conflict',
      `only a registered connection can be renewed; this one is ${connection.status}`,
    );
  try {
    return await renewWith(hub, connection);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Ends a connection: the hub tells the partner, both tokens are void, the partner's objects stay stored. */
export async function removeConnection(hub: Hub, id: string): Promise<Connection> {
  return leave(hub, findConnection(hub, id));
}

/** Cleans up after interrupted handshakes that began at least `age` milliseconds ago: removes connections that the hub had begun, and settles the tokens of the others. */
async function tidyConnections(hub: Hub, age: number): Promise<void> {
  const isLeft = ({ status, tokenToUs, nextTokenToUs, updated }: Connection) =>
    Date.parse(updated) <= hub.now() - age &&
    (nextTokenToUs !== null || (status === 'PENDING' && tokenToUs === null));
  if (!hub.store.registry.read().connections.some(isLeft)) return;
  await hub.store.registry.change((state) => {
    const left = state.connections.filter(
      (one) => !isLeft(one) || one.status !== 'PENDING' || one.tokenToUs !== null,
    );
    return {
      ...state,
      connections: left.map((connection) =>
        isLeft(connection) ? withoutHandshake(connection, hub.now()) : connection,
      ),
    };
  });
}

/** The connection after an interrupted handshake: the token that a PUT introduced may have arrived, and stays valid for a while (CRED-41). */
function withoutHandshake(connection: Connection, now: number): Connection {
  const { status, nextTokenToUs } = connection;
  const ended = { ...connection, nextTokenToUs: null };
  return nextTokenToUs && status !== 'PENDING' ? offered(ended, nextTokenToUs, now) : ended;
}

/** Interval in milliseconds at which the hub looks for handshakes that their processes could not finish. */
const tidyEvery = 10_000;

/**
 * Cleans up after handshakes that were interrupted, by the death of a process or for want of the store: at the start all of them
 * where this is the only process, later and else the overdue ones. Returns a function that stops it.
 */
export async function tidyHandshakes(hub: Hub): Promise<() => void> {
  const { processes } = hub.store;
  // A handshake has six steps at most.
  const longest = 6 * hub.handshakeTimeout;
  await tidyConnections(hub, processes.count() === 1 ? 0 : longest);
  return every(hub.after, tidyEvery, () => {
    if (!processes.isMine('handshakes')) return;
    tidyConnections(hub, longest).catch((error: unknown) =>
      hub.log.error(error, 'handshakes could not be tidied'),
    );
  });
}

function prepare(hub: Hub, given: NewConnection, token: string): Connection {
  const party = partyOf(given);
  const now = new Date(hub.now()).toISOString();
  return {
    id: hub.newId(),
    role: given.role,
    party,
    parties: withDefault(party, (given.parties ?? []).map(partyOf)),
    name: given.name,
    status: 'PENDING',
    tokenToUs: given.versions_url ? null : hashToken(token),
    nextTokenToUs: null,
    tokenToThem: given.token ?? null,
    versionsUrl: given.versions_url ?? null,
    endpoints: [],
    business: null,
    options: { ...defaultOptions, ...given.options },
    created: now,
    updated: now,
  };
}

function apply(hub: Hub, connection: Connection, given: ConnectionChange): Connection {
  const { status = connection.status, name = connection.name, parties, options } = given;
  if (given.status && !['REGISTERED', 'SUSPENDED'].includes(connection.status)) {
    throw new Refusal(
      'conflict',
      `a connection that is ${connection.status} can be neither suspended nor resumed`,
    );
  }
  const updated = new Date(hub.now()).toISOString();
  const after = {
    ...connection,
    status,
    name,
    parties: parties ? withDefault(connection.party, parties.map(partyOf)) : connection.parties,
    options: { ...connection.options, ...options },
    ...profileAfter(connection, given),
    updated,
  };
  return anewFrom(connection, after, updated);
}

/**
 * The profile of a partner after a change of its connection; a new choice of `extensions` discards what refusals taught
 * (EXT-20).
 */
function profileAfter({ profile }: Connection, { options, profile: said }: ConnectionChange) {
  if (!said && options?.extensions === undefined) return {};
  const learnt = { ...profile?.learnt };
  if (options?.extensions !== undefined) {
    delete learnt.extensions;
    delete learnt.drops;
  }
  return { profile: { learnt, set: setBy({ ...profile?.set, ...said }) } };
}

/**
 * Refuses a party that has a live connection in the role already; with two of them its requests could not be told apart
 * (TRANS-05).
 */
function refuseTaken(state: RegistryState, connection: Connection): void {
  for (const other of state.connections) {
    if (other.id === connection.id || other.role !== connection.role || other.status === 'UNREGISTERED')
      continue;
    const shared = connection.parties.find((party) => other.parties.includes(party));
    if (shared)
      throw new Refusal(
        'conflict',
        `${shared} has a connection as ${other.role} already (${other.id}, ${other.status})`,
      );
  }
}

function withDefault(party: Party, others: Party[]): Party[] {
  return [...new Set([party, ...others])];
}

/**
 * The Refusal for a failed handshake, in the operator's terms: the partner cannot be reached, or its answers are not
 * acceptable.
 */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof OcpiError)) return error;
  return new Refusal(
    error.kind === 'unreachable' ? 'partnerUnreachable' : 'partnerRefused',
    `${error.message} (OCPI ${error.ocpi})`,
    error.findings,
  );
}

/** The settings of a profile that the hub's operator makes; null leaves a setting to the hub. */
function setBy(profile: ConnectionProfile): Partial<Profile> {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null));
}
