import { hashToken } from '../../ocpi/words/credentials-tokens.ts';
import type { Connection, FormerToken, SpareToken } from '../ports/connection-registry.ts';
import { endOf, isOpen, openTokens, spareTokens } from './connection-index.ts';

/** Time, in milliseconds, for which the token before a renewal stays valid while nobody uses the new one (CRED-41). */
const grace = 10 * 60_000;

/** Most tokens that the hub keeps valid beside the one in force when it offers another one; the oldest end first. */
const mostSpare = 5;

/** Most former tokens that are stored of one connection; older ones are deleted and then count as unknown tokens. */
const mostFormer = 10;

/** Tells whether a token opens a connection at a time in milliseconds. */
export function opens(connection: Connection, at: number, token: string): boolean {
  return openTokens(connection, at).includes(hashToken(token));
}

/**
 * The connection after a token has opened it; the same object where nothing changes. The first use of a token ends all
 * older ones (CRED-41); newer ones stay, since the partner may get them while its request is under way.
 */
export function afterUse(connection: Connection, hash: string): Connection {
  const { tokenToUs, spare } = connection;
  const beside = spareTokens(connection);
  const former = beside.filter(isFormer).map((one) => one.tokenToUs);
  const offers = beside.filter(isOffered).map((one) => one.tokenToUs);
  const byAge = [...former, tokenToUs, ...offers];
  const place = byAge.indexOf(hash);
  if (place <= 0) return connection;
  const wasFormer = place < former.length;
  const inForce = wasFormer ? tokenToUs : hash;
  const newer = byAge.slice(place);
  const kept = beside.filter((one) => newer.includes(one.tokenToUs) && one.tokenToUs !== inForce);
  const toThem = wasFormer ? spare?.tokenToThem : null;
  return withSpare(connection, { ...connection, tokenToUs: inForce }, kept, toThem);
}

/**
 * A connection after a PUT has renewed its tokens, the partner's with the token `used` or the hub's: the former pair stays
 * valid beside the new one, and so do tokens that the hub has offered since. Where the partner sent it with a former
 * token, it has not had the answer to its PUT before, and that token stays in place of the one in force; after a PUT of
 * the hub the partner has the token in force, and had sent a PUT before.
 */
export function renewed(before: Connection, after: Connection, now: number, used?: string): Connection {
  const hash = used === undefined ? '' : hashToken(used);
  const current = afterUse(before, hash);
  const { tokenToUs, tokenToThem, spare } = current;
  if (tokenToUs === null) return after;
  const beside = spareTokens(current).filter((one) => isOpen(one, now));
  const again = beside.some((one) => isFormer(one) && !one.taken && one.tokenToUs === hash);
  const former = again ? beside.filter(isFormer) : [{ tokenToUs }];
  const until = new Date(now + grace).toISOString();
  const taken = used === undefined ? { taken: true as const } : {};
  const kept = [...former, ...beside.filter(isOffered)].map(
    (one): SpareToken => ({ is: 'former', tokenToUs: one.tokenToUs, until, ...taken }),
  );
  return withSpare(before, after, kept, (again && spare?.tokenToThem) || tokenToThem);
}

/**
 * A connection to which a PUT of the hub introduced a token without an answer: the token is valid beside the one in
 * force, and beside those that were valid before.
 */
export function offered(connection: Connection, tokenToUs: string, now: number): Connection {
  const until = new Date(now + grace).toISOString();
  const kept = spareTokens(connection).filter((one) => isOpen(one, now));
  const offers = [...kept, { is: 'offered' as const, tokenToUs, until }].slice(-mostSpare);
  const toThem = offers.some(isFormer) ? connection.spare?.tokenToThem : null;
  return withSpare(connection, connection, offers, toThem);
}

/** A connection whose spare tokens open nothing any more. */
export function withoutSpare(connection: Connection): Connection {
  return connection.spare ? withSpare(connection, connection, [], null) : connection;
}

/** A connection with these spare tokens, the oldest first, which remembers what opened it before and no longer does. */
function withSpare(
  before: Connection,
  after: Connection,
  kept: SpareToken[],
  tokenToThem: string | null = null,
): Connection {
  const newest = kept.at(-1);
  const earlier = kept.length > 1 ? { earlier: kept.slice(0, -1) } : {};
  const spare = newest ? { ...newest, tokenToThem, ...earlier } : null;
  const stays = [after.tokenToUs, ...kept.map(({ tokenToUs }) => tokenToUs)];
  const isReplaced = after.tokenToUs !== before.tokenToUs;
  const gone = spareTokens(before).filter((one) => !stays.includes(one.tokenToUs));
  const ended = gone.reduce<Connection>(
    (one, token) => retired(one, isReplaced ? 'replaced' : endOf(token), token.tokenToUs),
    { ...after, spare },
  );
  return stays.includes(before.tokenToUs) ? ended : retired(ended, 'replaced', before.tokenToUs);
}

const isFormer = ({ is }: SpareToken) => is === 'former';
const isOffered = ({ is }: SpareToken) => is === 'offered';

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
