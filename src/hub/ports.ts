import type { Exchange } from '../ocpi/exchange.ts';
import type { Repair } from '../ocpi/mend.ts';
import type { ObjectModuleId } from '../ocpi/modules.ts';
import type { Party, Role } from '../ocpi/party.ts';
import type { Dialect, Style } from '../ocpi/style.ts';
import type { BusinessDetails } from '../ocpi/types.generated.ts';
import type { Endpoint } from '../ocpi/versions.ts';

/** What the hub asks of a store. Two stores keep the promise: embedded and PostgreSQL; one contract suite holds them to it. */
export interface Store {
  objects: Objects;
  registry: Registry;
  notes: Notes;
  journal: Journal;
  processes: Processes;
  /** Rejects, with words for the operator, while changes cannot be stored. */
  ready(): Promise<void>;
  /** Writes what is pending and lets go of every file, socket and lock. */
  close(): Promise<void>;
}

/** Names one object: two owners may use the same id (HUB-08). */
export interface ObjectKey {
  module: ObjectModuleId;
  owner: Party;
  /** The module's key fields joined (`RFID|0123`), folded to lower case where the module ignores case. */
  id: string;
}

/** An object as stored: the bytes that go out, and beside them only what the hub decides by. */
export interface StoredObject extends ObjectKey {
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
  /** Values by which it is found across owners; always holds `id`. */
  lookups: Record<string, string>;
  /** The object as JSON, UTF-8. */
  bytes: Buffer;
}

/** What a change makes of an object: new content, no more object, or no change at all. `form` is for other processes, who read it back with the change, and where it `stands` for itself also when it has been superseded. */
export type Decision =
  | {
      to: 'store';
      object: Pick<StoredObject, 'lastUpdated' | 'recipient' | 'gone' | 'lookups' | 'bytes'>;
      form?: object;
      stands?: boolean;
    }
  | { to: 'delete'; form?: object }
  | { to: 'keep' };

/** What became of a change. `before` and `after` are absent where there was or is no object. */
export interface Changed {
  outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  before?: StoredObject;
  after?: StoredObject;
  /** Number of this change in the hub's order; for `unchanged` the number of the last one. */
  changed: number;
}

/** Whose objects a reader may see: all of an owner's, or those meant for `recipient`. */
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
  /** It has been superseded: `object` is without content, and what it was is in `form` alone. */
  superseded?: boolean;
  object?: StoredObject;
  /** Form and predecessor of the newest change of this object, from a store of several processes. */
  form?: object;
  previous?: number;
}

export interface Objects {
  /**
   * Changes one object. `decide` sees the stored object and runs alone for this key; what it throws ends the change
   * without a trace. Resolves once the change is durable; changes resolve in the order of their numbers.
   */
  change(key: ObjectKey, decide: (old: StoredObject | undefined) => Decision): Promise<Changed>;
  get(key: ObjectKey): Promise<StoredObject | undefined>;
  /** A page in the order of creation, and the number of all matches (TRANS-28, 35, 36). */
  list(query: ListQuery): Promise<{ total: number; objects: StoredObject[] }>;
  /** The objects of a module, whoever owns them, with this value of a lookup field (`id`, `auth_id`, `uid`); not more than `limit`. */
  find(module: ObjectModuleId, field: string, value: string, limit?: number): Promise<StoredObject[]>;
  /** What changed after `position`, each object once with its newest state, oldest change first, tombstones included. */
  since(position: number, limit: number): Promise<ChangeRecord[]>;
  /** The same for a process that passes on what others change: also changes that have been superseded and stand for themselves, for a while. */
  news(position: number, limit: number): Promise<ChangeRecord[]>;
  /** Number of the newest change that this process knows of. */
  position(): number;
  /** Number of the newest change that any process has made. */
  present(): Promise<number>;
  /** Calls back when other processes have changed something. */
  onNews(call: () => void): void;
}

