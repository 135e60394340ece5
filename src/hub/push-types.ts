import { type ObjectModuleId } from '../ocpi/editions/basic-ocpi-types.ts';
import type { Json } from '../ocpi/editions/write-object-part.ts';
import { type Reply } from '../ocpi/messages/request-and-answer-types.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import { type Dialect } from '../ocpi/words/partner-style-types.ts';
import { type Party } from '../ocpi/words/party-id.ts';
import type { Connection } from './ports/connection-registry.ts';
import type { StoredObject } from './ports/object-store.ts';
// A change of an object on its way to partners: as its owner wrote it, as the hub sends it, and how its deliveries
// stand.

/**
 * A change of an object on its way to partners, as it came: its method, the part it names, the bytes that all receivers
 * get (HUB-25).
 */
export interface Push {
  object: Pick<StoredObject, 'module' | 'owner' | 'id' | 'recipient' | 'changed'> &
    Partial<Pick<StoredObject, 'edition' | 'lookups' | 'bytes'>>;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Id of the object as URLs name it. */
  id: string;
  path: string[];
  body: Buffer | undefined;
  /** Ids of the request that caused the change (TRACE-03, TRACE-04). */
  correlationId?: string;
  parent?: string;
  /** The one party that receives the change; absent where every party with an agreement does. */
  only?: Party;
  /** The sender named the receiver in the routing headers (HUB-09): the change goes out in the sender's name. */
  direct?: boolean;
  /** The party for whose answer the sender waits. */
  answerOf?: Party;
  /**
   * The whole object in the version of a reader that speaks another version than its owner, and whether this push alone
   * leaves the reader with that object.
   */
  reading?: { whole: Buffer; content: Json; isComplete: boolean };
  /** The method with which the owner sent the change before it was translated. */
  arrived?: Push['method'];
}

/**
 * The method, path and body with which a change arrived, stored with it so that any process can pass it on unchanged.
 */
export interface ArrivalForm {
  method: Push['method'];
  id: string;
  path: string[];
  /** The part of the object that was written, as JSON; absent where it is the whole object. */
  body?: string;
  correlationId?: string;
  parent?: string;
  only?: Push['only'];
  direct?: boolean;
  /** Id of the hub process that waits for the addressee's answer. */
  origin?: string;
  /** Version of OCPI in which the change is written; absent: 2.1.1. */
  edition?: SchemaVersion;
}

/**
 * The result of passing one change on. `down`: the partner cannot take anything now; any other error is about this
 * change.
 */
export interface Passed {
  error?: string;
  down?: boolean;
  /** The failure concerns the partner as a whole: the hub need not try another object in place of this one. */
  wide?: boolean;
}

/** The result of a push to one connection: the partner's last reply, and an error text when something stood in the way. */
export interface Delivery extends Passed {
  reply?: Reply;
  /** The partner refused the object as a whole, for good. */
  refused?: boolean;
}

/**
 * PARKED: the hub tries the object on its own with growing pauses. REFUSED: the hub does not send it again as it is.
 * RETURNED: its sender has the answer, and sends it again.
 */
export type ParkedState = 'PARKED' | 'REFUSED' | 'RETURNED';

/** An object that a partner has not taken though it took others. Times in milliseconds since 1970. */
export interface Parked {
  /** Module, owner and id of the object, with blanks between. */
  object: string;
  /** Number, in the order of all changes, of the change that the partner lacks. */
  changed: number;
  state: ParkedState;
  since: number;
  attempts: number;
  tried: number;
  next: number;
  error: string | null;
  /** Key of the partner's dialect in which it refused the object. */
  dialect?: string;
  /** Digest of the content that the partner refused. */
  content?: string;
}

/** Selects among the objects that a connection has not taken; all of them where no field is set. */
export interface ParkedFilter {
  module?: ObjectModuleId;
  owner?: Party;
  /** Id of the object; for a Token its uid. */
  id?: string;
  /** True selects all stored objects that the partner may have, not only those that it has not taken. */
  stored?: boolean;
  /** True selects, of all stored objects, those that may still change. */
  open?: boolean;
}

