import type { DriverModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import { driverRow, objectRow } from '../../ocpi/editions/modules.ts';
import { factsIn } from '../../ocpi/editions/supported-versions.ts';
import { invalidAt, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { type Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, agreedAtBegin, platformOf, providerOf } from '../market/connection-index.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { headOf } from './contract-id-format.ts';
import { decide, type EvidenceName, type Verdict } from './decide-provider.ts';
import { evidenceIn, type Found, gather, meant } from './gather-provider-evidence.ts';
import { type Counterpart, counterpartKey, counterpartOf } from './match-session-to-cdr.ts';
import { noteHistory } from './providers-of-past-sessions.ts';

/**
 * The provider of a Session or CDR with the evidence for it; the hub withholds the object where several providers are
 * possible, or where it withholds its counterpart.
 */
export type Binding = Bound | Kept | { is: 'none' };

/** The hub withholds the Session or CDR until its provider is known. */
export interface Kept {
  is: 'held';
  among: Party[];
}

/** The Session or CDR belongs to a provider; the other fields record the evidence. */
export interface Bound {
  is: 'one';
  emsp: Party;
  by: EvidenceName;
  claim?: string;
  counterpart?: string;
  /** The contract of which this object begins the history, since no other provider has named it. */
  makesHistory?: { contract: string; ownWord: boolean };
}

/** A Session or CDR of which the provider is sought. */
export interface Unbound {
  module: DriverModuleId;
  cpo: Party;
  facts: Facts;
  /** The provider that the operator addressed in the routing headers. */
  to?: Party | undefined;
  /** Time of receipt of a pushed object, in milliseconds since 1970. */
  received?: number | undefined;
  /** The hub withholds the object already and tries it again: a counterpart that it also withholds is no evidence. */
  held?: boolean;
}

/** Largest difference, in milliseconds, between the starts of a Session and a CDR that count as the same. */
const same = 60_000;

/**
 * Infers the provider of a Session or CDR from its counterpart (the CDR of the Session, or the reverse), from the
 * routing headers, else from the evidence for each provider (ROUTE-40 to ROUTE-45, ROUTE-54).
 */
export async function inferProvider(hub: Hub, given: Unbound): Promise<Binding> {
  const { module, cpo, facts, to, held } = given;
  const row = driverRow(module);
  const other = await counterpartOf(hub, row.counterpart, cpo, facts, factsIn);
  const counterpart = held && !other?.object.recipient ? undefined : other;
  const state = hub.store.registry.read();
  if (to) return addressed(state, given, to, counterpart, hub.now());
  if (counterpart && counterpart.apart <= same) return following(counterpart);
  // A Session that is pushed while the driver charges arrives soon after its start.
  const received = row.final ? given.received : undefined;
  const found = await gather(hub, cpo, facts, received);
  const verdict = verdictIn(hub, state, found);
  const follows =
    counterpart?.object.recipient &&
    (verdict.is === 'none' ||
      (verdict.is === 'one' && verdict.provider === providerOf(state, counterpart.object.recipient)));
  if (counterpart && follows) return following(counterpart);
  if (verdict.is !== 'one') return verdict;
  const { by, claim } = verdict;
  const emsp = partyFor(state, found, verdict, hub.now());
  return {
    is: 'one',
    emsp,
    by,
    ...(claim ? { claim } : {}),
    ...historyMade(state, found, verdict, hub.now()),
  };
}

/**
 * Decides the provider by the evidence: among providers with an agreement when the session began, else among providers
 * with an agreement now.
 */
function verdictIn(hub: Hub, state: RegistryState, found: Found): Verdict {
  const begin = meant(state, found, 'begin', hub.now());
  const now = meant(state, found, 'now', hub.now());
  const atBegin = decide(evidenceIn(state, found, begin));
  if (atBegin.is !== 'none') return atBegin;
  return decide(evidenceIn(state, found, now, (party) => begin(party) || now(party)));
}

/** The look-up values that record, with a stored Session or CDR, the evidence for its provider. */
export function evidenceOf({ by, claim, counterpart }: Bound): Record<string, string> {
  return { evidence: by, ...(claim ? { claim } : {}), ...(counterpart ? { counterpart } : {}) };
}

/** Adds a stored Session or CDR to the history of its contract. */
export async function addToHistory(hub: Hub, { emsp, makesHistory }: Bound): Promise<void> {
  if (!makesHistory) return;
  const { contract, ownWord } = makesHistory;
  await noteHistory(hub, contract, { party: emsp, at: hub.now(), ownWord });
}

/** The refusal of a Session or CDR whose provider is not known (ROUTE-24). */
export function unknownProvider(field: string, contract: string): OcpiError {
  return new OcpiError(
    'unknownReceiver',
    `no agreed provider is known for ${field} ${JSON.stringify(contract)}`,
  );
}

/**
 * The provider that the operator addressed in the routing headers; throws a 2001 where the counterpart belongs to
 * another provider (ROUTE-40).
 */
function addressed(
  state: RegistryState,
  { cpo, facts }: Unbound,
  to: Party,
  counterpart: Counterpart | undefined,
  now: number,
): Binding {
  const start = facts.begin ?? now;
  if (!agreed(state, cpo, to, now) && !agreedAtBegin(state, cpo, to, start, now))
    throw new OcpiError('unknownReceiver', `${cpo} and ${to} had no agreement when this session began`);
  const bound = counterpart?.object.recipient;
  const isTheirs = bound && providerOf(state, bound) === providerOf(state, to);
  if (counterpart && bound && !isTheirs && counterpart.apart <= same)
    throw invalidAt(
      '',
      'the headers OCPI-to-country-code and OCPI-to-party-id name another provider than the one the same visit belongs to',
    );
  return {
    is: 'one',
    emsp: to,
    by: 'to_headers',
    ...(counterpart && isTheirs ? { counterpart: counterpartKey(counterpart.object) } : {}),
  };
}

function following({ object }: Counterpart): Binding {
  const counterpart = counterpartKey(object);
  if (!object.recipient) return { is: 'held', among: [] };
  return {
    is: 'one',
    emsp: object.recipient,
    by: objectRow(object.module).object as 'session' | 'cdr',
    counterpart,
  };
}

/**
 * Selects one of a provider's parties: the one with the Token, else the one in the contract's prefix, else the one with
 * the claim, else the default party.
 */
function partyFor(
  state: RegistryState,
  { cpo, facts, visit, known }: Found,
  { provider, party }: Extract<Verdict, { is: 'one' }>,
  now: number,
): Party {
  const platform = platformOf(state, 'EMSP', provider);
  const mayGet = (one: Party) =>
    platform.includes(one) &&
    (agreed(state, cpo, one, now) || agreedAtBegin(state, cpo, one, visit.start ?? now, now));
  const owners = known.tokens.map(({ owner }) => owner);
  const head = headOf(facts.contract);
  return [...owners, ...(head ? [head] : []), party, provider, ...platform].find(mayGet) ?? party;
}

/**
 * The history that a Session or CDR begins for its contract, only while no other provider has named the contract;
 * evidence from the provider's own claims makes a weaker history.
 */
function historyMade(
  state: RegistryState,
  found: Found,
  { provider, by }: Extract<Verdict, { is: 'one' }>,
  now: number,
): Pick<Bound, 'makesHistory'> {
  const { known, facts } = found;
  const mine = known.history.find(({ party }) => providerOf(state, party) === provider);
  const { named } = evidenceIn(state, found, meant(state, found, 'now', now));
  const isAlone = [...named.keys()].every((one) => one === provider);
  const firsts = known.first === undefined || providerOf(state, known.first) === provider;
  const ownWord = ['command', 'authorisation', 'reference', 'own_word'].includes(by) || !firsts;
  if (!isAlone || (mine && (ownWord || !mine.ownWord))) return {};
  return { makesHistory: { contract: facts.contract, ownWord } };
}

/**
 * The party with a claim or Token for a withheld object that no other provider contradicts; `undefined` where there is
 * none (ROUTE-56).
 */
export async function uncontradicted(hub: Hub, object: StoredObject): Promise<Party | undefined> {
  const state = hub.store.registry.read();
  const found = await gather(hub, object.owner, factsIn(object), undefined);
  const verdict = verdictIn(hub, state, found);
  if (verdict.is !== 'one') return undefined;
  const { named } = evidenceIn(state, found, () => true);
  const isAlone = verdict.by === 'settled' || [...named.keys()].every((one) => one === verdict.provider);
  return isAlone ? partyFor(state, found, verdict, hub.now()) : undefined;
}

/**
 * Tells whether a Session or CDR that has its provider may get another contract: not a contract of another provider
 * (ROUTE-40).
 */
export async function mayChangeTo(
  hub: Hub,
  given: Unbound,
  bound: StoredObject & { recipient: Party },
): Promise<boolean> {
  const state = hub.store.registry.read();
  const found = await gather(hub, given.cpo, given.facts, given.received);
  const { held, fits } = evidenceIn(state, found, () => true);
  const known = [...held, ...fits].map(({ provider }) => provider);
  return known.length === 0 || known.includes(providerOf(state, bound.recipient));
}
