import { type ObjectModuleId } from '../ocpi/editions/edition.ts';
import { type Reply } from '../ocpi/messages/exchange.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import { type Party } from '../ocpi/words/party.ts';
import { type Dialect } from '../ocpi/words/style.ts';
import type { StoredObject } from './ports/objects.ts';
import type { Connection } from './ports/registry.ts';
// A change of an object on its way out: as it was written, as it is sent, and how its deliveries stand.

/** A change on its way out, as it came: its method, the part it names, the bytes all receivers get (HUB-25). */
export interface Push {
  object: Pick<StoredObject, 'module' | 'owner' | 'id' | 'recipient' | 'changed'> &
    Partial<Pick<StoredObject, 'edition' | 'lookups' | 'bytes'>>;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** The object's id as URLs name it. */
  id: string;
  path: string[];
  body: Buffer | undefined;
  /** Ids of what caused it (TRACE-03, TRACE-04). */
  correlationId?: string;
  parent?: string;
  /** The party that alone receives the change; absent where everybody with an agreement does. */
  only?: Party;
  /** Its sender named the receiver in the headers (HUB-09): it goes out in the sender's name. */
  direct?: boolean;
  /** The party whose answer the sender waits for. */
  answerOf?: Party;
  /** The whole object in the version of a reader that speaks another than its owner, and whether the push leaves just that with it. */
  reading?: { whole: Buffer; isComplete: boolean };
  /** The method with which the owner sent what was translated. */
  arrived?: Push['method'];
}

/** The way in which a change arrived, stored with it so that any process can pass it on unchanged. */
export interface ArrivalForm {
  method: Push['method'];
  id: string;
  path: string[];
  /** The part that was written, as JSON; absent where it is the whole object. */
  body?: string;
  correlationId?: string;
  parent?: string;
  only?: Push['only'];
  direct?: boolean;
  /** The process that waits for the addressee's answer. */
  origin?: string;
  /** Version of OCPI in which the change is written; absent: 2.1.1. */
  edition?: SchemaVersion;
}

/** The result of passing an item on. `down`: the partner cannot take anything now; any other error is about this item. */
export interface Passed {
  error?: string;
  down?: boolean;
  /** The failure concerns the partner as a whole: another object need not be tried in place of this one. */
  wide?: boolean;
}

/** The result of a push to one connection: the partner's last reply, and an error text when something stood in the way. */
export interface Delivery extends Passed {
  reply?: Reply;
  /** It refused the object as a whole, for good. */
  refused?: boolean;
}

/** PARKED: tried on its own with growing pauses. REFUSED: not sent again as it is. RETURNED: its sender has the answer, and sends it again. */
export type ParkedState = 'PARKED' | 'REFUSED' | 'RETURNED';

/** An object that a partner has not taken though others went through. Times in milliseconds since 1970. */
export interface Parked {
  /** Module, owner and id, with blanks between. */
  object: string;
  /** Number of the change that it lacks. */
  changed: number;
  state: ParkedState;
  since: number;
  attempts: number;
  tried: number;
  next: number;
  error: string | null;
  /** Key of the dialect in which it was refused. */
  dialect?: string;
  /** A digest of the refused content. */
  content?: string;
}

/** Selects among the objects noted for a connection; all of them where no field is set. */
export interface ParkedFilter {
  module?: ObjectModuleId;
  owner?: Party;
  /** Id of the object; of a Token its uid. */
  id?: string;
  /** True asks for all stored objects that the partner may have, not only for those that are noted. */
  stored?: boolean;
  /** Of what is stored only that which may still change. */
  open?: boolean;
}

/** The outcome of a resend so far: of so many objects the partner has taken some and failed at others, and some are still on their way. */
export interface Resent {
  objects: number;
  taken: number;
  failed: number;
  waiting: number;
  /** The first that failed, by module, owner and id with blanks between. */
  errors: { object: string; error: string }[];
}

/** State and counts of the deliveries of one connection, as the admin API shows them. */
export interface DeliveryState {
  state: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF';
  pending: number;
  delivered: number;
  failed: number;
  behind_since: string | null;
  last_error: string | null;
  /** Objects that it could not take, which are tried on their own. */
  parked: number;
  /** Number of a change in the hub's order: all up to it are confirmed, or did not concern this partner. */
  confirmed: number;
}

/** Delivery of changes to partners, the only way out for them. */
export interface Deliver {
  /**
   * Hands a change to the followers of all it concerns, in whatever process they are (ROUTE-18, HUB-27). Nobody need wait
   * for it; it resolves with what the addressee of a direct push answered. `previous` is the number of the change before.
   */
  offer(push: Push, previous: number | undefined): Promise<Delivery | undefined>;
  /** Hands something that has not changed to a follower of this process; resolves when it is done with. False where there is no follower here. */
  again(push: Push): Promise<boolean>;
  /** Keeps the positions of the followers of this process: what a partner lacks by them is sent to it whatever becomes of this process. */
  keep(): Promise<void>;
  /** Begins to follow for a connection that has just registered: it gets what changes from now on. */
  begin(connection: Connection): Promise<void>;
  /** Ends following a connection that is no more. */
  end(connection: Connection): Promise<void>;
  /** Tries a partner at once that was down: it has new endpoints, or has been resumed. */
  wake(connection: Connection): void;
  /** The objects that a connection has not taken though others went through: parked, refused, returned. */
  parked(connection: Connection): Promise<Parked[]>;
  /** Those of all connections, the longest waiting first. */
  allParked(): Promise<{ connection: string; entry: Parked }[]>;
  /** Sends again what is noted for a connection and fits, the one object that is named, or all that is stored for it; tells within some seconds what has come of it. */
  resend(connection: Connection, filter: ParkedFilter): Promise<Resent>;
  /** Passes on a push that its sender repeats since it failed at its receiver; nothing where it had not. */
  repeat(push: Push): Promise<Delivery | undefined>;
  /** How the delivery of a connection stands in this process; nothing when another one follows it. */
  state(connection: Connection): DeliveryState | undefined;
  /** How deliveries stand, whichever process follows them, by id of the connection. */
  states(connections: readonly Connection[]): Promise<Map<string, DeliveryState>>;
  /** Keeps the positions, and stops when nothing is on its way any more, at the latest after `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
}

/** Stored objects in the dialects of partners. */
export interface DialectCache {
  /** An object's bytes in a dialect: the stored ones where the dialect changes nothing. */
  of(object: StoredObject, dialect: Dialect): Buffer;
  /** The same of an object from another version, whose content does not follow from the number of its change alone. */
  ofTranslated(object: StoredObject, dialect: Dialect): Buffer;
}
