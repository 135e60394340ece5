import { below, endpointOf, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import type { Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { check } from '../../src/ocpi/schemas/validation.ts';
import type {
  AuthMethod,
  AuthorizationInfo,
  EVSE,
  Location,
  Token,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { partner, partners } from '../platform/partners-and-their-tokens.ts';
import { call } from '../platform/push-to-partners.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';
import { knownToken } from './find-driver-tokens.ts';
import { guestCard, guestToken, nobody } from './guest-charging-card.ts';
import { type Operator, sparedAt } from './operator-state.ts';

/** The permission of a driver to charge: with which Token, at which partner's expense, or the reason of a refusal. */
export type Permission =
  | { allowed: true; token: Token; connection: string; authMethod: AuthMethod; reference?: string }
  | { allowed: false; why: string };

/**
 * Decides about a Token at an EVSE as its whitelist type demands (TOK-22 to TOK-26); the operator never asks about app
 * and ad hoc users (CMD-24).
 */
export async function authorize(
  operator: Operator,
  uid: string,
  location: Location,
  evse: EVSE,
): Promise<Permission> {
  const { platform } = operator;
  const spared = sparedAt(operator, location.id, uid);
  if (spared)
    return { allowed: true, authMethod: 'COMMAND', token: spared.token, connection: spared.connection };
  if (uid === guestCard)
    return { allowed: true, authMethod: 'WHITELIST', token: guestToken(platform), connection: nobody };
  const known = knownToken(platform, uid);
  const provider = known && partner(platform, known.connection);
  if (!known || !provider) return askEverybody(platform, uid, location, evse);
  const { token, connection } = known;
  if (token.type === 'APP_USER' || token.type === 'AD_HOC_USER')
    return { allowed: false, why: `a token of type ${token.type} starts by command only` };
  const contrary = platform.faults.asked('ignores_whitelist', 'tokens', 'POST') !== undefined;
  if (asksFirst(token) === contrary) return byCopy(token, connection);
  const reply = await ask(platform, provider, token, location, evse);
  if (reply && isNoAnswer(reply) && token.whitelist === 'ALLOWED_OFFLINE') return byCopy(token, connection);
  return byAnswer(reply, token, connection, evse);
}

/**
 * Whether the operator must ask the provider before charging, whatever its own copy of the Token says (TOK-22 to 26).
 */
export function asksFirst({ whitelist }: Token): boolean {
  return whitelist === 'NEVER' || whitelist === 'ALLOWED_OFFLINE';
}

/** Whether an authorisation request got no answer, from the provider or from a hub in between (TOK-25). */
export function isNoAnswer({ outcome, code }: Pick<Reply, 'outcome' | 'code'>): boolean {
  return outcome === 'timeout' || outcome === 'unreachable' || code === 4002 || code === 4003;
}

/** Asks every partner about a Token that the operator has no copy of, and takes the first that allows it. */
async function askEverybody(
  platform: Platform,
  uid: string,
  location: Location,
  evse: EVSE,
): Promise<Permission> {
  for (const provider of partners(platform)) {
    const reply = await ask(platform, provider, { uid, type: 'RFID' }, location, evse);
    const told = (reply?.data as AuthorizationInfo | undefined)?.token;
    const permission = byAnswer(reply, told ?? stranger(uid), provider.id, evse);
    if (permission.allowed) return permission;
  }
  return { allowed: false, why: `nobody allows the token ${uid}` };
}

async function ask(
  platform: Platform,
  provider: Connection,
  { uid, type }: Pick<Token, 'uid' | 'type'>,
  location: Location,
  evse: EVSE,
): Promise<Reply | undefined> {
  const endpoint = endpointOf(provider.endpoints, 'tokens');
  if (!endpoint) return undefined;
  return call(platform, provider, {
    method: 'POST',
    module: 'tokens',
    url: withQuery(below(endpoint, uid, 'authorize'), { type }),
    body: {
      location_id: location.id,
      evse_uids: [evse.uid],
      connector_ids: evse.connectors.map(({ id }) => id),
    },
  });
}

function byCopy(token: Token, connection: string): Permission {
  if (token.valid) return { allowed: true, token, connection, authMethod: 'WHITELIST' };
  return { allowed: false, why: `the token ${token.uid} is not valid` };
}

function byAnswer(reply: Reply | undefined, token: Token, connection: string, evse: EVSE): Permission {
  if (!reply) return { allowed: false, why: 'the provider offers no authorisation' };
  if (!reply.success || check('authorization-info', reply.data).length > 0)
    return { allowed: false, why: `no usable answer of the provider: ${reply.message}` };
  const { allowed, location, authorization_reference } = reply.data as AuthorizationInfo;
  if (allowed !== 'ALLOWED') return { allowed: false, why: `the provider says ${allowed}` };
  const evses = location?.evse_uids ?? [];
  if (evses.length > 0 && !evses.includes(evse.uid))
    return { allowed: false, why: `the provider allows other EVSEs only: ${evses.join(', ')}` };
  return { allowed: true, token, connection, authMethod: 'AUTH_REQUEST', reference: authorization_reference };
}

/** A Token of which the operator knows the uid only; the uid stands for the contract id too (ROUTE-44). */
function stranger(uid: string): Token {
  return {
    uid,
    type: 'RFID',
    auth_id: uid,
    issuer: 'unknown',
    valid: true,
    whitelist: 'NEVER',
    last_updated: '1970-01-01T00:00:00Z',
  };
}
