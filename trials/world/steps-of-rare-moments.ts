import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { fair, type Weather } from './network/simulated-network.ts';
import type { Way } from './partners/owned-objects.ts';
import type { Deed, Role, Step } from './plan-types.ts';
import type { Chance } from './time/seeded-random.ts';

/** The partners and processes of a world. */
export interface Cast {
  roles: Role[];
  cpos: Party[];
  emsps: Party[];
  evil: Party[];
  all: Party[];
  /** Number of the hub's processes. */
  processes: number;
  /** Whether the hub reads lists for changes alone. */
  deltas: boolean;
}

/** The steps of a plan that bring a rare moment about. */
export interface Moment {
  name?: string;
  steps: Step[];
  /** An operator and a provider that must not have an agreement before the moment. */
  parted?: { cpo: Party; emsp: Party };
}

/** The arguments from which a rare moment is drawn; `at` is its beginning, in milliseconds. */
export interface Scene extends Cast {
  chance: Chance;
  at: number;
  /** A random role of one of these kinds, if there is one. */
  one(...kinds: Role['kind'][]): Role | undefined;
}

/** A deed by which an owner changes an object of its own. */
export const change = (who: Party, module: ObjectModuleId, id: string, way: Way = 'put'): Deed => ({
  ...{ do: 'change', who, module, id, way },
});
/** A deed that changes the network faults of a partner's host for a while. */
export const weather = (who: Party, length: number, more: Partial<Weather>): Deed => ({
  ...{ do: 'weather', who, weather: { ...fair, ...more }, for: length },
});
/** A rare moment of these deeds, each so many milliseconds after its beginning. */
export const steps = (at: number, list: [after: number, deed: Deed][]): Moment => ({
  steps: list.map(([after, deed]) => ({ at: at + after, deed })),
});
