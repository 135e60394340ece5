import { type ObjectModuleId } from '../../ocpi/editions/edition.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { type Party } from '../../ocpi/words/party.ts';
import type { Notes } from './notes.ts';
/** Names one object: two owners may use the same id (HUB-08). */
export interface ObjectKey {
  module: ObjectModuleId;
  owner: Party;
  /** The module's key fields joined (`RFID|0123`), folded to lower case where the module ignores case. */
  id: string;
}

/** An object as stored: the bytes that go out, and beside them only fields that the hub's decisions need. */
export interface StoredObject extends ObjectKey {
  /** Version of OCPI in which its bytes are; absent: 2.1.1. */
  edition?: SchemaVersion;
  /** Place in the order of creation of all objects; an update does not move it (TRANS-36). */
  created: number;
  /** Number of the last change in the hub's order; grows with every change of any object. */
  changed: number;
  /** `last_updated` in milliseconds since 1970; what date filters test (TRANS-41). */
  lastUpdated: number;
  /** The one party it is for (sessions, cdrs), or whose readers see it too (tariffs, SYNC-18); `null` where those of its owner may see it. */
  recipient: Party | null;
  /** Only in lists with `date_from`: a Location that has no EVSEs but REMOVED ones (LOC-09, LOC-10). */
  gone: boolean;
  /** Values by which the object is found across owners; always holds `id`. */
  lookups: Record<string, string>;
  /** The object as JSON, UTF-8. */
  bytes: Buffer;
}

/** The outcome of a change: new content, deletion, or no change. Other processes read `form` back with the change; with `stands` also after the change has been superseded. */
export type Decision =
  | {
      to: 'store';
      object: Pick<StoredObject, 'edition' | 'lastUpdated' | 'recipient' | 'gone' | 'lookups' | 'bytes'>;
      form?: object;
      stands?: boolean;
    }
  | { to: 'delete'; form?: object }
  | { to: 'keep' };

/** The result of a change. `before` and `after` are absent where there was or is no object. */
export interface Changed {
  outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  before?: StoredObject;
  after?: StoredObject;
  /** Number of this change in the hub's order; for `unchanged` the number of the last one. */
  changed: number;
}

/** The objects of one owner that a reader may see: all of them, or those for `recipient`. */
export interface Visible {
  owner: Party;
  recipient?: Party;
  /** Objects created up to this number have come into sight since `from`, however old they are (HUB-41). */
  late?: number;
}

/** A page of a list. Times are milliseconds since 1970: `from` inclusive, `to` exclusive (TRANS-39, 40). */
export interface ListQuery {
  module: ObjectModuleId;
  visible: Visible[];
  from?: number;
  to?: number;
  /** Creation numbers of objects that are left out. */
  except?: number[];
  offset: number;
  limit: number;
}

/** A change as a follower reads it back: the object's newest state, or its tombstone (`object` absent). */
export interface ChangeRecord extends ObjectKey {
  changed: number;
  /** The change has been superseded: `object` has no content, and `form` alone tells what changed. */
  superseded?: boolean;
  object?: StoredObject;
  /** Form and predecessor of the newest change of this object, from a store of several processes. */
  form?: object;
  previous?: number;
}

/** Decides on a change: `old` is the stored object, `ended` the number of the change that deleted it last, where there is none. */
export type Decide = (old: StoredObject | undefined, ended?: number) => Decision;

export interface Objects {
  /**
   * Changes one object. `decide` runs alone for this key; what it throws ends the change without a trace. Resolves once the
   * change is durable; changes resolve in the order of their numbers.
   */
  change(key: ObjectKey, decide: Decide): Promise<Changed>;
  get(key: ObjectKey): Promise<StoredObject | undefined>;
  /** The stored objects that have exactly these bytes, in the order given and without them; `undefined` in place of any other. */
  same(
    wanted: readonly { key: ObjectKey; bytes: Buffer }[],
  ): Promise<(Omit<StoredObject, 'bytes'> | undefined)[]>;
  /** A page in the order of creation, and the number of all matches (TRANS-28, 35, 36). */
  list(query: ListQuery): Promise<{ total: number; objects: StoredObject[] }>;
  /** The objects of a module, whoever owns them, with this value of a lookup field (`id`, `auth_id`, `uid`); not more than `limit`. */
  find(module: ObjectModuleId, field: string, value: string, limit?: number): Promise<StoredObject[]>;
  /** The changes after `position`, each object once with its newest state, oldest change first, tombstones included. */
  since(position: number, limit: number): Promise<ChangeRecord[]>;
  /** Changes after `position` for a process that passes on other processes' changes: also, for a while, superseded ones that stand for themselves. */
  news(position: number, limit: number): Promise<ChangeRecord[]>;
  /** Number of the newest change that this process knows of. */
  position(): number;
  /** Number of the newest change that any process has made. */
  present(): Promise<number>;
  /** Calls back when other processes have changed something. */
  onNews(call: () => void): void;
}

/** The party that first named the prefix of a contract, and the number of the newest change at that time. */
export interface FirstNaming {
  party: Party;
  position?: number;
}

/** The part of the hub's record with the evidence for the providers of drivers. Times are milliseconds since 1970. */
export interface Records {
  store: { notes: Notes; objects: Objects };
  /** State of this process, as `ProcessMemory` explains it. */
  memory: { heads: Map<Party, FirstNaming>; claims: Map<string, number> };
  now(): number;
  newId(): string;
}
