import { discover } from '../../src/ocpi/credentials.ts';
import { invalid, OcpiError } from '../../src/ocpi/errors.ts';
import type { Answer, Inbound } from '../../src/ocpi/exchange.ts';
import { partyId, partyOf } from '../../src/ocpi/party.ts';
import type { Site } from '../../src/ocpi/site.ts';
import { hashToken, newToken, readAuthorization } from '../../src/ocpi/tokens.ts';
import type { Credentials } from '../../src/ocpi/types.generated.ts';
import { check } from '../../src/ocpi/validation.ts';
import { forget, keep, newConnection } from './connections.ts';
import type { PartnerCaller, Platform } from './platform.ts';
import type { Connection } from './state.ts';

type Request = Inbound<PartnerCaller>;

/** Milliseconds for each call of a handshake. */
export const handshakeTimeout = 10_000;

/** The credentials endpoint: the receiver's part of a handshake. `registered` is told when one has succeeded. */
export function credentialsEndpoint(
  platform: Platform,
  registered: (connection: Connection, how: 'POST' | 'PUT') => void,
): Site<PartnerCaller>['credentials'] {
  return {
    GET: async ({ headers }) => ({
      data: ourCredentials(platform, readAuthorization(headers.authorization) ?? ''),
    }),
    async POST(request) {
      if (request.caller.connection) throw notAllowed('registered already: renew with PUT');
      const { connection, answer } = await exchangeTokens(platform, request, newConnection());
      await useUp(platform, request);
      registered(connection, 'POST');
      return answer;
    },
    async PUT(request) {
      if (!request.caller.connection) throw notAllowed('not registered: register with POST');
      const { connection, answer } = await exchangeTokens(platform, request, request.caller.connection);
      registered(connection, 'PUT');
      return answer;
    },
    async DELETE({ caller }) {
      if (!caller.connection) throw notAllowed('not registered');
      await forget(platform, caller.id);
      platform.log.info({ event: 'unregistered', party: caller.party });
      return {};
    },
  };
}

/** This platform's Credentials with the token that the other side is to use, or uses. */
export function ourCredentials(platform: Platform, token: string): Credentials {
  return {
    token,
    url: `${platform.url()}/ocpi/${platform.side}/versions`,
    business_details: { name: platform.name },
    ...partyId(platform.party),
  };
}

/** Calls back with the token of the body before anything changes (CRED-04, 05, 18 to 23), then both tokens are new. */
async function exchangeTokens(
  platform: Platform,
  request: Request,
  before: Connection,
): Promise<{ connection: Connection; answer: Answer }> {
  const findings = check('credentials', request.body);
  if (findings.length > 0) throw invalid(findings);
  const theirs = request.body as Credentials;
  const endpoints = await discover(
    platform.send,
    {
      versionsUrl: theirs.url,
      token: theirs.token,
      connection: before.id,
      correlationId: request.correlationId,
      timeout: handshakeTimeout,
    },
    [],
  );
  const token = newToken();
  const connection: Connection = {
    ...before,
    party: partyOf(theirs),
    registered: true,
    tokenToUs: hashToken(token),
    nextTokenToUs: null,
    tokenToThem: theirs.token,
    versionsUrl: theirs.url,
    endpoints,
  };
  await keep(platform, connection);
  return { connection, answer: { data: ourCredentials(platform, token) } };
}

/** A TOKEN_A is good for one registration (CRED-08). */
async function useUp(platform: Platform, { headers }: Request): Promise<void> {
  const used = hashToken(readAuthorization(headers.authorization) ?? '');
  await platform.memory.change((state) => ({
    ...state,
    invitations: state.invitations.filter((invitation) => invitation !== used),
  }));
}

function notAllowed(message: string): OcpiError {
  return new OcpiError('methodNotAllowed', message, { headers: { Allow: 'GET, POST, PUT, DELETE' } });
}
