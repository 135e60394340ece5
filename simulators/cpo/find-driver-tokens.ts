import type { Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import { changed, type Item } from '../platform/object-store.ts';
import type { Platform } from '../platform/simulated-platform.ts';

/** A Token and the connection it came over. */
export interface KnownToken {
  token: Token;
  connection: string;
}

/** The operator's copy of a Token; the newest if several partners sent it. */
export function knownToken(platform: Platform, uid: string): KnownToken | undefined {
  return knownTokens(platform).find(({ token }) => token.uid === uid);
}

/** The operator's copies of all Tokens, oldest first: each uid and type once, in its newest copy. */
export function knownTokens(platform: Platform): KnownToken[] {
  const newest = new Map<string, Item>();
  for (const item of platform.received.tokens.values()) {
    const key = `${String(item.object.type)}|${String(item.object.uid)}`;
    const known = newest.get(key);
    if (!known || changed(item) >= changed(known)) newest.set(key, item);
  }
  return [...newest.values()].map(({ object, connection = '' }) => ({
    token: object as unknown as Token,
    connection,
  }));
}
