import type { ObjectModuleId } from '../ocpi/editions/edition.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import type { Party } from '../ocpi/words/party.ts';
import type { Repair } from '../ocpi/words/repair.ts';

/** A write of an owner to one of its objects, or to a part of one, however it reached the hub. */
export interface Write {
  module: ObjectModuleId;
  /** Version of OCPI in which it is written; absent: 2.1.1. */
  edition?: SchemaVersion | undefined;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  owner: Party;
  /** The object's id as the URL or the body names it. */
  id: string;
  /** EVSE uid and Connector id, where the write is for a part. */
  path: string[];
  /** Token type, where the key needs one that the body does not give (TOK-08). */
  type?: string;
  body: unknown;
  /** Read from the owner's list: an object as it is already, or older than ours, changes nothing (SYNC-09). */
  pulled?: boolean;
  /** The hub's position when that list was asked for: what its owner has deleted since stays deleted (SYNC-09). */
  begun?: number;
  /** The object has passed the check already, without deviations. */
  valid?: boolean;
  /** The one party it is addressed to (HUB-09, HUB-31). */
  to?: Party;
  /** Ids of the request it came with (TRACE-03, TRACE-04). */
  cause?: { correlationId: string; parent: string };
  /** A pushed Session or CDR of a driver whom nobody knows is held instead of refused. */
  holds?: boolean;
  /** Refuses everything that the strict version does not allow. */
  strict: boolean;
  /** The kinds of repair that are made instead of a refusal. */
  repairs?: Repair[];
}
