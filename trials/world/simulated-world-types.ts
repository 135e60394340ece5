import type { Hub } from '../../src/hub/hub-dependencies.ts';
import type { StoredObject } from '../../src/hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import type { Events } from './event-log-with-digest.ts';
import type { Message, Network } from './network/simulated-network.ts';
import type { Ears, Member } from './partner-in-simulated-world.ts';
import type { Owned } from './partners/owned-objects.ts';
import type { Plan } from './plan-types.ts';
import type { HubProcess } from './simulated-hub-process.ts';
import type { Database } from './store/simulated-database.ts';
import type { Chance } from './time/seeded-random.ts';
import type { Timeline } from './time/simulated-clock.ts';

/** A simulated world: partners, a network, and a hub of several processes on one database. */
export interface World {
  plan: Plan;
  time: Timeline;
  chance: Chance;
  network: Network;
  database: Database;
  processes: HubProcess[];
  members: Member[];
  events: Events;
  judge: Judge;
  member(party: Party): Member;
  /** Does something as the hub's operator, in any process that runs, until it is done. */
  administer<T>(work: (hub: Hub) => Promise<T>): Promise<T>;
}

/** A listener to everything that happens in a world, unforeseen errors of the hub's code included. */
export interface Listener extends Ears {
  bug(error: unknown): void;
  /** Called when a request is sent, whether it arrives or not. */
  sent(message: Message): void;
  /** Called when a request arrives, and again each time the network delivers it once more. */
  arrived(message: Message): void;
}

/** A rule that does not hold in a world. */
export interface Broken {
  /** Name of the rule of the simulated world that was broken. */
  rule: string;
  words: string;
  /** Ids and parties that the broken rule is about, for the account of how it broke. */
  about: string[];
}

/** A broken rule, with the time at which the judge saw it. */
export interface Violation extends Broken {
  at: number;
}

/** The circumstances in which a Session began. */
interface Visit {
  cpo: Party;
  emsp: Party;
  /** Time at which the Session began, in milliseconds since 1970 by the world's true clock. */
  at: number;
  /** Whether operator and provider had an agreement, and for some time more: else another provider may be meant. */
  agreed: boolean;
  /** Whether operator and provider had an agreement and the hub knew the Token when the Session began. */
  known: boolean;
  token?: string | undefined;
}

/** The judge of a world: watches the rules that hold at every moment. */
export interface Judge extends Listener {
  watch(world: World): void;
  /** The first rule that was broken in this simulated world. */
  violation(): Violation | undefined;
  /** Checks the world after each event. */
  look(): void;
  fail(broken: Broken): void;
  /** Called when a Session of a provider's driver begins; `token` is absent where other evidence tells the provider. */
  begun(session: string, cpo: Party, emsp: Party, token?: string): void;
  /** Called when an operator has got the answer whether a Token may charge. */
  authorised(cpo: Party, emsp: Party, token: string, allowed: string): void;
  visits: Map<string, Visit>;
  /** The Sessions on which a provider has set a charging profile, as `provider session`. */
  profiles: Set<string>;
  /** The circumstances in which a Session, or the Session of a CDR, began. */
  visitOf(id: string): Visit | undefined;
  /**
   * Parts of copies, each with its version, that are older than before, and withdrawn copies that are there `again`, by a
   * request that nobody could take back.
   */
  overtaken: Set<string>;
  /** Number of times that each command's result has been sent to its provider, by id. */
  results: Map<string, number>;
  isAgreed(cpo: Party, emsp: Party): boolean;
  /** The time since which operator and provider have had an agreement without a break. */
  agreedSince(cpo: Party, emsp: Party): number;
  stored(module: ObjectModuleId, owner: Party, id: string): StoredObject | undefined;
  /**
   * Whether a part of a stored object has gone back from a version, or a newer one, to an older one by a push that its
   * owner had given up.
   */
  hasGoneBack(owner: Party, one: Owned, part: string, from: number, to: number): boolean;
  /** The time since which an object has been stored without a break, by the world's clock. */
  storedSince(module: ObjectModuleId, owner: Party, id: string): number;
}

/** The name of a Session or CDR, which begins with its operator. */
export function nameOf(party: Party, id: string): string {
  return `${party.replace('*', '')}-${id}`;
}
