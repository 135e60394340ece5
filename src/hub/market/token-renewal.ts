import { hashToken } from '../../ocpi/words/tokens.ts';
import type { Connection, FormerToken } from '../ports/registry.ts';
import { openTokens } from './directory.ts';

/** Time, in milliseconds, for which the token before a renewal stays valid while nobody uses the new one (CRED-41). */
const grace = 10 * 60_000;

/** Most former tokens that are stored of one connection; older ones are deleted and then count as unknown tokens. */
const mostFormer = 10;

/** Tells whether a token opens a connection at a time in milliseconds. */
export function opens(connection: Connection, at: number, token: string): boolean {
  return openTokens(connection, at).includes(hashToken(token));
}

/**
 * The connection after a token has opened it; the same object where nothing changes. The first use of a new token ends
 * the old one (CRED-41).
 */
export function afterUse(connection: Connection, hash: string): Connection {
  const { spare, tokenToUs } = connection;
  const used = spare?.is === 'offered' ? spare.tokenToUs : tokenToUs;
  if (!spare || hash !== used) return connection;
  if (spare.is === 'former') return withoutSpare(connection);
  return retired({ ...connection, tokenToUs: hash, spare: null }, 'replaced', tokenToUs);
}

/**
 * A connection after a PUT has renewed its tokens, the partner's with the token `used` or the hub's: the former pair stays
 * valid beside the new one. Where the partner sent it with the spare token, it has not had the answer to its PUT before,
 * and the spare pair stays; after a PUT of the hub the partner has the token in force, and had sent a PUT before.
 */
export function renewed(before: Connection, after: Connection, now: number, used?: string): Connection {
  const { tokenToUs, tokenToThem, spare } = before;
  const again = spare && !spare.taken && used !== undefined && hashToken(used) === spare.tokenToUs;
  const former = again
    ? { ...spare, tokenToThem: spare.tokenToThem ?? tokenToThem }
    : { tokenToUs, tokenToThem };
  if (former.tokenToUs === null) return after;
  const gone = again ? tokenToUs : spare?.tokenToUs;
  const pair = { tokenToUs: former.tokenToUs, tokenToThem: former.tokenToThem };
  const until = new Date(now + grace).toISOString();
  const taken = used === undefined ? { taken: true as const } : {};
  return retired({ ...after, spare: { is: 'former', ...pair, until, ...taken } }, 'replaced', gone);
}

/**
 * A connection to which a PUT of the hub introduced a token without an answer: the token is valid beside the one in
 * force.
 */
export function offered(connection: Connection, tokenToUs: string, now: number): Connection {
  const until = new Date(now + grace).toISOString();
  return { ...withoutSpare(connection), spare: { is: 'offered', tokenToUs, tokenToThem: null, until } };
}

/** A connection whose spare token opens nothing any more. */
export function withoutSpare(connection: Connection): Connection {
  const { spare } = connection;
  if (!spare) return connection;
  const was = spare.is === 'former' ? 'replaced' : 'withdrawn';
  return retired({ ...connection, spare: null }, was, spare.tokenToUs);
}

/** A connection that remembers tokens which no longer open it, as hashes (CRED-40). */
export function retired(
  connection: Connection,
  was: FormerToken['was'],
  ...hashes: (string | null | undefined)[]
): Connection {
  const added = hashes.filter((hash) => typeof hash === 'string').map((hash) => ({ hash, was }));
  return {
    ...connection,
    formerTokens: [...(connection.formerTokens ?? []), ...added].slice(-mostFormer),
  };
}

/** The explanation for the holder of a token that once opened a connection and no longer does. */
export function wordsFor(was: FormerToken['was']): string {
  return words[was];
}

const words: Record<FormerToken['was'], string> = {
  used: 'this TOKEN_A has been used: the answer to POST credentials held the token to call with; if that answer was lost, ask the operator of the hub to unregister and invite you again',
  withdrawn: 'this token was withdrawn and a newer one made: ask the operator of the hub for it',
  replaced: 'this token was replaced when the Credentials were renewed: call with the newest one',
  ended: 'this connection has ended: ask the operator of the hub for a new TOKEN_A, and register with POST',
};
