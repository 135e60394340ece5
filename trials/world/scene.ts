import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import { fair, type Weather } from './network/network.ts';
import type { Way } from './partners/owned.ts';
import type { Deed, Role, Step } from './plan.ts';
import type { Chance } from './time/chance.ts';

/** All who take part. */
export interface Cast {
  roles: Role[];
  cpos: Party[];
  emsps: Party[];
  evil: Party[];
  all: Party[];
  /** Number of processes of the hub. */
  processes: number;
  /** Lists are read for changes alone. */
  deltas: boolean;
}

/** The deeds that bring a rare moment about. */
export interface Moment {
  name?: string;
  steps: Step[];
  /** Two that must not have agreed before. */
  parted?: { cpo: Party; emsp: Party };
}

/** A moment as it is drawn: `at` is when it begins, in milliseconds. */
export interface Scene extends Cast {
  chance: Chance;
  at: number;
  /** One of these kinds, if there is one. */
  one(...kinds: Role['kind'][]): Role | undefined;
}

/** A deed by which an owner changes an object of its own. */
export const change = (who: Party, module: ObjectModuleId, id: string, way: Way = 'put'): Deed => ({
  ...{ do: 'change', who, module, id, way },
});
/** A deed that gives a partner another weather for a while. */
export const weather = (who: Party, length: number, more: Partial<Weather>): Deed => ({
  ...{ do: 'weather', who, weather: { ...fair, ...more }, for: length },
});
/** A moment of deeds, each so many milliseconds after its beginning. */
export const steps = (at: number, list: [after: number, deed: Deed][]): Moment => ({
  steps: list.map(([after, deed]) => ({ at: at + after, deed })),
});
