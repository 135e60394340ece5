import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, agreedAtBegin, platformOf, providerOf } from '../market/connection-index.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import { headParty, holdingsIn, type Known, knownOf } from './contract-holders.ts';
import { folded, normalised } from './contract-id-format.ts';
import type { Evidence } from './decide-provider.ts';
import { visitsBy } from './find-sessions-and-cdrs.ts';
import { type Claim, fitting, type Visit } from './match-claim-to-visit.ts';
import { claimsOf } from './provider-claims.ts';
import { ranked } from './rank-contract-holders.ts';
import { visitOf } from './visit-time-and-place.ts';

/** All stored facts about a Session or CDR, before they are reduced to the possible providers. */
export interface Found {
  facts: Facts;
  cpo: Party;
  visit: Visit;
  known: Known;
  /**
   * Claims on the contract or uid at this operator, whatever their time and place, except those that another Session
   * has used up.
   */
  claims: Claim[];
  /** The time at which each party first named the contract in a claim, in milliseconds since 1970. */
  asked: Map<Party, number>;
  /** Claims at this operator that came with the object's authorization reference. */
  referring: Claim[];
}

/** Looks up all evidence for a Session or CDR; `received` is its time of receipt, which replaces an unusable start. */
export async function gather(
  hub: Hub,
  cpo: Party,
  facts: Facts,
  received: number | undefined,
): Promise<Found> {
  const { contract: authId } = facts;
  const reference = facts.reference || undefined;
  const [known, { about, referring }] = await Promise.all([
    knownOf(hub, authId),
    claimsOf(hub, authId, reference),
  ]);
  const parties = platformOf(hub.store.registry.read(), 'CPO', cpo);
  const isHere = (claim: Claim) => parties.includes(claim.cpo);
  const visit = visitOf(facts, received);
  const near = about.filter((claim) => isHere(claim) && fitting([claim], visit).length > 0);
  const used = await Promise.all(near.map(({ id }) => isUsed(hub, id)));
  const asked = new Map<Party, number>();
  for (const { emsp, at } of about) asked.set(emsp, Math.min(at, asked.get(emsp) ?? at));
  return {
    facts,
    cpo,
    visit,
    known,
    claims: near.filter((_, nth) => !used[nth]),
    asked,
    referring: referring.filter(isHere).sort((a, b) => a.at - b.at),
  };
}

/** Tells whether a Session, and the CDR that follows it, have used up a claim. */
async function isUsed({ store }: Hub, claim: string): Promise<boolean> {
  return (await visitsBy(store, 'claim', claim)).length > 0;
}

/**
 * The possible providers of a Session or CDR: those with an agreement when the session began, or those with one now
 * (ROUTE-55).
 */
export function meant(state: RegistryState, found: Found, when: 'begin' | 'now', now: number) {
  const start = found.visit.start ?? now;
  return (party: Party) => {
    const platform = platformOf(state, 'EMSP', party);
    return platform.some((one) =>
      when === 'begin'
        ? agreedAtBegin(state, found.cpo, one, start, now)
        : agreed(state, found.cpo, one, now),
    );
  };
}

/**
 * Reduces all stored facts to the possible providers of a Session or CDR. The party in the contract's prefix keeps
 * others from holding the contract also when it is no possible provider any more but `stands` there, because its
 * agreement ended after the session had begun.
 */
export function evidenceIn(
  state: RegistryState,
  found: Found,
  mayBe: (party: Party) => boolean,
  stands = mayBe,
): Evidence {
  const { facts, visit, known, claims, asked, referring } = found;
  const provider = (party: Party) => providerOf(state, party);
  const { contract: authId } = facts;
  const standing = headParty(state, authId);
  const head = standing !== undefined && stands(standing) ? standing : undefined;
  const holdings = holdingsIn(state, known, visit.start ?? visit.received ?? 0);
  const held = ranked(
    holdings.filter(({ party }) => mayBe(party)),
    head,
  );
  const named = new Map<Party, number>();
  const name = (party: Party, at: number) =>
    named.set(provider(party), Math.min(at, named.get(provider(party)) ?? at));
  for (const { party, since, ground } of holdings) if (ground !== 'settled') name(party, since);
  for (const [party, at] of asked) name(party, at);
  const references = new Map<Party, Evidence['references'][number]>();
  for (const { emsp, contract, uid } of referring.filter((claim) => mayBe(claim.emsp))) {
    const names = contract === undefined || isAbout(authId, contract, uid);
    if (!references.has(provider(emsp)))
      references.set(provider(emsp), { provider: provider(emsp), party: emsp, names });
  }
  return {
    whitelist: facts.method === 'WHITELIST',
    head,
    held,
    fits: fitting(
      claims.filter(({ emsp }) => mayBe(emsp)),
      visit,
    ).map((fit) => ({ ...fit, provider: provider(fit.claim.emsp) })),
    references: [...references.values()],
    first: standing === undefined && known.first !== undefined ? provider(known.first) : undefined,
    named,
  };
}

function isAbout(authId: string, contract: string, uid: string | undefined): boolean {
  return normalised(contract) === normalised(authId) || folded(uid ?? '') === folded(authId);
}
