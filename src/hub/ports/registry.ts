import { type BusinessDetails, type Endpoint } from '../../ocpi/editions/edition.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { type Party, type Role } from '../../ocpi/words/party.ts';
import type { Repair } from '../../ocpi/words/repair.ts';
import { type Dialect, type Style } from '../../ocpi/words/style.ts';
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
  /** Tax on an operator's prices in percent, or that none applies; absent while nobody has said. */
  tax_percent?: number | 'none';
  /** Time zone of an operator's Locations that tell none themselves. */
  time_zone?: string;
  /** Hosts, with a port if need be, that a `response_url` may lead to by https beside the partner's own (HCMD-19). */
  response_hosts: string[];
}

/** A partner's style in both directions; meaning and defaults in `schemas/hub/connection-profile.json`. */
export interface Profile extends Omit<Style, 'lenient' | 'edition' | 'expects_base64_token'> {
  expects_base64_token: boolean;
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
  /** The time at which it ends at the latest. */
  until: string;
  /** The partner has answered the hub's PUT after which it is former, and so has the token in force. */
  taken?: true;
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
  /** SHA-256 of the token that the partner sends to the hub; TOKEN_A while PENDING. */
  tokenToUs: string | null;
  /** SHA-256 of the token being introduced by a handshake under way: valid beside `tokenToUs` until it is settled. */
  nextTokenToUs: string | null;
  /** The token that the hub sends to the partner. */
  tokenToThem: string | null;
  /** The pair of tokens that holds beside the one in force, for the answer to a PUT may be lost (CRED-41); absent: none. */
  spare?: SpareTokens | null;
  /** The newest of the tokens that open it no more: a request with one gets the reason (CRED-40). */
  formerTokens?: FormerToken[];
  versionsUrl: string | null;
  /** Version of OCPI that both speak, as the last handshake found; absent: 2.1.1. */
  edition?: SchemaVersion;
  endpoints: Endpoint[];
  business: BusinessDetails | null;
  options: ConnectionOptions;
  /** The partner's style as learnt, and as set by the operator, which takes precedence. */
  profile?: { learnt: Partial<Profile>; set: Partial<Profile> };
  /** Recipients of Tariffs that are seen with the Locations of other parties of the platform (SYNC-18); absent: none are. */
  tariffReaders?: Party[];
  /** The last time at which the partner moved to another version, or an option told something else about its objects: lists with `date_from` before it have them all (HUB-41). */
  anew?: Partial<Record<'edition' | 'tax_percent' | 'time_zone', string>>;
  /** Something of an operator has an id that differs from another one's in case alone, so that readers of another version have another name for it. */
  alike?: boolean;
  created: string;
  updated: string;
}

export type AgreementStatus = 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

/** An agreement, which lets one operator and one provider exchange data. */
export interface Agreement {
  id: string;
  cpo: Party;
  emsp: Party;
  status: AgreementStatus;
  /** The time at which it got this status. */
  since: string;
  valid_from: string | null;
  valid_to: string | null;
  /** Time zone in whose days the validity was given; absent: by times. */
  zone?: string;
  created: string;
  /** Number of the newest change when it got its status: older objects became visible by it (HUB-41); absent in notes of earlier releases. */
  after?: number;
  /** Whether sessions that began under it are settled after its end (HUB-40); absent: they are. */
  run_off?: boolean;
  /** Deleted by the operator: no longer shown, still known for sessions that began under it (HUB-15). */
  deleted: boolean;
}

/**
 * The agreements as last made durable, those that were deleted included; iterated oldest first. What is read is frozen; a change
 * of any process shows here as soon as it is durable.
 */
export interface Agreements extends Iterable<Agreement> {
  readonly size: number;
  get(id: string): Agreement | undefined;
  /** The agreements of a pair, oldest first. */
  between(cpo: Party, emsp: Party): readonly Agreement[];
  /** The parties of the other role with which a party has, or had, an agreement. */
  partnersOf(role: Role, party: Party): Iterable<Party>;
  /** The parties of a role that have, or had, an agreement. */
  parties(role: Role): Iterable<Party>;
}

/** The market: who is connected, and who exchanges data with whom. */
export interface RegistryState {
  connections: Connection[];
  agreements: Agreements;
}

export interface Registry {
  /** The state as last made durable: a new object after every change; `connections` is never mutated, a new list after every change of it. */
  read(): RegistryState;
  /** The connections as they lie in the store: their secrets are sealed where the hub has a key. */
  kept(): readonly Connection[];
  /** Makes new connections of the present state; changes run one after another; resolves once durable. Where `update` throws nothing changes. */
  change(update: (state: RegistryState) => Pick<RegistryState, 'connections'>): Promise<RegistryState>;
  /**
   * Keeps the agreements that `decide` gives, new ones and those known by their id: all of them or, on failure, none; in turn with
   * all other changes; resolves with them once durable. Parties and id of a known one stay as they are.
   */
  agree(decide: (state: RegistryState) => Agreement[]): Promise<Agreement[]>;
  /** Calls back after every change of any process. A change resolves when all processes that listen have been called back. */
  onChange(call: () => Promise<unknown>): void;
}
