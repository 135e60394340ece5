import { type BusinessDetails, type Endpoint } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { type Dialect, type Style } from '../../ocpi/words/partner-style-types.ts';
import { type Party, type Role } from '../../ocpi/words/party-id.ts';
import type { Repair } from '../../ocpi/words/repair-kinds.ts';
export type ConnectionStatus = 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';

/** Options of a connection that the operator sets; meaning and defaults in `schemas/hub/connection-options.json`. */
export interface ConnectionOptions {
  push: boolean;
  push_as: 'owner' | 'hub';
  catch_up: boolean;
  push_on_agreement: boolean;
  page_limit: number;
  strict: boolean;
  infer_owner: boolean;
  charging_profiles: boolean;
  /** The extensions of OCPI that the partner's system takes; absent while nobody has said (EXT-23). */
  extensions?: Dialect['extensions'];
  hold_unbound: boolean;
  /** Tax on an operator's prices in percent, or that none applies; absent while nobody has said. */
  tax_percent?: number | 'none';
  /** Time zone of those Locations of an operator that contain none themselves. */
  time_zone?: string;
  /** Hosts, with a port if need be, to which a `response_url` may lead by https besides the partner's own (HCMD-19). */
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

/** A token that opens the hub beside the one in force, until a newer one is used. */
export interface SpareToken {
  /**
   * `former`: older than the token in force, which a PUT that succeeded introduced. `offered`: introduced since by a
   * PUT of the hub that got no answer.
   */
  is: 'former' | 'offered';
  /** SHA-256 of the token that the partner sends to the hub. */
  tokenToUs: string;
  /** The latest time at which the token ends. */
  until: string;
  /** The partner has answered the hub's PUT after which it is former, and so has the token in force. */
  taken?: true;
}

/** The tokens that are valid beside those in force: the newest of those to the hub, and the one to the partner. */
export interface SpareTokens extends SpareToken {
  /** The token that the hub sent to the partner before; `null` where it is still the same. */
  tokenToThem: string | null;
  /** Older tokens to the hub that are valid as well, the oldest first; absent: there are none. */
  earlier?: SpareToken[];
}

/** A token that no longer opens its connection, as SHA-256, and the reason. */
export interface FormerToken {
  hash: string;
  was: 'used' | 'withdrawn' | 'replaced' | 'ended';
}

/** One OCPI connection: one platform in one role, one token in each direction. */
export interface Connection {
  id: string;
  role: Role;
  /** Default party: the party that its Credentials name (CRED-39). */
  party: Party;
  /** All parties of the platform, the default party first. */
  parties: Party[];
  name: string;
  status: ConnectionStatus;
  /** SHA-256 of the token that the partner sends to the hub; TOKEN_A while PENDING. */
  tokenToUs: string | null;
  /** SHA-256 of the token that a handshake under way introduces: valid beside `tokenToUs` until the handshake ends. */
  nextTokenToUs: string | null;
  /** The token that the hub sends to the partner. */
  tokenToThem: string | null;
  /**
   * The tokens that are valid beside those in force, since the answer to a PUT may be lost (CRED-41); absent: none.
   */
  spare?: SpareTokens | null;
  /** The newest of the tokens that no longer open the connection: a request with one gets the reason (CRED-40). */
  formerTokens?: FormerToken[];
  versionsUrl: string | null;
  /** Version of OCPI that hub and partner speak, as the last handshake agreed on; absent: 2.1.1. */
  edition?: SchemaVersion;
  endpoints: Endpoint[];
  business: BusinessDetails | null;
  options: ConnectionOptions;
  /**
   * The style in which the partner writes OCPI, as learnt by the hub, and as set by its operator, which takes
   * precedence.
   */
  profile?: { learnt: Partial<Profile>; set: Partial<Profile> };
  /**
   * The `recipient` values of Tariffs that are seen with the Locations of other parties of the platform (SYNC-18);
   * absent: there are none.
   */
  tariffReaders?: Party[];
  /**
   * The last times at which the partner moved to another version, or an option changed a fact about its objects: lists
   * with an earlier `date_from` contain all its objects (HUB-41).
   */
  anew?: Partial<Record<'edition' | 'tax_percent' | 'time_zone', string>>;
  /**
   * True where two ids of the operator differ in case alone, so that readers of another version know one of them by
   * another name.
   */
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
  /** The time at which the agreement got this status. */
  since: string;
  valid_from: string | null;
  valid_to: string | null;
  /** Time zone in whose days the validity was given; absent: the validity was given by times. */
  zone?: string;
  created: string;
  /**
   * Number of the newest change when the agreement got its status: older objects became visible by it (HUB-41); absent
   * in agreements of earlier releases.
   */
  after?: number;
  /** True where sessions that began under the agreement are settled after its end (HUB-40); absent: they are. */
  run_off?: boolean;
  /**
   * The operator deleted the agreement: it is no longer shown, but still known for sessions that began under it
   * (HUB-15).
   */
  deleted: boolean;
}

/**
 * The agreements as last made durable, deleted ones included; iterated oldest first. Each agreement that is read is
 * frozen; a change by any process shows here as soon as it is durable.
 */
export interface Agreements extends Iterable<Agreement> {
  readonly size: number;
  get(id: string): Agreement | undefined;
  /** The agreements of an operator and a provider, oldest first. */
  between(cpo: Party, emsp: Party): readonly Agreement[];
  /** The parties of the other role with which a party has, or had, an agreement. */
  partnersOf(role: Role, party: Party): Iterable<Party>;
  /** The parties of a role that have, or had, an agreement. */
  parties(role: Role): Iterable<Party>;
}

/** The registry's state: the connections, and the agreements on who exchanges data with whom. */
export interface RegistryState {
  connections: Connection[];
  agreements: Agreements;
}

export interface Registry {
  /**
   * The state as last made durable: a new object after every change; `connections` is never mutated, but replaced at
   * every change.
   */
  read(): RegistryState;
  /** The connections as they are stored: their secrets are encrypted where the hub has a key. */
  kept(): readonly Connection[];
  /**
   * Replaces the connections by those that `update` makes of the present state; changes run one after another; resolves
   * once durable. An error that `update` throws leaves everything as it is.
   */
  change(update: (state: RegistryState) => Pick<RegistryState, 'connections'>): Promise<RegistryState>;
  /**
   * Stores the agreements that `decide` returns, new ones and those known by their id: all of them or, on failure,
   * none; in turn with all other changes; resolves with them once durable. Parties and id of a known agreement stay as
   * they are.
   */
  agree(decide: (state: RegistryState) => Agreement[]): Promise<Agreement[]>;
  /**
   * Calls a function after every change by any process. A change resolves when the functions of all processes that
   * listen have run.
   */
  onChange(call: () => Promise<unknown>): void;
}
