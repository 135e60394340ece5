import { hashToken, sameSecret } from '../../ocpi/words/credentials-tokens.ts';
import type { Party, Role } from '../../ocpi/words/party-id.ts';
import type {
  Agreement,
  Connection,
  FormerToken,
  RegistryState,
  SpareToken,
} from '../ports/connection-registry.ts';

/** Indexes of the connections in the registry; built once per list of connections. */
interface Directory {
  byId: Map<string, Connection>;
  byToken: Map<string, Connection>;
  byFormerToken: Map<string, FormerToken['was']>;
  byParty: Map<string, Connection>;
  /** Every party in the roles that the hub's operator has confirmed, also of deleted connections. */
  ever: Set<string>;
}

const directories = new WeakMap<Connection[], Directory>();

/** The hashes of the tokens that open a connection at a time in milliseconds since 1970. */
export function openTokens(connection: Connection, at: number): string[] {
  const { tokenToUs, nextTokenToUs } = connection;
  const beside = spareTokens(connection).filter((one) => isOpen(one, at));
  return [tokenToUs, nextTokenToUs, ...beside.map((one) => one.tokenToUs)].filter((hash) => hash !== null);
}

/** The tokens that are kept beside the one in force, the oldest first; some may have ended. */
export function spareTokens({ spare }: Connection): SpareToken[] {
  if (!spare) return [];
  const { is, tokenToUs, until, taken, earlier = [] } = spare;
  return [...earlier, { is, tokenToUs, until, ...(taken && { taken }) }];
}

/** Tells whether a spare token is valid at a time in milliseconds since 1970. */
export function isOpen({ until }: SpareToken, at: number): boolean {
  return Date.parse(until) > at;
}

/** Word for a spare token that has ended, or ends without a newer one in its place. */
export function endOf({ is }: SpareToken): FormerToken['was'] {
  return is === 'former' ? 'replaced' : 'withdrawn';
}

/** The connection that a token opens at a time, in ms since 1970; `undefined` for an unknown token (TRANS-03). */
export function connectionByToken(state: RegistryState, token: string, at: number): Connection | undefined {
  const hash = hashToken(token);
  const connection = directory(state).byToken.get(hash);
  // The map is keyed by hash, which reveals nothing about a token; the final comparison takes constant time.
  const settled = connection && openTokens(connection, at).some((kept) => sameSecret(kept, hash));
  return settled ? connection : undefined;
}

/**
 * The reason why a token that once opened a connection no longer does; `undefined` for a token that never did
 * (CRED-40).
 */
export function formerToken(state: RegistryState, token: string): FormerToken['was'] | undefined {
  return directory(state).byFormerToken.get(hashToken(token));
}

/** Finds a connection by its id, also a deleted one. */
export function connectionById(state: RegistryState, id: string): Connection | undefined {
  return directory(state).byId.get(id);
}

/** The live connection of a party in a role. */
export function connectionOf(state: RegistryState, role: Role, party: Party): Connection | undefined {
  return directory(state).byParty.get(`${role} ${party}`);
}

/**
 * Tells whether a CPO and an eMSP exchange data at a time in milliseconds since 1970: an agreement is active and inside
 * its validity (HUB-10).
 */
export function agreed(state: RegistryState, cpo: Party, emsp: Party, at: number): boolean {
  return state.agreements.between(cpo, emsp).some((agreement) => inForce(agreement, at));
}

/** The time, in milliseconds since 1970, at which an agreement made a party's objects visible to the other, and the number of the last change before it (HUB-41). */
export function cameIntoSight(
  state: RegistryState,
  cpo: Party,
  emsp: Party,
  at: number,
): { since: number; created: number } | undefined {
  const agreement = state.agreements.between(cpo, emsp).find((one) => inForce(one, at));
  if (agreement?.after === undefined) return undefined;
  const since = Date.parse(agreement.since);
  const begin = Date.parse(agreement.valid_from ?? '') || 0;
  // The start of the validity changes no status, so that the registry has no time for it.
  return begin > since
    ? { since: begin, created: Number.MAX_SAFE_INTEGER }
    : { since, created: agreement.after };
}

/** Tells whether an agreement is active and inside its validity at a time in milliseconds since 1970. */
export function inForce(agreement: Agreement, at: number): boolean {
  return agreement.status === 'ACTIVE' && inside(agreement, at);
}

