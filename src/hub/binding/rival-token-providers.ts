import type { Judged } from '../../ocpi/words/finding-type.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { contractOf, tokensBy } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { providerOf } from '../market/connection-index.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { Changed, StoredObject } from '../ports/object-store.ts';
import { headParty, holdingsIn, type Known, type KnownToken, knownOf } from './contract-holders.ts';
import { normalised } from './contract-id-format.ts';
import { firstAtHead } from './providers-of-past-sessions.ts';
import { holderKey, name, namingOf, unname } from './providers-with-contract-tokens.ts';
import { ranked } from './rank-contract-holders.ts';

/** Most rival providers that are listed with a Token. */
const most = 50;

/**
 * The providers that hold a contract more strongly than `owner` does by this Token, or whose party stands at the
 * beginning of the contract (ROUTE-57).
 */
function over(
  state: RegistryState,
  known: Known,
  token: { owner: Party; contract: string; valid: boolean },
  now: number,
): Party[] {
  const mine = providerOf(state, token.owner);
  const isBefore = (one: KnownToken) => one.owner === token.owner && one.since < Number.POSITIVE_INFINITY;
  const before = known.tokens.find(isBefore);
  const { since, order } = before ?? { since: now, order: Number.MAX_SAFE_INTEGER };
  const others = known.tokens.filter(({ owner }) => providerOf(state, owner) !== mine);
  const with_ = { ...known, tokens: [...others, { ...token, uid: '', since, order }] };
  const holdings = holdingsIn(state, with_, now);
  const isMine = ({ provider, ground }: { provider: Party; ground: string }) =>
    provider === mine && ground !== 'own_word' && ground !== 'history';
  if (holdings.some((one) => isMine(one) && one.ground === 'settled')) return [];
  const head = headParty(state, token.contract);
  const rivals = [...new Set([...holdings.map(({ provider }) => provider), ...(head ? [head] : [])])];
  return rivals
    .filter((rival) => rival !== mine)
    .filter((rival) => {
      const both = holdings.filter((one) => one.provider === rival || isMine(one));
      return rival === head || ranked(both, head === mine ? head : undefined)[0]?.provider === rival;
    })
    .slice(0, most);
}

/** The look-up values that record a Token's rivals; `shown` where operators may have the Token already. */
export function rivalLookups(rivals: Party[], old: StoredObject | undefined): Record<string, string> {
  if (rivals.length === 0) return { over: '', contested: '', shown: '' };
  const wasShown = old !== undefined && (!old.lookups.over || old.lookups.shown === 'yes');
  return { over: rivals.join(','), contested: 'yes', shown: wasShown ? 'yes' : '' };
}

/** The rivals of a Token that is about to be stored: providers that hold its contract more strongly. */
export interface TokenRivals {
  rivals: Party[];
  /** The Token's owner has not named the contract before. */
  isNew: boolean;
  /** Another provider was the first to name a contract with this prefix, and the prefix is no provider's party. */
  isSecondAtHead: boolean;
}

/** Finds the rivals of a Token that is about to be stored. */
export async function rivalsOf(
  hub: Hub,
  owner: Party,
  contract: string,
  valid: boolean,
): Promise<TokenRivals> {
  const [isNew, first] = await Promise.all([name(hub, contract, owner), firstAtHead(hub, contract, owner)]);
  const state = hub.store.registry.read();
  const known = await knownOf(hub, contract);
  return {
    rivals: over(state, known, { owner, contract, valid }, hub.now()),
    isNew,
    isSecondAtHead:
      first !== undefined &&
      headParty(state, contract) === undefined &&
      providerOf(state, first.party) !== providerOf(state, owner),
  };
}

/** Warnings about a Token at the JSON pointer to its contract, without naming the provider that holds the contract. */
export function warningsOf({ rivals, isSecondAtHead }: TokenRivals, pointer: string): Judged[] {
  const kept =
    "is another provider's contract: the Token is kept from operators until the operator of the hub settles it";
  const second =
    'begins like the contracts of another provider: the operator of the hub settles whose they are';
  if (rivals.length > 0) return [{ pointer, message: kept, lenient: true }];
  return isSecondAtHead ? [{ pointer, message: second, lenient: true }] : [];
}

/**
 * Runs after a Token was stored: forgets the contract that the Token had before, and updates the rivals of other
 * providers' Tokens.
 */
export async function afterTokenWrite(
  hub: Hub,
  { isNew }: TokenRivals,
  { before, after }: Pick<Changed, 'before' | 'after'>,
): Promise<StoredObject[]> {
  const contract = after && contractOf(after);
  if (!after || contract === undefined || before?.lookups.holder === after.lookups.holder) return [];
  const old = before && contractOf(before);
  const left = old !== undefined && normalised(old) !== normalised(contract) ? old : undefined;
  // The party has no Token left of the contract that this Token had before.
  if (left !== undefined && (await tokensOf(hub, left, after.owner, 1)).length === 0)
    await unname(hub, left, after.owner);
  const others = isNew || before ? (await namingOf(hub, contract)).length > 1 : false;
  return [
    ...(others ? await updateRivals(hub, contract) : []),
    ...(left === undefined ? [] : await updateRivals(hub, left)),
  ];
}

/** Updates stored rivals of a contract's Tokens where several providers name it; returns the Tokens that changed. */
export async function updateRivals(hub: Hub, contract: string): Promise<StoredObject[]> {
  const state = hub.store.registry.read();
  const naming = await namingOf(hub, contract);
  const known = await knownOf(hub, contract);
  const tokens = (await Promise.all(naming.map(({ party }) => tokensOf(hub, contract, party)))).flat();
  const changed: StoredObject[] = [];
  for (const token of tokens) {
    const valid = token.lookups.holder?.endsWith(' valid') ?? true;
    const rivals = over(state, known, { owner: token.owner, contract, valid }, hub.now());
    if ((token.lookups.over ?? '') === rivals.join(',')) continue;
    const { after } = await hub.store.objects.change(token, (now) => {
      if (!now) return { to: 'keep' };
      const { lastUpdated, lookups } = now;
      const more = Object.entries({ ...lookups, ...rivalLookups(rivals, now) }).filter(
        ([, value]) => value !== '',
      );
      // A Token that becomes visible counts as new from now on.
      const seen = rivals.length === 0 ? Math.max(lastUpdated, hub.now()) : lastUpdated;
      return {
        to: 'store',
        object: { ...now, lastUpdated: seen, lookups: Object.fromEntries(more) },
      };
    });
    if (after) changed.push(after);
  }
  return changed;
}

/** The Tokens of a party with a contract: at most `limit` that are valid, and as many that are not. */
async function tokensOf(
  { store }: Hub,
  contract: string,
  party: Party,
  limit?: number,
): Promise<StoredObject[]> {
  const keys = [true, false].map((valid) => holderKey(contract, party, valid));
  const found = await Promise.all(keys.map((key) => tokensBy(store, 'holder', key, limit)));
  return found.flat();
}
