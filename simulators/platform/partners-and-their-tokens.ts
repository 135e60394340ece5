import { randomUUID } from 'node:crypto';
import { roleOf } from '../../src/ocpi/editions/routes.ts';
import { hashToken, newToken } from '../../src/ocpi/words/credentials-tokens.ts';
import { otherRole, type Party, type Role } from '../../src/ocpi/words/party-id.ts';
import type { PartnerCaller, Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/** The party of a connection whose Credentials have not arrived yet. */
const nobody: Party = 'XX*XXX';

/** Makes a TOKEN_A with which one partner may register. */
export async function invite(platform: Platform): Promise<string> {
  const token = platform.names.token();
  await platform.memory.change((state) => ({
    ...state,
    invitations: [...state.invitations, hashToken(token)],
  }));
  return token;
}

/** Accepts a token of a partner that calls but is never called: somebody who does a handshake by hand. */
export async function accept(platform: Platform, token: string): Promise<void> {
  const tokenToUs = hashToken(token);
  const known = platform.memory.read().connections.some((connection) => connection.tokenToUs === tokenToUs);
  if (known) return;
  await keep(platform, { ...newConnection(), registered: true, tokenToUs });
}

/**
 * The partner whose token a word of the Authorization header stands for. A TOKEN_B is valid from the moment at which it
 * may be on its way (CRED-15).
 */
export function callerOf(platform: Platform, word: string): PartnerCaller | undefined {
  for (const token of platform.edition.token.read(word)) {
    const caller = callerWith(platform, token);
    if (caller) return { ...caller, token };
  }
  return undefined;
}

function callerWith(platform: Platform, token: string): PartnerCaller | undefined {
  const hash = hashToken(token);
  const { connections, invitations } = platform.memory.read();
  const role: Role = otherRole(roleOf(platform.side));
  const connection = connections.find(
    ({ tokenToUs, nextTokenToUs }) => tokenToUs === hash || nextTokenToUs === hash || token === anybody,
  );
  if (connection)
    return {
      id: connection.id,
      role,
      party: connection.party ?? platform.hubParty ?? nobody,
      registered: true,
      connection,
    };
  if (invitations.includes(hash)) return { id: 'invited', role, party: nobody, registered: false };
  return token === anybody ? { id: 'anybody', role, party: nobody, registered: true } : undefined;
}

/** The token assumed for a request that a fault lets in without a valid one. */
export const anybody = newToken();

/** The partners that the simulator calls: registered ones whose token and endpoints are known, oldest first. */
export function partners(platform: Platform): Connection[] {
  return platform.memory
    .read()
    .connections.filter(({ registered, tokenToThem }) => registered && tokenToThem);
}

/**
 * The partners over which a request may reach a party: itself first, then those behind whom it may stand, such as a
 * hub.
 */
export function partnersToward(platform: Platform, party: Party | undefined): Connection[] {
  const all = partners(platform);
  const own = all.filter((connection) => connection.party === party);
  return [...own, ...all.filter((connection) => !own.includes(connection))];
}

/** The connection with an id, as long as it may be called (CRED-31). */
export function partner(platform: Platform, id: string): Connection | undefined {
  return partners(platform).find((connection) => connection.id === id);
}

/** An empty connection. */
export function newConnection(): Connection {
  return {
    id: randomUUID(),
    party: null,
    registered: false,
    tokenToUs: null,
    nextTokenToUs: null,
    tokenToThem: null,
    versionsUrl: null,
    endpoints: [],
  };
}

/** Stores a connection in place of its former state, and of an older connection of the same party. */
export async function keep(platform: Platform, connection: Connection): Promise<void> {
  await platform.memory.change((state) => {
    const others = state.connections.filter(
      ({ id, party }) => id !== connection.id && (party === null || party !== connection.party),
    );
    return { ...state, connections: [...others, connection] };
  });
}

/** Removes a connection and both its tokens. */
export async function forget(platform: Platform, id: string): Promise<void> {
  await platform.memory.change((state) => ({
    ...state,
    connections: state.connections.filter((connection) => connection.id !== id),
  }));
}