/** What the hub must remember beside objects, each for a time: open questions, and what speaks for whom. */
export interface Notes {
  /** Keeps a value under a kind and key until a time in milliseconds since 1970; resolves once durable. */
  put(kind: NoteKind, key: string, value: object, until: number): Promise<void>;
  /** Keeps a value unless there is one whose time is not over; gives the one that is there then, the same to all who ask at once. */
  keep<T extends object>(kind: NoteKind, key: string, value: T, until: number): Promise<T>;
  /** The value, unless its time is over. */
  get<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /** Removes the value and hands it to exactly one of those who ask for it; resolves once durable. */
  take<T extends object>(kind: NoteKind, key: string): Promise<T | undefined>;
  /**
   * Removes the value and keeps another one under a second kind and the same key, both or neither; hands the removed one
   * to exactly one of those who ask for it, and keeps nothing for the others. Resolves once durable.
   */
  replace<T extends object>(kind: NoteKind, key: string, by: Replacement): Promise<T | undefined>;
  /** Every value of a kind whose key begins with `prefix` and whose time is not over. */
  under<T extends object>(
    kind: NoteKind,
    prefix: string,
  ): Promise<{ key: string; value: T; until: number }[]>;
  /** Every value of a kind whose time is not over. */
  all<T extends object>(kind: NoteKind): Promise<{ key: string; value: T; until: number }[]>;
}

/** What a note is replaced by. */
export interface Replacement {
  kind: NoteKind;
  value: object;
  until: number;
}

/** Open questions by id, results on their way, stocks to be pushed, what speaks for whom (`driver`: as releases before noted it), what is held, where followers and syncs stand, what is parked, syncs, retirements held back, what partners refused, what processes tell each other. */
export type NoteKind =
  | 'question'
  | 'result'
  | 'stock'
  | 'driver'
  | 'claim'
  | 'history'
  | 'head'
  | 'naming'
  | 'settlement'
  | 'held'
  | 'reservation'
  | 'profile'
  | 'position'
  | 'parked'
  | 'sync'
  | 'pull'
  | 'retirement'
  | 'schedule'
  | 'refused'
  | 'word';

export type ConnectionStatus = 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';

/** Per-connection choices of the operator; meaning and defaults in `schemas/hub/connection-options.json`. */
export interface ConnectionOptions {
  push: boolean;
  push_as: 'owner' | 'hub';
  catch_up: boolean;
  push_on_agreement: boolean;
  page_limit: number;
  strict: boolean;
  infer_owner: boolean;
  charging_profiles: boolean;
  /** Absent while nobody has answered what the partner's system takes (EXT-23). */
  extensions?: Dialect['extensions'];
  hold_unbound: boolean;
  /** Hosts, with a port if need be, that a `response_url` may lead to by https beside the partner's own (HCMD-19). */
  response_hosts: string[];
}

/** A partner's style in both directions; meaning and defaults in `schemas/hub/connection-profile.json`. */
export interface Profile extends Omit<Style, 'lenient'> {
  sends_base64_token: boolean;
  repairs: Repair[];
  page_size: number | null;
  ignores_to: boolean;
}

/** A pair of tokens beside the one in force, until one of it is used. */
export interface SpareTokens {
  /** `former`: in force before a PUT that succeeded. `offered`: introduced by a PUT of the hub whose answer did not come. */
  is: 'former' | 'offered';
  /** SHA-256. */
  tokenToUs: string;
  /** The token that the partner was called with before; `null` where it is the same still. */
  tokenToThem: string | null;
  /** When it ends at the latest. */
  until: string;
}

/** A token that opens its connection no more, as SHA-256, and why. */
export interface FormerToken {
  hash: string;
  was: 'used' | 'withdrawn' | 'replaced' | 'ended';
}