/** Tolerance for a session that begins a little before its agreement, in milliseconds: clocks differ. */
const early = 15 * 60_000;

/**
 * Tells whether an agreement was in force when a session began, though it may have ended since, where it runs off
 * (HUB-40); a little before its start counts (ROUTE-55, HUB-15).
 */
export function agreedAtBegin(
  state: RegistryState,
  cpo: Party,
  emsp: Party,
  start: number,
  now: number,
): boolean {
  return state.agreements.between(cpo, emsp).some((agreement) => {
    const from = Math.max(Date.parse(agreement.created), Date.parse(agreement.valid_from ?? '') || 0);
    const ended = agreement.valid_to !== null && Date.parse(agreement.valid_to) <= start;
    const counts = agreement.run_off !== false || inForce(agreement, now);
    return counts && from <= start + early && !ended && endedLater(agreement, start);
  });
}

/**
 * Tells whether sessions under an agreement of the two parties are still settled at a time in milliseconds since 1970:
 * an agreement is in force, or the newest one runs off (HUB-40).
 */
export function settles(state: RegistryState, cpo: Party, emsp: Party, at: number): boolean {
  if (agreed(state, cpo, emsp, at)) return true;
  const begun = state.agreements
    .between(cpo, emsp)
    .filter(({ valid_from }) => valid_from === null || Date.parse(valid_from) <= at);
  const newest = begun.at(-1);
  return newest !== undefined && newest.run_off !== false;
}

/** The party that stands for a provider with several parties: the default party of its connection. */
export function providerOf(state: RegistryState, emsp: Party): Party {
  return connectionOf(state, 'EMSP', emsp)?.party ?? emsp;
}

/** Tells whether the hub's operator has ever confirmed a party as a provider's. */
export function isProvider(state: RegistryState, party: Party): boolean {
  return wasConnected(state, 'EMSP', party);
}

/** Tells whether a party has, or had, a connection in a role. */
export function wasConnected(state: RegistryState, role: Role, party: Party): boolean {
  return directory(state).ever.has(`${role} ${party}`);
}

/** The parties of a platform that a party belongs to. */
export function platformOf(state: RegistryState, role: Role, party: Party): Party[] {
  return connectionOf(state, role, party)?.parties ?? [party];
}

function endedLater({ status, since }: Agreement, start: number): boolean {
  return status === 'ACTIVE' || Date.parse(since) > start;
}

/** The parties of the other role with which a party exchanges data at a time, or has the bond `having`. */
export function partnersOf(
  state: RegistryState,
  role: Role,
  party: Party,
  at: number,
  having: typeof agreed = agreed,
): Party[] {
  const known = [...state.agreements.partnersOf(role, party)];
  return known.filter((other) =>
    role === 'CPO' ? having(state, party, other, at) : having(state, other, party, at),
  );
}

/** The agreements of a party, grouped by partner. */
export function agreementsWith({ agreements }: RegistryState, role: Role, party: Party): Agreement[] {
  return [...agreements.partnersOf(role, party)].flatMap((other) => [
    ...(role === 'CPO' ? agreements.between(party, other) : agreements.between(other, party)),
  ]);
}

function inside({ valid_from, valid_to }: Agreement, at: number): boolean {
  return (
    (valid_from === null || Date.parse(valid_from) <= at) && (valid_to === null || at < Date.parse(valid_to))
  );
}

function directory({ connections }: RegistryState): Directory {
  const known = directories.get(connections);
  if (known) return known;
  const made = arrange(connections);
  directories.set(connections, made);
  return made;
}

function arrange(connections: Connection[]): Directory {
  const live = connections.filter(({ status }) => status !== 'UNREGISTERED');
  return {
    byId: new Map(connections.map((connection) => [connection.id, connection])),
    byToken: new Map(
      live.flatMap((connection) => openTokens(connection, 0).map((hash) => [hash, connection])),
    ),
    byFormerToken: new Map(
      connections.flatMap((connection) => [
        ...spareTokens(connection).map((one) => [one.tokenToUs, endOf(one)] as const),
        ...(connection.formerTokens ?? []).map(({ hash, was }) => [hash, was] as const),
      ]),
    ),
    byParty: new Map(
      live.flatMap((connection) =>
        connection.parties.map((party) => [`${connection.role} ${party}`, connection]),
      ),
    ),
    ever: new Set(connections.flatMap(({ role, parties }) => parties.map((party) => `${role} ${party}`))),
  };
}
