import type { Party } from '../../ocpi/words/party.ts';
import type { Fit } from './claim-fit.ts';
import { grounds, type Holding } from './rank.ts';

/** The evidence on which an object is somebody's. */
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

/** Everything that speaks for a provider; only of providers that may be meant. */
export interface Evidence {
  /** The driver was let in by a list of Tokens: nobody was asked. */
  whitelist: boolean;
  /** The provider at the contract's head. */
  head: Party | undefined;
  /** Who holds the contract or uid, the strongest first. */
  held: Holding[];
  /** Questions that fit by contract or uid, time and place. */
  fits: (Fit & { provider: Party })[];
  /** The providers that gave this operator the object's reference, the first one first; `names` where a question of this driver, or of nobody by name, came with it. */
  references: { provider: Party; party: Party; names: boolean }[];
  /** The provider that first named a contract with this head, which is nobody's party. */
  first: Party | undefined;
  /** When each provider first named the contract, in whatever way. */
  named: Map<Party, number>;
}

/** One provider with the evidence that speaks for it, several that cannot be told apart, or none. */
export type Verdict =
  | { is: 'one'; provider: Party; party: Party; by: EvidenceName; claim?: string }
  | { is: 'held'; among: Party[] }
  | { is: 'none' };

/** Whose a Session or CDR is that nobody has been named for (ROUTE-41 to ROUTE-45, ROUTE-54). */
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

/** Who asked for this very session: one provider, or of several the one that the reference, the head or the rank tells. */
function byQuestion(evidence: Evidence): Verdict | undefined {
  const { fits, references, head, held, whitelist } = evidence;
  const asked = [...new Set(fits.map(({ provider }) => provider))];
  const [only] = asked;
  if (!only) return undefined;
  const given = references.filter(({ provider }) => asked.includes(provider));
  if (given.length === 1) return asker(fits, given[0]!.provider);
  // A reference that somebody else gave with this very contract speaks against who asked.
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

/** A list of Tokens let the driver in: a command is not stronger than another's Token there. What was allowed is the answer of who was asked. */
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

/** Whether a provider holds a contract so that another's question does not count: not by a Token stored after that one had named it, or its head. */
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

/** A reference is its first giver's: nobody else takes it over, and it is nothing against who holds the contract (ROUTE-41). */
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