/** One OCPI connection: one platform in one role, one token in each direction. */
export interface Connection {
  id: string;
  role: Role;
  /** Default party: the one its Credentials name (CRED-39). */
  party: Party;
  /** All parties of the platform, the default party first. */
  parties: Party[];
  name: string;
  status: ConnectionStatus;
  /** SHA-256 of what the partner calls us with; TOKEN_A while PENDING. */
  tokenToUs: string | null;
  /** SHA-256 of the token being introduced by a handshake under way: valid beside `tokenToUs` until it is settled. */
  nextTokenToUs: string | null;
  /** What we call the partner with. */
  tokenToThem: string | null;
  /** The pair of tokens that holds beside the one in force, for the answer to a PUT may be lost (CRED-41); absent: none. */
  spare?: SpareTokens | null;
  /** The newest of the tokens that open it no more: whoever holds one is told why (CRED-40). */
  formerTokens?: FormerToken[];
  versionsUrl: string | null;
  endpoints: Endpoint[];
  business: BusinessDetails | null;
  options: ConnectionOptions;
  /** What was learnt of the partner's style, and what the operator has set, which counts. */
  profile?: { learnt: Partial<Profile>; set: Partial<Profile> };
  /** Recipients of Tariffs that are seen with the Locations of other parties of the platform (SYNC-18); absent: none are. */
  tariffReaders?: Party[];
  created: string;
  updated: string;
}

export type AgreementStatus = 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

/** What lets one operator and one provider exchange data. */
export interface Agreement {
  id: string;
  cpo: Party;
  emsp: Party;
  status: AgreementStatus;
  /** When it got this status. */
  since: string;
  valid_from: string | null;
  valid_to: string | null;
  created: string;
  /** Number of the newest change when it got its status: what is older came into sight by it (HUB-41); releases before did not note it. */
  after?: number;
  /** Whether what began under it is settled after its end (HUB-40); absent: it is. */
  run_off?: boolean;
  /** Deleted by the operator: no longer shown, still known for sessions that began under it (HUB-15). */
  deleted: boolean;
}

/** The small part of the store that people read and edit. */
export interface RegistryState {
  connections: Connection[];
  agreements: Agreement[];
}

export interface Registry {
  /** The state as last made durable; never mutated, a new object after every change. */
  read(): RegistryState;
  /** Makes a new state of the current one; changes run one after another; resolves once durable. What `update` throws changes nothing. */
  change(update: (state: RegistryState) => RegistryState): Promise<RegistryState>;
  /** Calls back after every change of any process. A change resolves when all processes that listen have been called back. */
  onChange(call: () => Promise<unknown>): void;
}

/**
 * The processes of a hub on one store. Everything that only one of them may do has a name; at every moment at most one
 * process answers for it, and when that one dies another does within seconds.
 */
export interface Processes {
  /** Names this process. */
  id: string;
  /** How many there are at present, as far as is known. */
  count(): number;
  /** Whether this process answers for what has this name. */
  isMine(name: string): boolean;
  /** Calls back when that may have changed. Before something is given to another process the call is waited for. */
  onMoved(call: () => Promise<unknown>): void;
  /** Tells all other processes; who is not listening at present never hears it. */
  tell(about: string, word: object): Promise<void>;
  /** Calls back with what other processes tell about something. */
  onWord<T extends object>(about: string, call: (word: T) => void): void;
}

/** Filters of the trace; all optional, joined by and. `status` is an HTTP status or an OCPI status code. */
export interface ExchangeQuery {
  request_id?: string;
  correlation_id?: string;
  connection?: string;
  module?: string;
  direction?: string;
  status?: number;
  /** ISO 8601; only exchanges that started then or later. */
  since?: string;
  limit: number;
}

export type { Exchange };

export interface Journal {
  /** Takes an exchange; written lazily, visible to `find` and `get` at once. Old ones fall out when the journal is full. */
  append(exchange: Exchange): void;
  /** Newest first. */
  find(query: ExchangeQuery): Promise<Exchange[]>;
  get(id: string): Promise<Exchange | undefined>;
}
