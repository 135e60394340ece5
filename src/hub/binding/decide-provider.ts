import type { Party } from '../../ocpi/words/party-id.ts';
import type { Fit } from './match-claim-to-visit.ts';
import { grounds, type Holding } from './rank-contract-holders.ts';

/** The kinds of evidence by which a Session or CDR gets its provider. */
export type EvidenceName =
  | 'to_headers'
  | 'session'
  | 'cdr'
  | 'command'
  | 'authorisation'
  | 'reference'
  | 'settled'
  | 'own_head'
  | 'history'
  | 'token'
  | 'own_word'
  | 'invalid_token'
  | 'operator';

/** All evidence for a Session or CDR, reduced to the possible providers. */
export interface Evidence {
  /** The driver was authorised by the operator's whitelist, without a question. */
  whitelist: boolean;
  /** The provider whose party stands in the contract's prefix. */
  head: Party | undefined;
  /** The providers that hold the contract or uid, the strongest first. */
  held: Holding[];
  /** Claims of providers on the driver that fit by contract or uid, time and place. */
  fits: (Fit & { provider: Party })[];
  /**
   * The providers that sent this operator the object's authorization reference, the first one first; `names` is true
   * where the claim that came with it names this driver or none.
   */
  references: { provider: Party; party: Party; names: boolean }[];
  /** The provider that first named a contract with this prefix, where no provider's party stands in the prefix. */
  first: Party | undefined;
  /** The time at which each provider first named the contract, by a Token or by a claim. */
  named: Map<Party, number>;
}

/** The provider of a Session or CDR with the evidence that speaks for it, several with equal evidence, or none. */
export type Verdict =
  | { is: 'one'; provider: Party; party: Party; by: EvidenceName; claim?: string }
  | { is: 'held'; among: Party[] }
  | { is: 'none' };

/** Decides on the provider of a Session or CDR whose operator names none (ROUTE-41 to ROUTE-45, ROUTE-54). */
export function decide(evidence: Evidence): Verdict {
  const [first, second] = evidence.held;
  const certain = first && (first.ground === 'settled' || first.ground === 'own_head');
  const alone = first?.ground !== 'settled' || second?.ground !== 'settled';
  if (evidence.whitelist && certain && alone) return holder(first);
  return byQuestion(evidence) ?? byReference(evidence) ?? (first ? holder(first) : { is: 'none' });
}

function holder({ provider, party, ground }: Holding): Verdict {
  return { is: 'one', provider, party, by: ground };
}

/**
 * The provider whose command or authorisation fits this session; among several the one with the reference, the
 * contract's prefix or the best rank.
 */
function byQuestion(evidence: Evidence): Verdict | undefined {
  const { fits, references, head, held, whitelist } = evidence;
  const asked = [...new Set(fits.map(({ provider }) => provider))];
  const [only] = asked;
  if (!only) return undefined;
  const given = references.filter(({ provider }) => asked.includes(provider));
  if (given.length === 1) return asker(fits, given[0]!.provider);
  // A reference that another provider sent with this contract contradicts the claim.
  const against = given.length === 0 && references[0]?.names ? [references[0]] : [];
  const among = [...asked, ...against.map(({ provider }) => provider)];
  const answer = (provider: Party): Verdict =>
    asked.includes(provider)
      ? asker(fits, provider)
      : { is: 'one', provider, party: against[0]!.party, by: 'reference' };
  if (among.length === 1) return whitelist ? unlessHeld(evidence, only) : answer(only);
  if (head !== undefined && among.includes(head)) return answer(head);
  const strongest = held.find(({ provider }) => among.includes(provider));
  const others = among.filter((provider) => provider !== strongest?.provider);
  return strongest && others.every((other) => goesBefore(evidence, strongest, other))
    ? answer(strongest.provider)
    : { is: 'held', among };
}

/**
 * The provider whose command or authorisation fits, unless another provider's Token is as strong: for a driver on the
 * operator's whitelist a command does not outrank such a Token, but an authorisation does, since the operator asked for
 * it.
 */
function unlessHeld(evidence: Evidence, who: Party): Verdict {
  const { fits, held } = evidence;
  const strongest = held[0];
  const isAnswer = fits.some(({ claim }) => claim.by === 'ALLOWED');
  const isWeak = strongest === undefined || grounds.indexOf(strongest.ground) > grounds.indexOf('token');
  if (isAnswer || isWeak || strongest.provider === who) return asker(fits, who);
  return goesBefore(evidence, strongest, who)
    ? holder(strongest)
    : { is: 'held', among: [strongest.provider, who] };
}

/**
 * Tells whether a provider's hold on the contract outranks another provider's claim; a Token does not where the other
 * provider had named the contract or its prefix before.
 */
function goesBefore({ held, named, first }: Evidence, holding: Holding, other: Party): boolean {
  if (grounds.indexOf(holding.ground) < grounds.indexOf('token')) return true;
  const others = held.find(({ provider }) => provider === other);
  if (others?.ground === holding.ground) return true;
  if (first === other) return false;
  return (named.get(holding.provider) ?? 0) <= (named.get(other) ?? Number.POSITIVE_INFINITY);
}

function asker(fits: Evidence['fits'], provider: Party): Verdict {
  const { claim } = fits.find((fit) => fit.provider === provider)!;
  const by = claim.by === 'ALLOWED' ? 'authorisation' : 'command';
  return { is: 'one', provider, party: claim.emsp, by, claim: claim.id };
}

/** The provider that first sent the authorization reference, unless a provider holds the contract (ROUTE-41). */
function byReference(evidence: Evidence): Verdict | undefined {
  const { references, head, held } = evidence;
  const [first] = references;
  if (!first?.names) return undefined;
  const { provider, party } = first;
  const strongest = held[0];
  if (
    head === undefined &&
    strongest &&
    strongest.provider !== provider &&
    !goesBefore(evidence, strongest, provider)
  )
    return { is: 'held', among: [strongest.provider, provider] };
  const isOthers = (head ?? strongest?.provider ?? provider) !== provider;
  return isOthers ? undefined : { is: 'one', provider, party, by: 'reference' };
}
