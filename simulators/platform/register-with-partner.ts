import { shakeHands } from '../../src/ocpi/client/client-handshake.ts';
import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import { hashToken } from '../../src/ocpi/words/credentials-tokens.ts';
import { handshakeTimeout, introducedBy, ourCredentials, spokenBy } from './credentials-endpoint.ts';
import { forget, keep, newConnection, partners } from './partners-and-their-tokens.ts';
import type { Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/**
 * The versions URL of a partner, and the TOKEN_A that it gave; without one only a saved registration can be renewed.
 */
export interface Invitation {
  versionsUrl: string;
  token?: string;
}

/**
 * Registers as the initiator: renews a saved registration by PUT, so that partners learn the address of this run, else
 * registers by POST. Throws an OcpiError when that leaves it without a partner.
 */
export async function register(platform: Platform, invitation?: Invitation): Promise<Connection[]> {
  const remembered = partners(platform);
  const renewed: Connection[] = [];
  let failure: unknown;
  for (const connection of remembered) {
    const moved = remembered.length === 1 ? invitation?.versionsUrl : undefined;
    const versionsUrl = moved ?? connection.versionsUrl ?? '';
    try {
      renewed.push(
        await introduce(platform, 'PUT', connection, { versionsUrl, token: connection.tokenToThem ?? '' }),
      );
    } catch (error) {
      failure = error;
    }
  }
  if (renewed.length > 0) return renewed;
  if (invitation?.token) return [await introduce(platform, 'POST', newConnection(), invitation)];
  if (failure) throw failure;
  if (invitation) throw new OcpiError('refused', 'there is no token to register with, and nothing to renew');
  return [];
}

/**
 * Stores the connection, with the token that the partner will call back with, before the request that introduces it
 * (CRED-15).
 */
async function introduce(
  platform: Platform,
  method: 'POST' | 'PUT',
  before: Connection,
  { versionsUrl, token = '' }: Invitation,
): Promise<Connection> {
  const tokenToUs = platform.names.token();
  const them = {
    ...spokenBy(platform),
    versionsUrl,
    token,
    connection: before.id,
    timeout: handshakeTimeout,
  };
  const ours = () => ourCredentials(platform, tokenToUs);
  const ready = () => keep(platform, { ...before, nextTokenToUs: hashToken(tokenToUs) });
  try {
    const made = await shakeHands(platform.send, method, them, ours, [], ready);
    const { endpoints } = made;
    const theirs = introducedBy(platform, made.credentials);
    const connection: Connection = {
      ...before,
      party: theirs.party,
      registered: true,
      tokenToUs: hashToken(tokenToUs),
      nextTokenToUs: null,
      tokenToThem: theirs.token,
      versionsUrl: theirs.url,
      endpoints,
    };
    await keep(platform, connection);
    return connection;
  } catch (error) {
    await (method === 'POST' ? forget(platform, before.id) : keep(platform, before));
    throw error;
  }
}
