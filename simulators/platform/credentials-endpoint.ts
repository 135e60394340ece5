import { type Counterpart, discover } from '../../src/ocpi/client/client-handshake.ts';
import type { Json } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { roleOf } from '../../src/ocpi/editions/routes.ts';
import { invalid, OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import type { Answer, Inbound } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { Served } from '../../src/ocpi/server/served-platform-types.ts';
import { hashToken } from '../../src/ocpi/words/credentials-tokens.ts';
import { otherRole, type Party } from '../../src/ocpi/words/party-id.ts';
import type { AskedFault } from '../faults/all-fault-kinds.ts';
import { forget, keep, newConnection } from './partners-and-their-tokens.ts';
import type { PartnerCaller, Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

type Request = Inbound<PartnerCaller>;

/** Milliseconds allowed for each call of a handshake. */
export const handshakeTimeout = 10_000;

/**
 * The simulator's credentials endpoint: the receiver's side of a handshake. `registered` is called after a successful
 * one.
 */
export function credentialsEndpoint(
  platform: Platform,
  registered: (connection: Connection, how: 'POST' | 'PUT') => void,
): Served<PartnerCaller>['credentials'] {
  return {
    GET: async ({ caller }) => ({ data: ourCredentials(platform, caller.token ?? '') }),
    async POST(request) {
      const { connection: before } = request.caller;
      if (before && !isFaulty(platform, request, 'registers_twice'))
        throw notAllowed('registered already: renew with PUT');
      const burning = isFaulty(platform, request, 'burns_invitation');
      if (burning) await useUp(platform, request);
      const { connection, answer } = await exchangeTokens(platform, request, before ?? newConnection());
      if (!isFaulty(platform, request, 'keeps_invitation')) await useUp(platform, request);
      registered(connection, 'POST');
      return answer;
    },
    async PUT(request) {
      const { connection: before } = request.caller;
      if (!before && !isFaulty(platform, request, 'renews_strangers'))
        throw notAllowed('not registered: register with POST');
      const { connection, answer } = await exchangeTokens(platform, request, before ?? newConnection());
      registered(connection, 'PUT');
      return answer;
    },
    async DELETE(request) {
      const { caller } = request;
      if (!caller.connection && isFaulty(platform, request, 'renews_strangers')) return {};
      if (!caller.connection) throw notAllowed('not registered');
      if (isFaulty(platform, request, 'keeps_unregistered')) return {};
      await forget(platform, caller.id);
      platform.log.info({ event: 'unregistered', party: caller.party });
      return {};
    },
  };
}

/** This platform's Credentials with the token that the other side uses, or is to use. */
export function ourCredentials(platform: Platform, token: string): Json {
  const { edition, side, party, name } = platform;
  const url = `${platform.url()}/ocpi/${side}/versions`;
  return edition.credentials.ours({ token, url, party, name, role: roleOf(side) });
}

/**
 * How the simulator asks partners for their versions: for the version that it speaks itself, and where endpoints name
 * an interface, for that of their role.
 */
export function spokenBy({ edition, side }: Platform): Pick<Counterpart, 'spoken' | 'role'> {
  const isNamed = edition.listed({ identifier: 'tokens', url: '' }, side).role !== undefined;
  return { spoken: [edition], ...(isNamed ? { role: otherRole(roleOf(side)) } : {}) };
}

/** The first party that Credentials introduce, and their token and URL. */
export function introducedBy({ edition }: Platform, credentials: Json): Introduction {
  const [first] = edition.credentials.parties(credentials);
  return { party: first?.party ?? null, token: String(credentials.token), url: String(credentials.url) };
}

/** The party, token and URL in Credentials. */
interface Introduction {
  party: Party | null;
  token: string;
  url: string;
}

/**
 * The receiver's part of a handshake: calls back with the token of the body before anything changes (CRED-04, 05, 18 to
 * 23), then replaces both tokens.
 */
async function exchangeTokens(
  platform: Platform,
  request: Request,
  before: Connection,
): Promise<{ connection: Connection; answer: Answer }> {
  const findings = platform.edition.check('credentials', request.body);
  const used = request.caller.token ?? '';
  const token = isFaulty(platform, request, 'same_token') ? used : platform.names.token();
  if (findings.length > 0 && isFaulty(platform, request, 'takes_invalid_credentials'))
    return { connection: before, answer: { data: ourCredentials(platform, token) } };
  if (findings.length > 0) throw invalid(findings);
  const theirs = introducedBy(platform, request.body as Json);
  const { endpoints } = isFaulty(platform, request, 'no_callback')
    ? before
    : await discover(
        platform.send,
        {
          ...spokenBy(platform),
          versionsUrl: theirs.url,
          token: theirs.token,
          connection: before.id,
          correlationId: request.correlationId,
          timeout: handshakeTimeout,
        },
        [],
      );
  const connection: Connection = {
    ...before,
    party: theirs.party,
    registered: true,
    tokenToUs: hashToken(token),
    nextTokenToUs: isFaulty(platform, request, 'keeps_old_token') ? before.tokenToUs : null,
    tokenToThem: theirs.token,
    versionsUrl: theirs.url,
    endpoints,
  };
  await keep(platform, connection);
  return { connection, answer: { data: ourCredentials(platform, token) } };
}

/** Makes a TOKEN_A invalid after one registration (CRED-08). */
async function useUp(platform: Platform, { caller }: Request): Promise<void> {
  const used = hashToken(caller.token ?? '');
  await platform.memory.change((state) => ({
    ...state,
    invitations: state.invitations.filter((invitation) => invitation !== used),
  }));
}

function isFaulty({ faults }: Platform, { method }: Request, kind: AskedFault): boolean {
  return faults.asked(kind, 'credentials', method) !== undefined;
}

function notAllowed(message: string): OcpiError {
  return new OcpiError('methodNotAllowed', message, { headers: { Allow: 'GET, POST, PUT, DELETE' } });
}
