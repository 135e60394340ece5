import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import type { Weather } from './network/simulated-network.ts';
import type { Way } from './partners/owned-objects.ts';
import type { Dialect, Mood } from './partners/simulated-partner.ts';
import type { Version } from './partners/wire-by-version.ts';

/**
 * A deed of a world's plan, such as a change, a crash or an agreement, without its consequences. Times in milliseconds.
 */
export type Deed =
  | { do: 'change'; who: Party; module: ObjectModuleId; id: string; way: Way }
  | { do: 'withdraw'; who: Party; id: string }
  | { do: 'session'; who: Party; emsp: Party; token: string; nth: number }
  | { do: 'bill'; who: Party; nth: number }
  | { do: 'start'; who: Party; cpo: Party; token: string; location: string }
  | { do: 'authorise'; who: Party; emsp: Party; token: string }
  | { do: 'steal'; who: Party; victim: Party; token: string }
  | { do: 'agree' | 'suspend' | 'resume' | 'end'; cpo: Party; emsp: Party }
  /** The validity of an agreement gets an end. */
  | { do: 'limit'; cpo: Party; emsp: Party; for: number }
  /**
   * Two providers send commands for one driver: with the same reference, the one that asked `first` has the Session;
   * with a claim each, each has its own.
   */
  | { do: 'rivals'; who: Party; first: Party; second: Party; by: 'reference' | 'claim'; nth: number }
  | { do: 'profile'; who: Party; cpo: Party; nth: number }
  | { do: 'report'; who: Party; nth: number }
  /** The hub's operator asks why a partner has, or has not, an object. */
  | { do: 'why'; who: Party; owner: Party; module: ObjectModuleId; id: string }
  /** An operator's list of Tariffs loses an object while the hub reads it. */
  | { do: 'shrink'; who: Party }
  /**
   * An operator withdraws two Tariffs just before the hub reads its whole list, and brings the second back afterwards.
   */
  | { do: 'lapse'; who: Party }
  | { do: 'bar'; who: Party; for: number }
  | { do: 'renew'; who: Party; by: 'partner' | 'hub' }
  | { do: 'sync'; who: Party; type: 'full' | 'delta' }
  | { do: 'crash'; process: Which; silent: boolean; for: number }
  /**
   * A process dies as soon as so many of its writes, or of its writes of one kind, are durable, and before it learns
   * that.
   */
  | { do: 'trip'; process: Which | 'any'; of?: string; writes: number; for: number }
  | { do: 'stop'; process: Which; for: number }
  | { do: 'stall'; process: Which; for: number }
  | { do: 'cut'; process: Which; for: number }
  | { do: 'power'; for: number }
  /** The database's disk is so many times slower. */
  | { do: 'disk'; slow: number; for: number }
  | { do: 'mood'; who: Party; mood: Mood; for: number }
  | { do: 'weather'; who: Party; weather: Weather; for: number };

/** A process of the hub: by its number, or the one that delivers to a partner at that time. */
export type Which = number | Party;

/** A deed of a plan, with its time after the beginning. */
export interface Step {
  at: number;
  deed: Deed;
}

/**
 * The role of a partner: `listed` operators push nothing, pullers take no pushes, and evil ones want data that is not
 * theirs.
 */
export interface Role {
  party: Party;
  kind: 'operator' | 'listed' | 'provider' | 'puller' | 'evil';
  skew: number;
  /** The version of OCPI that a provider speaks; 2.1.1 where it is absent. */
  version?: Version;
  dialect: Dialect;
  /** Whether the hub withholds the role's Sessions while their driver is unknown, in place of refusing them. */
  holds: boolean;
  /** Number of Tariffs that the partner has from the start, an hour old, of which it sends none. */
  stock: number;
}

/** The plan of a world: together with a seed it determines all events. */
export interface Plan {
  seed: string;
  roles: Role[];
  /** Milliseconds by which the clock of each process of the hub is fast. */
  processes: number[];
  /** Whether the hub reads lists once a night, half a minute after the beginning, when no process runs. */
  nightly: boolean;
  /** Whether the hub reads lists for changes alone, with time windows that hardly overlap. */
  deltas: boolean;
  /** The names of the rare moments among the steps. */
  moments?: string[];
  steps: Step[];
}

/** For how long the deeds of a plan are done, in milliseconds. */
export const busyFor = 45_000;

/** A deed of a plan in words. */
export function inWords(deed: Deed): string {
  const { do: what, ...rest } = deed;
  return `${what} ${Object.values(rest)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ')}`;
}
