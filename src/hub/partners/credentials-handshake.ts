import { type Discovered, discover, shakeHands } from '../../ocpi/client/client-handshake.ts';
import type { Edition, Introduced } from '../../ocpi/editions/edition-type.ts';
import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { sideFor } from '../../ocpi/editions/routes.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { invalid, invalidAt, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer, Inbound } from '../../ocpi/messages/request-and-answer-types.ts';
import { hashToken } from '../../ocpi/words/credentials-tokens.ts';
import type { Finding } from '../../ocpi/words/finding-type.ts';
import { accessTo, toPartner } from '../build-request-to-partner.ts';
import type { Hub } from '../hub-dependencies.ts';
import { spareTokens } from '../market/connection-index.ts';
import { offered, opens, renewed, retired } from '../market/credentials-token-renewal.ts';
import { type HubCaller, spokenWith } from '../market/sender-and-addressee.ts';
import { anewFrom } from '../market/tax-and-time-zone-options.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import { agreeAutomatically } from './agreements.ts';
import { businessOf } from './business-details.ts';
import { afterOthers } from './handshake-queue.ts';
import { offerAnew } from './resend-after-version-change.ts';

type CredentialsRequest = Inbound<HubCaller>;

/** Answers with the hub's Credentials and the token that the caller used (CRED-02, CRED-03). */
export async function getCredentials(hub: Hub, request: CredentialsRequest): Promise<Answer> {
  const { connection, token } = request.caller;
  return { data: ours(hub, editionOf(request), connection, token) };
}

/** Registers a partner that calls with its TOKEN_A (CRED-04 to CRED-12, 18 to 22, 34). */
export async function postCredentials(hub: Hub, request: CredentialsRequest): Promise<Answer> {
  const { connection } = request.caller;
  if (connection.status !== 'PENDING' || !connection.tokenToUs)
    throw notAllowed('this connection is registered already: renew with PUT');
  return afterOthers(hub.memory.handshakes, connection.id, () => exchangeTokens(hub, request));
}

/** Renews a registered partner; its old tokens stay valid until it has used the new one (CRED-23 to 28, CRED-41). */
export async function putCredentials(hub: Hub, request: CredentialsRequest): Promise<Answer> {
  if (!request.caller.registered)
    throw notAllowed('this connection is not registered yet: register with POST');
  return afterOthers(hub.memory.handshakes, request.caller.id, () => exchangeTokens(hub, request));
}

/** Ends the connection of a registered partner that leaves: neither side calls the other any more (CRED-30 to 33). */
export async function deleteCredentials(hub: Hub, { caller }: CredentialsRequest): Promise<Answer> {
  if (!caller.registered) throw notAllowed('this connection is not registered');
  await update(hub, caller.id, unregistered);
  await hub.deliver.end(caller.connection);
  return {};
}

async function exchangeTokens(hub: Hub, request: CredentialsRequest): Promise<Answer> {
  const { caller, body, headers, id, correlationId } = request;
  const edition = editionOf(request);
  const findings = [...edition.check('credentials', body), ...ofOthers(hub, edition, body)];
  if (findings.length > 0) throw invalid(findings);
  const theirs = edition.normalise('credentials', body as Introduction);
  const introduced = ownParty(edition, caller.connection, theirs);
  businessOf(theirs.token, introduced, headers.authorization);
  const found = await discover(
    hub.send,
    {
      versionsUrl: theirs.url,
      token: theirs.token,
      edition: edition.version,
      // The partner chose the version by the endpoint that it called.
      spoken: [edition],
      asks: true,
      connection: caller.id,
      role: caller.role,
      correlationId,
      parent: id,
      timeout: hub.handshakeTimeout,
    },
    hub.needed,
  );
  const token = hub.newToken();
  const before = caller.connection;
  // Delivery begins before the connection counts as registered, so that no change is missed between.
  await hub.deliver.begin(before);
  const connection = await update(hub, caller.id, (current) => {
    if (!opens(current, hub.now(), caller.token) || current.status !== before.status)
      throw new OcpiError('unauthorized', 'this token was replaced while the handshake was under way');
    // Two renewals at the same time would leave each side with the other's older token.
    if (current.nextTokenToUs)
      throw new OcpiError('refused', 'the hub is renewing its Credentials with you: try again after that');
    const after = registered(hub, current, introduced, theirs, found, hashToken(token));
    if (current.status === 'PENDING') return retired(after, 'used', current.tokenToUs);
    return renewed(current, after, hub.now(), caller.token);
  });
  hub.deliver.wake(connection);
  offerAnew(hub, before, connection);
  await agreeAutomatically(hub, connection);
  if (before.status === 'PENDING') await hub.syncs.start(connection.id, { type: 'full' });
  return { data: ours(hub, edition, connection, token) };
}

