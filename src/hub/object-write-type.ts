import type { ObjectModuleId } from '../ocpi/editions/basic-ocpi-types.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import type { Repair } from '../ocpi/words/repair-kinds.ts';

/** A write of an owner to one of its objects, or to a part of one, by a push or from a list that the hub pulled. */
export interface Write {
  module: ObjectModuleId;
  /** Version of OCPI in which the object is written; absent: 2.1.1. */
  edition?: SchemaVersion | undefined;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  owner: Party;
  /** Id of the object as the URL or the body names it. */
  id: string;
  /** EVSE uid and Connector id, where the write is for a part. */
  path: string[];
  /** Token type, where the key of the object needs one that the body does not give (TOK-08). */
  type?: string;
  body: unknown;
  /**
   * The body in the owner's JSON, where `JSON.stringify` would write the same bytes of it. Of a `valid` object, which nobody looks at
   * again, it says too that `normalise` leaves that as it is.
   */
  text?: Buffer | undefined;
  /**
   * The object comes from its owner's list: it changes nothing when the hub has it so already, or has a newer one
   * (SYNC-09).
   */
  pulled?: boolean;
  /**
   * Number of the newest change when the hub asked for that list: an object that its owner has deleted since stays
   * deleted (SYNC-09).
   */
  begun?: number;
  /** The object has passed the check already, without deviations. */
  valid?: boolean;
  /** The one party that the write is addressed to (HUB-09, HUB-31). */
  to?: Party;
  /** Ids of the request that the write came with (TRACE-03, TRACE-04). */
  cause?: { correlationId: string; parent: string };
  /** The hub withholds a pushed Session or CDR of an unknown driver instead of refusing it. */
  holds?: boolean;
  /** The hub refuses everything that OCPI, read strictly, does not allow. */
  strict: boolean;
  /** The kinds of errors in the object that the hub repairs instead of refusing it. */
  repairs?: Repair[];
}
