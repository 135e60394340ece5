import { enumValueIn } from '../../ocpi/client/object-in-partner-dialect.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import type { Judged } from '../../ocpi/words/finding-type.ts';
import type { Dialect } from '../../ocpi/words/partner-style-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { contractOf, tokensBy, typeOf } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, partnersOf, platformOf, providerOf } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { isKeptFrom } from '../market/tokens-hidden-from-operators.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { readToken } from '../read-token-object.ts';
import { headParty, holdingsIn, knownOf } from './contract-holders.ts';
import { folded } from './contract-id-format.ts';
import { claimsOf } from './provider-claims.ts';
import { historyOf } from './providers-of-past-sessions.ts';
import { grounds, ranked } from './rank-contract-holders.ts';

/** The providers that own the Tokens with one uid and type. */
export interface Owners {
  /** The Tokens with that uid and type of providers with an agreement, the certain owner's first. */
  tokens: StoredObject[];
  /** The Tokens among them that the asking operator may see. */
  shown: StoredObject[];
  /** True where a provider holds the Token's contract by an assignment or by its own party in the contract's prefix. */
  certain: boolean;
}

/**
 * The providers that have a Token of that uid and type, the strongest first, or the provider that the operator
 * addressed (RTA-01, RTA-14, RTA-15).
 */
export async function ownersOf(
  hub: Hub,
  connection: Connection,
  cpo: Party,
  { uid, type, to }: { uid: string; type: string; to: Party | undefined },
): Promise<Owners> {
  const dialect = dialectOf(connection);
  const state = hub.store.registry.read();
  const now = hub.now();
  const partners = partnersOf(state, 'CPO', cpo, now);
  const found = (await tokensBy(hub.store, 'uid', uid)).filter(
    ({ id, owner }) =>
      (id === `${type}|${uid}` || isInDialect(id, type, dialect)) &&
      partners.includes(owner) &&
      (to === undefined || owner === to),
  );
  const shown = found.filter((token) => !isKeptFrom(state, cpo, token, now));
  if (found.length < 2) return { tokens: found, shown, certain: false };
  const placed = await Promise.all(
    found.map(async (token) => {
      const known = await knownOf(hub, contractOf(token) ?? '');
      const own = holdingsIn(state, known, now).filter(
        ({ provider }) => provider === providerOf(state, token.owner),
      );
      const ground = ranked(own, undefined)[0]?.ground ?? 'invalid_token';
      return { token, kept: !shown.includes(token), ground: grounds.indexOf(ground) };
    }),
  );
  placed.sort(
    (a, b) => Number(a.kept) - Number(b.kept) || a.ground - b.ground || a.token.created - b.token.created,
  );
  return {
    tokens: placed.map(({ token }) => token),
    shown,
    certain: placed.some(({ kept, ground }) => !kept && ground <= grounds.indexOf('own_head')),
  };
}

/** Tells whether an operator whose dialect has other token types than OCPI means this Token. */
function isInDialect(id: string, type: string, dialect: Dialect): boolean {
  return enumValueIn(typeOf({ id }), 'TokenType', dialect) === type;
}

/** A real-time question about a Token, with the provider that answered it. */
export interface TokenQuestion {
  cpo: Party;
  emsp: Party;
  uid: string;
  type: string;
  /** Version of OCPI in which the Token's owner answered. */
  edition: SchemaVersion | undefined;
  /** Contract ids under which the operator may know the Token. */
  others: string[];
  place: Json | undefined;
}

/**
 * Findings about the Token in a provider's answer: it is another Token than the question is about, or has another
 * provider's contract; the hub learns nothing from such an answer (RTA-17).
 */
export async function wrongIn(hub: Hub, asked: TokenQuestion, token: Json): Promise<Judged[]> {
  const { cpo, emsp, uid, type } = asked;
  const { contract, uid: given, at } = readToken(asked, token);
  const wrong = (pointer: string, message: string): Judged[] => [
    { pointer: `/data/token${pointer}`, message: `${message}: left out of the answer`, lenient: true },
  ];
  if (folded(given) !== folded(uid)) return wrong(at.uid, `is not the ${uid} that was asked about`);
  if (token.type !== type) return wrong('/type', `is not the ${type} that was asked about`);
  const state = hub.store.registry.read();
  const mine = providerOf(state, emsp);
  const isOthers = (party: Party) =>
    providerOf(state, party) !== mine &&
    platformOf(state, 'EMSP', party).some((one) => agreed(state, cpo, one, hub.now()));
  const known = await knownOf(hub, contract);
  const [first] = ranked(
    holdingsIn(state, known, hub.now()).filter(({ party, provider }) => provider === mine || isOthers(party)),
    undefined,
  );
  if (first?.ground === 'settled')
    return first.provider === mine ? [] : wrong(at.contract, "is another provider's contract");
  const head = headParty(state, contract);
  const history = await historyOf(hub, contract);
  const isMine = history.some(({ party }) => providerOf(state, party) === mine);
  const used = !isMine && history.some(({ party }) => isOthers(party));
  const holds =
    first?.ground === 'token' &&
    first.provider !== mine &&
    first.since < (await namedSince(hub, state, contract, mine));
  return (head !== undefined && isOthers(head)) || used || holds
    ? wrong(at.contract, "is another provider's contract")
    : [];
}

/** The time at which a provider first named a contract in a question that was answered. */
async function namedSince(hub: Hub, state: RegistryState, contract: string, mine: Party): Promise<number> {
  const { about } = await claimsOf(hub, contract);
  return Math.min(...about.filter(({ emsp }) => providerOf(state, emsp) === mine).map(({ at }) => at));
}
