import type { Party } from '../../ocpi/words/party-id.ts';

/** Grounds on which a provider holds a contract, from the strongest to the weakest. */
export const grounds = ['settled', 'own_head', 'history', 'token', 'own_word', 'invalid_token'] as const;

/** One ground on which a provider holds a contract. */
export type Ground = (typeof grounds)[number];

/** The hold of a provider on a contract: the ground, and the facts that rank it among others. */
export interface Holding {
  /** The default party of the provider's connection, which stands for the provider. */
  provider: Party;
  /** The party of the provider that holds the contract. */
  party: Party;
  ground: Ground;
  /** The contract ids agree in every character, the check digit included. */
  exact: boolean;
  /** Start of a provider's hold on a contract: a number in the order of all changes, then milliseconds since 1970. */
  since: number;
  order: number;
  /** The provider was the first to name a contract with this prefix, and the prefix is no provider's party. */
  firstAtHead: boolean;
}

/**
 * Ranks the holders of a contract by the strongest ground of each provider, the strongest provider first (ROUTE-43,
 * ROUTE-54). Where a party stands in the contract's prefix no other provider holds the contract, except by an
 * assignment of the hub's operator.
 */
export function ranked(holdings: Holding[], head: Party | undefined): Holding[] {
  const counted = holdings.filter(
    ({ provider, ground }) => head === undefined || provider === head || ground === 'settled',
  );
  const best = new Map<Party, Holding>();
  for (const holding of counted.sort(stronger))
    if (!best.has(holding.provider)) best.set(holding.provider, holding);
  return [...best.values()];
}

function stronger(a: Holding, b: Holding): number {
  return (
    grounds.indexOf(a.ground) - grounds.indexOf(b.ground) ||
    (a.ground === 'token' ? Number(b.firstAtHead) - Number(a.firstAtHead) : 0) ||
    Number(b.exact) - Number(a.exact) ||
    a.order - b.order ||
    a.since - b.since
  );
}