/**
 * The outcome of a resend so far: how many objects the partner has taken, how many failed, and how many are still on
 * their way.
 */
export interface Resent {
  objects: number;
  taken: number;
  failed: number;
  waiting: number;
  /** The first objects that failed, by module, owner and id with blanks between. */
  errors: { object: string; error: string }[];
}

/** State and counts of the deliveries to one connection, as the admin API shows them. */
export interface DeliveryState {
  state: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF';
  pending: number;
  delivered: number;
  failed: number;
  behind_since: string | null;
  last_error: string | null;
  /** Number of objects that the partner could not take and that the hub tries on their own. */
  parked: number;
  /** Number of a change in the hub's order: all changes up to it are confirmed, or did not concern the partner. */
  confirmed: number;
}

/** Delivery of changes to partners, the only way by which they go out. */
export interface Deliver {
  /**
   * Hands a change to the followers of all connections it concerns, in whatever process they are (ROUTE-18, HUB-27).
   * The caller need not wait; the promise resolves with the addressee's answer to a direct push. `previous` is the
   * number of the change before.
   */
  offer(push: Push, previous: number | undefined): Promise<Delivery | undefined>;
  /**
   * Hands an object that has not changed to a follower of this process; resolves when its delivery is over. False where
   * this process has no such follower.
   */
  again(push: Push): Promise<boolean>;
  /**
   * Stores the positions of the followers of this process, so that partners get all they lack even if this process
   * dies.
   */
  keep(): Promise<void>;
  /**
   * The term of this process's follower of a connection; where it differs later, that follower's position may never
   * have been stored. `undefined` where this process has no such follower.
   */
  term(connection: Connection): string | undefined;
  /** Begins deliveries to a connection that has just registered: the partner gets all changes from now on. */
  begin(connection: Connection): Promise<void>;
  /** Ends deliveries to a connection that was deleted. */
  end(connection: Connection): Promise<void>;
  /** Tries at once a partner that was down, since it has new endpoints or was resumed. */
  wake(connection: Connection): void;
  /**
   * The objects that a connection has not taken though it took others: parked (tried on their own), refused or
   * returned.
   */
  parked(connection: Connection): Promise<Parked[]>;
  /** The objects that were not taken, of all connections, the longest waiting first. */
  allParked(): Promise<{ connection: string; entry: Parked }[]>;
  /**
   * Sends a connection again the objects not taken that fit the filter, one named object, or all that is stored for it;
   * tells within some seconds how many it has taken.
   */
  resend(connection: Connection, filter: ParkedFilter): Promise<Resent>;
  /** Passes on a push that its sender repeats because it failed at its receiver; otherwise `undefined`. */
  repeat(push: Push): Promise<Delivery | undefined>;
  /** State of the delivery to a connection in this process; `undefined` when another process delivers to it. */
  state(connection: Connection): DeliveryState | undefined;
  /** States of the deliveries to connections in all processes, by id of the connection. */
  states(connections: readonly Connection[]): Promise<Map<string, DeliveryState>>;
  /**
   * Stores the positions of all deliveries, and stops when nothing is on its way any more, at the latest after
   * `milliseconds`.
   */
  stop(milliseconds: number): Promise<void>;
}

/** Stored objects in the dialects of partners (their configured deviations from OCPI). */
export interface DialectCache {
  /** An object's bytes in a dialect: the stored ones where the dialect changes nothing. */
  of(object: StoredObject, dialect: Dialect): Buffer;
  /**
   * Bytes of an object translated from another version of OCPI, in a dialect; the cache compares its content, since the
   * number of the change alone does not determine it.
   */
  ofTranslated(object: StoredObject, dialect: Dialect): Buffer;
}
