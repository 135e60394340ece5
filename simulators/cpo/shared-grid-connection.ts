import { demandAt } from './charging-power-over-time.ts';
import type { Charge, Operator } from './operator-state.ts';

/** Watts of the grid connections that several EVSEs of a place share, by the end of the Location's id. */
const connections: [place: string, watts: number][] = [
  ['AMSTERDAM-1', 3 * 25 * 230],
  ['BERLIN-1', 120_000],
];

/** The watts of the grid connection of a Location; `undefined` where each EVSE has enough of its own. */
function gridOf(locationId: string): number | undefined {
  return connections.find(([place]) => locationId.endsWith(place))?.[1];
}

/**
 * Shares the grid connection of a Location out among the cars that charge there from now on: each gets what it can take or an even share of
 * what the others leave, so that a car with a low charging profile leaves more to its neighbours.
 */
export function shareGrid({ charges }: Pick<Operator, 'charges'>, locationId: string): void {
  const watts = gridOf(locationId);
  if (watts === undefined) return;
  const here = [...charges.values()].filter((charge) => charge.locationId === locationId);
  const demands = here.map(({ facts, elapsed }) => demandAt(facts.plan, elapsed()));
  const shares = sharesOf(watts, demands);
  here.forEach((charge, at) => limitTo(charge, shares[at] as number));
}

/**
 * The shares of so many watts by demands, in their order: together never more than there are. What nobody asks for is spread evenly, so that
 * a demand may grow until the next sharing.
 */
export function sharesOf(watts: number, demands: number[]): number[] {
  const shares = demands.map(() => 0);
  let left = watts;
  const byDemand = demands.map((demand, at) => ({ demand, at })).sort((a, b) => a.demand - b.demand);
  byDemand.forEach(({ demand, at }, done) => {
    const share = Math.min(demand, left / (demands.length - done));
    shares[at] = share;
    left -= share;
  });
  return shares.map((share) => share + left / demands.length);
}

function limitTo(charge: Charge, watts: number): void {
  const { facts } = charge;
  const seconds = charge.elapsed();
  const old = facts.plan.grid ?? [];
  if (old.at(-1)?.watts === watts) return;
  const grid = [...old.filter(({ from }) => from < seconds), { from: seconds, watts }];
  charge.facts = { ...facts, plan: { ...facts.plan, grid } };
}