/** Findings about Credentials that are the hub's own, or in the form of another version of OCPI. */
function ofOthers(hub: Hub, { credentials }: Edition, body: unknown): Finding[] {
  const given = (body ?? {}) as Json;
  const { url } = given;
  const isOurs = typeof url === 'string' && url.startsWith(`${hub.url()}/ocpi/`);
  return [
    ...(isOurs ? [{ pointer: '/url', message: `must be your own versions URL, got the hub's` }] : []),
    ...credentials.otherForm(given),
  ];
}

/** Registers the hub with a partner that gave it a TOKEN_A; a failure is an OcpiError and stores nothing (CRED-35). */
export async function registerWith(hub: Hub, connection: Connection): Promise<Connection> {
  return introduce(hub, 'POST', connection);
}

/**
 * Renews the hub's Credentials at a partner (CRED-35); a failure leaves both old tokens in force (CRED-28), a lost
 * answer the new one beside them (CRED-41).
 */
export async function renewWith(hub: Hub, connection: Connection): Promise<Connection> {
  return introduce(hub, 'PUT', connection);
}

/** Tells a partner that the hub leaves, and forgets both tokens whatever the partner answers. */
export async function leave(hub: Hub, connection: Connection): Promise<Connection> {
  const url = endpointOf(connection.endpoints, 'credentials');
  const after = await update(hub, connection.id, unregistered);
  await hub.deliver.end(connection);
  if (url && connection.tokenToThem)
    await hub.send(
      toPartner(
        connection,
        {},
        { method: 'DELETE', url, module: 'credentials', timeout: hub.handshakeTimeout },
      ),
    );
  return after;
}

async function introduce(hub: Hub, method: 'POST' | 'PUT', connection: Connection): Promise<Connection> {
  const token = hub.newToken();
  const them = {
    versionsUrl: connection.versionsUrl ?? '',
    ...accessTo(connection),
    role: connection.role,
    spoken: spokenWith(connection.role, connection),
    timeout: hub.handshakeTimeout,
  };
  // The partner calls back with the new token while our request is open (CRED-15).
  let introduced = false;
  const ready = async () => {
    const updated = new Date(hub.now()).toISOString();
    await update(hub, connection.id, (current) => {
      // Of two new tokens on their way in handshakes the partner may keep the one that the hub forgets.
      if (current.nextTokenToUs)
        throw new Refusal('conflict', 'another handshake of the hub with this partner is under way');
      return { ...current, nextTokenToUs: hashToken(token), updated };
    });
    introduced = true;
  };
  try {
    const found = await shakeHands(
      hub.send,
      method,
      them,
      (edition) => ours(hub, edition, connection, token),
      hub.needed,
      ready,
    );
    const theirs = found.edition.normalise('credentials', found.credentials) as Introduction;
    const party = ownParty(found.edition, connection, theirs);
    await hub.deliver.begin(connection);
    const after = await update(hub, connection.id, (current) => {
      if (current.nextTokenToUs !== hashToken(token))
        throw new OcpiError('unusable', 'another handshake came in between');
      const made = registered(hub, current, party, theirs, found, hashToken(token));
      return method === 'PUT' ? renewed(current, made, hub.now()) : made;
    });
    hub.deliver.wake(after);
    offerAnew(hub, connection, after);
    await agreeAutomatically(hub, after);
    if (method === 'POST') await hub.syncs.start(after.id, { type: 'full' });
    return after;
  } catch (error) {
    const unanswered = error instanceof OcpiError && error.kind === 'unreachable';
    const lost = unanswered && introduced && method === 'PUT';
    await update(hub, connection.id, (current) => {
      if (current.nextTokenToUs !== hashToken(token)) return current;
      const ended = { ...current, nextTokenToUs: null };
      return lost ? offered(ended, hashToken(token), hub.now()) : ended;
    });
    if (!introduced || !(error instanceof OcpiError)) throw error;
    const own = await ownUrlTrouble(hub, connection);
    throw new OcpiError(error.kind, [error.message, lost && bothHold, own].filter(Boolean).join('; '), error);
  }
}

