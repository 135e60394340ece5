import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import type { Weather } from './network/network.ts';
import type { Way } from './partners/owned.ts';
import type { Dialect, Mood } from './partners/partner.ts';

/** The deeds of a world, without their consequences. Times in milliseconds. */
export type Deed =
  | { do: 'change'; who: Party; module: ObjectModuleId; id: string; way: Way }
  | { do: 'withdraw'; who: Party; id: string }
  | { do: 'session'; who: Party; emsp: Party; token: string; nth: number }
  | { do: 'bill'; who: Party; nth: number }
  | { do: 'start'; who: Party; cpo: Party; token: string; location: string }
  | { do: 'authorise'; who: Party; emsp: Party; token: string }
  | { do: 'steal'; who: Party; victim: Party; token: string }
  | { do: 'agree' | 'suspend' | 'resume' | 'end'; cpo: Party; emsp: Party }
  /** The agreement of two gets an end to its validity. */
  | { do: 'limit'; cpo: Party; emsp: Party; for: number }
  /** Two providers ask for one driver; the one that asked `first` has the Session of a reference, each its own of two claims. */
  | { do: 'rivals'; who: Party; first: Party; second: Party; by: 'reference' | 'claim'; nth: number }
  | { do: 'profile'; who: Party; cpo: Party; nth: number }
  | { do: 'report'; who: Party; nth: number }
  /** The hub's operator asks why somebody has, or has not, an object. */
  | { do: 'why'; who: Party; owner: Party; module: ObjectModuleId; id: string }
  /** An operator's list of Tariffs loses an object while it is read. */
  | { do: 'shrink'; who: Party }
  /** Two of an operator's Tariffs go before its list is read whole, and the second comes back once that has been. */
  | { do: 'lapse'; who: Party }
  | { do: 'bar'; who: Party; for: number }
  | { do: 'renew'; who: Party; by: 'partner' | 'hub' }
  | { do: 'sync'; who: Party; type: 'full' | 'delta' }
  | { do: 'crash'; process: Which; silent: boolean; for: number }
  /** A process dies as soon as so many of its writes, or of its writes of one subject, are durable, and before it knows. */
  | { do: 'trip'; process: Which | 'any'; of?: string; writes: number; for: number }
  | { do: 'stop'; process: Which; for: number }
  | { do: 'stall'; process: Which; for: number }
  | { do: 'cut'; process: Which; for: number }
  | { do: 'power'; for: number }
  /** The database's disk is so many times as slow. */
  | { do: 'disk'; slow: number; for: number }
  | { do: 'mood'; who: Party; mood: Mood; for: number }
  | { do: 'weather'; who: Party; weather: Weather; for: number };

/** A process of the hub: by its number, or the one that answers for a partner in that moment. */
export type Which = number | Party;

/** A deed at its time after the beginning. */
export interface Step {
  at: number;
  deed: Deed;
}

/** A partner as it is cast: `listed` operators push nothing, pullers take no pushes, and evil ones want what is not theirs. */
export interface Role {
  party: Party;
  kind: 'operator' | 'listed' | 'provider' | 'puller' | 'evil';
  skew: number;
  dialect: Dialect;
  /** The hub's treatment of its Sessions of drivers whom nobody knows. */
  holds: boolean;
  /** Number of Tariffs that it has from the start, an hour old, of which it tells nobody. */
  stock: number;
}

/** Everything about a world that is not left to the network: a seed and this make the same events. */
export interface Plan {
  seed: string;
  roles: Role[];
  /** Milliseconds by which the clock of each process of the hub is fast. */
  processes: number[];
  /** Lists are read once a night, half a minute after the beginning, and no process runs in that moment. */
  nightly: boolean;
  /** Lists are read for changes alone, with windows that hardly overlap. */
  deltas: boolean;
  /** The rare moments that are among the steps. */
  moments?: string[];
  steps: Step[];
}

/** How long deeds are done, in milliseconds. */
export const busyFor = 45_000;

/** A deed in words. */
export function inWords(deed: Deed): string {
  const { do: what, ...rest } = deed;
  return `${what} ${Object.values(rest)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ')}`;
}
