import { createHash, randomUUID } from 'node:crypto';
import { newToken } from '../../src/ocpi/words/credentials-tokens.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';

/** A new token with which the other side is to call. */
export interface Names {
  /** A credentials token with which the other side is to call. */
  token(): string;
  /** A UUID as the id of a message. */
  messageId(): string;
}

/** Generators of tokens and message ids that nobody can guess. */
export const secretNames: Names = { token: newToken, messageId: () => randomUUID() };

/** Generators that give the same values for the same seed and party: anybody who knows both can guess them. */
export function seededNames(seed: number, party: Party): Names {
  const made = { token: 0, messageId: 0 };
  const next = (kind: keyof typeof made) => {
    made[kind] += 1;
    return createHash('sha256').update(`${seed} ${party} ${kind} ${made[kind]}`).digest();
  };
  return {
    token: () => next('token').toString('base64url'),
    messageId() {
      const hex = next('messageId').toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}
