import type { Agreement, Agreements } from '../../hub/ports/connection-registry.ts';
import type { Party, Role } from '../../ocpi/words/party-id.ts';
import { deepFreeze } from './frozen-copies.ts';

/**
 * The agreements of a store in memory, each at its place in the order of creation; a change costs the same however many
 * there are.
 */
export interface AgreementIndex extends Agreements {
  /** Agreements with their places, counted from 0: known agreements have a place, new ones get the next. */
  placed(agreements: Agreement[]): Map<string, { place: number; agreement: Agreement }>;
  /** Adds an agreement in the form in which it was made durable: a new one at the end, a known one in its place. */
  put(agreement: Agreement, place: number): void;
  /** Removes all agreements from the index. */
  clear(): void;
}

/** Makes an empty index of agreements. */
export function newAgreementIndex(): AgreementIndex {
  const byId = new Map<string, Agreement>();
  const places = new Map<string, number>();
  const byPair = new Map<string, readonly Agreement[]>();
  const partners: Record<Role, Map<Party, Set<Party>>> = { CPO: new Map(), EMSP: new Map() };
  const none: readonly Agreement[] = Object.freeze([]);

  let next = 0;

  function put(given: Agreement, place: number): void {
    const agreement = deepFreeze(given);
    const { id, cpo, emsp } = agreement;
    const pair = pairOf(cpo, emsp);
    const known = byPair.get(pair) ?? none;
    if (byId.has(id)) {
      const renewed = known.map((one) => (one.id === id ? agreement : one));
      byPair.set(pair, Object.freeze(renewed));
    } else {
      places.set(id, place);
      next = Math.max(next, place + 1);
      byPair.set(pair, Object.freeze([...known, agreement]));
      addTo(partners.CPO, cpo, emsp);
      addTo(partners.EMSP, emsp, cpo);
    }
    byId.set(id, agreement);
  }

  function placed(agreements: Agreement[]): Map<string, { place: number; agreement: Agreement }> {
    const all = new Map<string, { place: number; agreement: Agreement }>();
    let fresh = next;
    for (const agreement of agreements) {
      const place = places.get(agreement.id) ?? all.get(agreement.id)?.place ?? fresh++;
      all.set(agreement.id, { place, agreement });
    }
    return all;
  }

  return {
    get size() {
      return byId.size;
    },
    get: (id) => byId.get(id),
    placed,
    between: (cpo, emsp) => byPair.get(pairOf(cpo, emsp)) ?? none,
    partnersOf: (role, party) => partners[role].get(party) ?? [],
    parties: (role) => partners[role].keys(),
    [Symbol.iterator]: () => byId.values(),
    put,
    clear() {
      next = 0;
      for (const map of [byId, places, byPair, partners.CPO, partners.EMSP]) map.clear();
    },
  };
}

function pairOf(cpo: Party, emsp: Party): string {
  return `${cpo} ${emsp}`;
}

function addTo(known: Map<Party, Set<Party>>, party: Party, other: Party): void {
  const others = known.get(party) ?? new Set();
  known.set(party, others.add(other));
}
