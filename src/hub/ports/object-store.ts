import { type ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { type Party } from '../../ocpi/words/party-id.ts';
import type { Notes } from './expiring-key-values.ts';
/** The key of one object in the store: two owners may use the same id (HUB-08). */
export interface ObjectKey {
  module: ObjectModuleId;
  owner: Party;
  /** The module's key fields joined (`RFID|0123`), folded to lower case where the module ignores case. */
  id: string;
}

/** An object as stored: the bytes that go out, and beside them only fields that the hub's decisions need. */
export interface StoredObject extends ObjectKey {
  /** Version of OCPI in which the object's bytes are written; absent: 2.1.1. */
  edition?: SchemaVersion;
  /** Place in the order of creation of all objects; an update does not move it (TRANS-36). */
  created: number;
  /** Number of the last change in the hub's order; grows with every change of any object. */
  changed: number;
  /** `last_updated` in milliseconds since 1970; what date filters test (TRANS-41). */
  lastUpdated: number;
  /**
   * The one party that a Session or CDR is for, or whose readers see a Tariff too (SYNC-18); `null` where all who may
   * see its owner's objects see it.
   */
  recipient: Party | null;
  /** True for a Location of which all EVSEs are REMOVED: it stands only in lists with `date_from` (LOC-09, LOC-10). */
  gone: boolean;
  /** Values by which the object is found across owners; always holds `id`. */
  lookups: Record<string, string>;
  /** The object as JSON, UTF-8. */
  bytes: Buffer;
}

/**
 * The decision on a change: new content, deletion, or no change. Delivery reads `form` (how the change arrived) back with
 * it, in other processes, and where the change takes long from the store to its order; with `stands` also after the
 * change has been superseded, where the store has several processes.
 */
export type Decision =
  | {
      to: 'store';
      object: Pick<StoredObject, 'edition' | 'lastUpdated' | 'recipient' | 'gone' | 'lookups' | 'bytes'>;
      form?: object;
      stands?: boolean;
    }
  | { to: 'delete'; form?: object }
  | { to: 'keep' };

/** The result of a change of an object. `before` and `after` are absent where there was or is no object. */
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
  /** Number up to which created objects became visible only since `from`, however old they are (HUB-41). */
  late?: number;
}

/** A request for a page of a list. Times are ms since 1970: `from` inclusive, `to` exclusive (TRANS-39, 40). */
export interface ListQuery {
  module: ObjectModuleId;
  visible: Visible[];
  from?: number;
  to?: number;
  /** Creation numbers of objects that the list leaves out. */
  except?: number[];
  offset: number;
  limit: number;
}

/** A change as a follower reads it from the store: the object's newest state, or its tombstone (`object` absent). */
export interface ChangeRecord extends ObjectKey {
  changed: number;
  /** A later change has superseded this one: `object` has no content, and `form` alone tells what changed. */
  superseded?: boolean;
  object?: StoredObject;
  /**
   * Form and predecessor of the newest change of this object; absent where it had no form, and for older changes of a
   * store that one process uses.
   */
  form?: object;
  previous?: number;
}

/**
 * Decides on a change of an object: `old` is the stored object; where there is none, `ended` is the number of the
 * change that deleted it last.
 */
export type Decide = (old: StoredObject | undefined, ended?: number) => Decision;

/** An object of which the store is asked whether it has exactly its bytes. */
export interface Wanted {
  key: ObjectKey;
  /** `last_updated` of its content in milliseconds since 1970, as in `StoredObject`. */
  lastUpdated: number;
  /** Makes the bytes; not called where the stored object is missing or older, and so has other bytes. */
  bytes(): Buffer;
}

/** A state of an object: as the change with the number `changed` left the object that was created by the change `created`. */
export type ObjectState = Pick<StoredObject, keyof ObjectKey | 'created' | 'changed'>;

export interface Objects {
  /**
   * Changes one object. `decide` runs alone for this key; an error that it throws ends the change and stores nothing.
   * Resolves once the change is durable; changes resolve in the order of their numbers.
   */
  change(key: ObjectKey, decide: Decide): Promise<Changed>;
  get(key: ObjectKey): Promise<StoredObject | undefined>;
  /**
   * The stored objects that have exactly these bytes, in the order given and without their bytes; `undefined` in place
   * of any other, and of those that are older.
   */
  same(wanted: readonly Wanted[]): Promise<(Omit<StoredObject, 'bytes'> | undefined)[]>;
  /** Whether the objects still are in these states, in the order given; no content is read. */
  stand(states: readonly ObjectState[]): Promise<boolean[]>;
  /** A page of a list in the order of creation, and the number of all matches (TRANS-28, 35, 36). */
  list(query: ListQuery): Promise<{ total: number; objects: readonly StoredObject[] }>;
  /**
   * The objects of a module, of all owners, with this value of a look-up field (`id`, `auth_id`, `uid`); at most
   * `limit`.
   */
  find(module: ObjectModuleId, field: string, value: string, limit?: number): Promise<StoredObject[]>;
  /**
   * The changes after `position`, each object once with its newest state, oldest change first, tombstones included.
   * Resolves once `registry.read()` is as new as these changes: whom they concern depends on it.
   */
  since(position: number, limit: number): Promise<ChangeRecord[]>;
  /**
   * Changes after `position` for a process that passes on other processes' changes: for a while they include superseded
   * ones that `stands` keeps. Resolves as `since` does.
   */
  news(position: number, limit: number): Promise<ChangeRecord[]>;
  /** Number of the newest change that this process knows of. */
  position(): number;
  /** Number of the newest change that any process has made. */
  present(): Promise<number>;
  /** Calls a function when other processes have changed an object. */
  onNews(call: () => void): void;
}

/** The party that first named the prefix of a contract, and the number of the newest change at that time. */
export interface FirstNaming {
  party: Party;
  position?: number;
}

/**
 * The part of the `Hub` record that gives access to the evidence for the providers of drivers. Times are milliseconds
 * since 1970.
 */
export interface Records {
  store: { notes: Notes; objects: Objects };
  /** State of this process, as `ProcessMemory` explains it. */
  memory: { heads: Map<Party, FirstNaming>; claims: Map<string, number> };
  now(): number;
  newId(): string;
}
