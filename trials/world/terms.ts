import type { Hub } from '../../src/hub/hub.ts';
import type { StoredObject } from '../../src/hub/ports/objects.ts';
import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import type { Ears, Member } from './cast.ts';
import type { Events } from './events.ts';
import type { HubProcess } from './hub-process.ts';
import type { Message, Network } from './network/network.ts';
import type { Plan } from './plan.ts';
import type { Database } from './store/database.ts';
import type { Chance } from './time/chance.ts';
import type { Timeline } from './time/clock.ts';

/** A world: partners, a network, and a hub of some processes on one database. */
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
  /** Does something as the hub's operator, in whatever process runs, until it has been done. */
  administer<T>(work: (hub: Hub) => Promise<T>): Promise<T>;
}

/** A listener to all that happens, errors that the hub's code did not foresee included. */
export interface Listener extends Ears {
  bug(error: unknown): void;
  /** A request is sent, whatever becomes of it. */
  sent(message: Message): void;
  /** A request arrives, maybe not for the first time. */
  arrived(message: Message): void;
}

/** A rule that does not hold. */
export interface Broken {
  /** The rule's name. */
  rule: string;
  words: string;
  /** Its subject, for the story. */
  about: string[];
}

/** A broken rule, and when that was seen. */
export interface Violation extends Broken {
  at: number;
}

/** A Session as it began. */
interface Visit {
  emsp: Party;
  /** Whether the two were agreed: else another provider may be meant. */
  agreed: boolean;
  /** Whether the two were agreed, and the hub knew the Token. */
  known: boolean;
  token?: string | undefined;
}

/** Watches a world: the rules that hold at every moment. */
export interface Judge extends Listener {
  watch(world: World): void;
  /** The first rule broken. */
  violation(): Violation | undefined;
  /** Looks after each event. */
  look(): void;
  fail(broken: Broken): void;
  /** A Session of a provider's driver begins, who has a Token unless there is other evidence. */
  begun(session: string, cpo: Party, emsp: Party, token?: string): void;
  /** An operator has been told whether a Token may charge. */
  authorised(cpo: Party, emsp: Party, token: string, allowed: string): void;
  visits: Map<string, Visit>;
  /** Sessions on which a provider has set a charging profile. */
  profiles: Set<string>;
  /** How the Session of a Session or CDR began. */
  visitOf(id: string): Visit | undefined;
  /** The copies of partners that a request which nobody could take back has made older than they were. */
  overtaken: Set<string>;
  /** How often a result of a command has been sent to its provider. */
  results: Map<string, number>;
  isAgreed(cpo: Party, emsp: Party): boolean;
  /** Since when two have been agreed without a break. */
  agreedSince(cpo: Party, emsp: Party): number;
  stored(module: ObjectModuleId, owner: Party, id: string): StoredObject | undefined;
  /** Since when an object is stored without a break, in true time. */
  storedSince(module: ObjectModuleId, owner: Party, id: string): number;
}

/** Names of Sessions and CDRs begin with their operator. */
export function nameOf(party: Party, id: string): string {
  return `${party.replace('*', '')}-${id}`;
}