/** Explains why a partner could not call the hub back: calls the hub's own public URL, where the network settings allow it. */
async function ownUrlTrouble(hub: Hub, connection: Connection): Promise<string | undefined> {
  const url = versionsUrlFor(hub, connection);
  const own = { method: 'GET', url, token: 'none', connection: null, module: 'versions' } as const;
  const reply = await hub.send({ ...own, timeout: hub.handshakeTimeout });
  if (reply.code === 2000 || reply.barred === 'address') return undefined;
  return `a partner calls back, and the hub's own ${url} cannot be reached from here either (${reply.message}): is HUB_URL right?`;
}

const bothHold =
  'whether the new token arrived is not known, so both tokens open the hub until the new one is used, for ten minutes at the latest';

/** Fields of Credentials that are the same in every edition. */
type Introduction = Json & { token: string; url: string };

/** The hub's Credentials for a partner: its own party, the versions of the interface for it (CRED-36, CRED-37). */
function ours(hub: Hub, { credentials }: Edition, connection: Connection, token: string): Json {
  const { party, name } = hub;
  return credentials.ours({ token, url: versionsUrlFor(hub, connection), party, name });
}

/** The hub's versions URL for a partner of that role (VER-09). */
export function versionsUrlFor(hub: Pick<Hub, 'url'>, { role }: Pick<Connection, 'role'>): string {
  return `${hub.url()}/ocpi/${sideFor(role)}/versions`;
}

/** The party of the connection that a partner's Credentials name; a token made for one party registers no other. */
function ownParty({ credentials }: Edition, connection: Connection, theirs: Json): Introduced {
  const introduced = credentials.parties(theirs);
  const fitting = introduced.filter(({ role = connection.role }) => role === connection.role);
  if (introduced.length > 0 && fitting.length === 0)
    throw new OcpiError(
      'endpoints',
      `the Credentials name no party in the role ${connection.role}, for which this connection was made`,
    );
  const own = fitting.find(({ party }) => connection.parties.includes(party));
  if (own) return own;
  throw invalidAt(
    credentials.partyAt,
    `must be a party this connection was made for (${connection.parties.join(', ')}), got ${introduced.map(({ party }) => party).join(', ')}`,
  );
}

function registered(
  hub: Hub,
  current: Connection,
  introduced: Introduced,
  theirs: Introduction,
  { edition, endpoints }: Discovered,
  tokenToUs: string,
): Connection {
  const { party } = introduced;
  const updated = new Date(hub.now()).toISOString();
  const after: Connection = {
    ...current,
    tokenToUs,
    tokenToThem: theirs.token,
    nextTokenToUs: null,
    status: current.status === 'PENDING' ? 'REGISTERED' : current.status,
    party,
    parties: [party, ...current.parties.filter((other) => other !== party)],
    versionsUrl: theirs.url,
    business: businessOf(theirs.token, introduced),
    edition: edition.version,
    endpoints,
    updated,
  };
  return anewFrom(current, after, updated);
}

function unregistered(current: Connection): Connection {
  const { tokenToUs, nextTokenToUs } = current;
  const spare = spareTokens(current).map((one) => one.tokenToUs);
  const ended = { ...current, tokenToUs: null, nextTokenToUs: null, tokenToThem: null, spare: null };
  return retired({ ...ended, status: 'UNREGISTERED' }, 'ended', ...spare, nextTokenToUs, tokenToUs);
}

/** Changes one connection, and resolves once that is durable; throws an OcpiError where it is deleted. */
export async function update(
  hub: Pick<Hub, 'store'>,
  id: string,
  change: (current: Connection) => Connection,
): Promise<Connection> {
  let changed: Connection | undefined;
  await hub.store.registry.change((state) => ({
    ...state,
    connections: state.connections.map((connection) => {
      if (connection.id !== id) return connection;
      changed = change(connection);
      return changed;
    }),
  }));
  if (!changed) throw new OcpiError('unauthorized', 'this connection is gone');
  return changed;
}

function notAllowed(message: string): OcpiError {
  return new OcpiError('methodNotAllowed', message, { headers: { Allow: 'GET, POST, PUT, DELETE' } });
}
