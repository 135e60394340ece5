import { objectRow } from '../../ocpi/editions/modules.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { contractOf, tokensBy, uidOf } from '../find-objects.ts';
import { isProvider, providerOf } from '../market/connection-index.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { FirstNaming, Records, StoredObject } from '../ports/object-store.ts';
import { headOf, normalised, spelt } from './contract-id-format.ts';
import { listSettlements, type Settlement, settledTo } from './contract-to-provider-rules.ts';
import { firstAtHead, type History, historyOf } from './providers-of-past-sessions.ts';
import { holderKey, type Naming, namingOf } from './providers-with-contract-tokens.ts';
import type { Ground, Holding } from './rank-contract-holders.ts';

/** A stored Token of a contract, or one whose uid equals it; one Token per provider suffices. */
export interface KnownToken {
  owner: Party;
  contract: string;
  uid: string;
  valid: boolean;
  /**
   * The time since which the Token's owner has named the contract, in milliseconds since 1970 and as a number in the
   * order of all changes.
   */
  since: number;
  order: number;
}

/** All stored facts about a contract or uid: Tokens, history, settlements, and the first provider to name its prefix. */
export interface Known {
  authId: string;
  tokens: KnownToken[];
  history: History[];
  settlements: Settlement[];
  first: Party | undefined;
}

/** Most Tokens that are read where an earlier release stored them without a look-up value for their holder. */
const most = 50;

/** Reads the stored facts about a contract or uid. */
export async function knownOf(records: Records, authId: string): Promise<Known> {
  const { store } = records;
  const [naming, exact, byUid, history, settlements, first] = await Promise.all([
    namingOf(records, authId),
    tokensBy(store, 'contract', authId, most),
    tokensBy(store, 'uid', authId),
    historyOf(records, authId),
    listSettlements(records),
    firstAtHead(records, authId),
  ]);
  const holders = await Promise.all(
    naming.flatMap(({ party }) =>
      [true, false].map((valid) => tokensBy(store, 'holder', holderKey(authId, party, valid), 1)),
    ),
  );
  const found = [...exact, ...holders.flat(), ...byUid];
  const distinct = new Map(found.map((token) => [`${token.owner} ${token.id}`, token]));
  const since = new Map(naming.map((one) => [one.party, one]));
  const tokens = [...distinct.values()].map((token) => knownToken(token, authId, since.get(token.owner)));
  return { authId, tokens, history, settlements, first: first && headHolder(first, tokens, authId) };
}

/**
 * The first provider that named a contract's prefix; `undefined` where the text is the uid of an earlier Token, since a
 * uid has no prefix.
 */
function headHolder(
  { party, position = 0 }: FirstNaming,
  tokens: KnownToken[],
  authId: string,
): Party | undefined {
  const isUid = tokens.some(
    ({ contract, order }) => normalised(contract) !== normalised(authId) && order <= position,
  );
  return isUid ? undefined : party;
}

function knownToken(token: StoredObject, authId: string, naming?: Naming): KnownToken {
  const { owner, module, created, bytes } = token;
  const content = parsed(bytes);
  const { holds } = objectRow(module);
  const contract = contractOf(token) ?? '';
  const byContract = normalised(contract) === normalised(authId);
  return {
    owner,
    contract,
    uid: uidOf(token),
    valid: holds !== undefined && content[holds.inForce] === true,
    // Only the order of changes tells the time at which a uid was first named.
    since: byContract ? (naming?.at ?? 0) : Number.POSITIVE_INFINITY,
    // The time since which a provider has had Tokens of the contract lies between the newest change then and the next one.
    order: byContract && naming ? naming.position + 0.5 : created,
  };
}

/** The grounds on which all providers hold a contract at the time a session began, not yet ranked. */
export function holdingsIn(state: RegistryState, known: Known, at: number): Holding[] {
  const { authId, tokens, history, settlements } = known;
  const provider = (party: Party) => providerOf(state, party);
  const first = known.first && headParty(state, authId) === undefined ? provider(known.first) : undefined;
  const holding = (party: Party, given: Partial<Holding> & Pick<Holding, 'ground'>): Holding => ({
    provider: provider(party),
    party,
    exact: true,
    since: 0,
    order: 0,
    firstAtHead: first === provider(party),
    ...given,
  });
  return [
    ...settledTo(settlements, authId, at).map((party) => holding(party, { ground: 'settled' })),
    ...tokens.map((token) => {
      const byContract = normalised(token.contract) === normalised(authId);
      return holding(token.owner, {
        ground: groundOf(state, token, byContract),
        exact: spelt(token.contract) === spelt(authId) || !byContract,
        since: token.since,
        order: token.order,
      });
    }),
    ...history.map(({ party, at: since, ownWord }) =>
      holding(party, { ground: ownWord ? 'own_word' : 'history', since }),
    ),
  ];
}

/** The provider whose party a contract begins with, where there is one. */
export function headParty(state: RegistryState, contract: string): Party | undefined {
  const head = headOf(contract);
  return head && isProvider(state, head) ? providerOf(state, head) : undefined;
}

function groundOf(state: RegistryState, { owner, contract, valid }: KnownToken, byContract: boolean): Ground {
  if (!valid) return 'invalid_token';
  const head = byContract ? headParty(state, contract) : undefined;
  return head !== undefined && head === providerOf(state, owner) ? 'own_head' : 'token';
}
