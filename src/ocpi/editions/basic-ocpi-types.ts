import type { ObjectName } from '../types/names.generated.ts';
import type { Role } from '../words/party-id.ts';

// The types of which an `Edition`, one version of OCPI, is made: its objects, the rows of its module table, its routes
// and endpoints.

/** The business details in Credentials, whose fields are the same in every version. */
export type { BusinessDetails } from '../types/2.1.1.generated.ts';
export type { ObjectName } from '../types/names.generated.ts';

/** A JSON object; the hub reads a field of it only where a decision needs the field. */
export type Json = Record<string, unknown>;

/** An HTTP method that OCPI uses. */
export type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** Identifier of a functional module, as in version details. */
export type ModuleId = ObjectModuleId | 'commands' | 'chargingprofiles';

/** A module whose objects the hub stores. */
export type ObjectModuleId = 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens';

/** A module whose objects concern one driver and are for the driver's provider. */
export type DriverModuleId = 'sessions' | 'cdrs';

/** A field of an OCPI object with the value that marks a state, such as `status` with COMPLETED. */
export interface FieldValue {
  field: string;
  value: string;
}

/** One level below the object: an EVSE of a Location, a Connector of an EVSE. */
export interface Part {
  object: ObjectName;
  /** The property of an object that holds its parts, such as `evses` of a Location. */
  list: string;
  /** The property by which the parts of one object differ, such as `uid` of its EVSEs. */
  key: string;
  /** The field and value that mark a part as removed: OCPI has no deletion of parts (LOC-09). */
  removed?: FieldValue;
}

/**
 * The methods that one side of a module offers at its endpoint (`list`) and below it (`object`); others get 405
 * (TRANS-21).
 */
export interface Interface {
  list: Method[];
  object: Method[];
  /** Query parameters that a GET of the list must have. */
  required?: string[];
}

/** A question that the other party itself must answer: authorisation, command, charging profile. */
export interface Call {
  /** The interface that takes the call: the object owner's (`sender`) or the other side's (`receiver`). */
  to: 'sender' | 'receiver';
  method: Method;
  /** Path below the endpoint, in Express notation. */
  path: string;
  /** The object that the call is about, which determines the party that must answer: its token, location or session. */
  about: 'token' | 'location' | 'session' | 'reservation';
  body?: ObjectName;
  bodyOptional?: boolean;
  /** Query parameters that the call must have. */
  query?: string[];
  /** The data of the answer; none where the answer is only a status. */
  answer?: ObjectName;
  /** Whether the answer says within how many seconds the second answer comes. */
  timed?: boolean;
  /** The second answer, POSTed later to the `response_url` of the call. */
  result?: ObjectName;
}

/** A path to a field of an object: names between slashes, `*` for each entry of a list. */
export type Path = string;

/**
 * A fact about an object by which a hub decides: contract, token and reference of its driver, times, energy, place,
 * Tariffs used.
 */
export type Fact =
  | 'contract'
  | 'uid'
  | 'reference'
  | 'begin'
  | 'end'
  | 'energy'
  | 'status'
  | 'method'
  | 'location'
  | 'evses'
  | 'tariffs';

/** A fact by which stores find objects of any owner. */
export type LookupFact = 'contract' | 'uid';

/**
 * One row of the module table. `sender` is the interface of the objects' owner, `receiver` the one that objects are
 * pushed to.
 */
export interface ModuleRow {
  owner: Role;
  /**
   * Whether the module is listed only on connections for which it is agreed, since 2.1.1 itself does not have it
   * (VER-07, CP-01).
   */
  custom?: boolean;
  object?: ObjectName;
  /** Fields that, together with the owner, identify an object. */
  key?: string[];
  /** Whether upper and lower case are the same in ids, as in those of CDRs (CDR-11). */
  keyIgnoresCase?: boolean;
  parts?: Part[];
  sender?: Interface;
  receiver?: Interface;
  /** The parties that may see an object: every agreed party, or only the provider of the driver. */
  audience?: 'agreed' | 'driver';
  /** OCPI status code of a 404 for an object of this module. */
  unknown?: number;
  /** Whether the hub writes the owner's `country_code` and `party_id` into the object (HUB-05). */
  marksOwner?: boolean;
  /** Whether the version defines the owner's `country_code` and `party_id` in the object. */
  namesOwner?: boolean;
  /** Nested objects into which the hub writes the owner's ids for partners that want that (HUB-06). */
  marksInside?: string[];
  /** Lists that a PATCH merges by the named field instead of replacing them (SES-08). */
  merges?: Record<string, string>;
  /** Lists to which a PATCH adds entries, instead of replacing them. */
  appends?: string[];
  /** The facts, beside the id, by which stores find objects of any owner. */
  lookups?: LookupFact[];
  /** The paths of the fields that contain the facts. */
  facts?: { [fact in Fact]?: Path };
  /** The field and value of an object's last state, which it never leaves (SES-16). */
  final?: FieldValue;
  /** Whether an object never changes once it is stored (CDR-09, CDR-10). */
  immutable?: boolean;
  /** The module with the counterpart of an object: CDRs for Sessions and Sessions for CDRs (ROUTE-40). */
  counterpart?: DriverModuleId;
  /**
   * The fields of an object that names a contract of its owner: the contract, and whether it is in force (ROUTE-57).
   */
  holds?: { contract: string; inForce: string };
  /** The module whose objects the objects of this module refer to by id. */
  names?: ObjectModuleId;
  /**
   * The module whose objects refer to objects of this module by id; readers of the former see the latter too where the
   * owner is uncertain (SYNC-18).
   */
  namedBy?: ObjectModuleId;
  calls?: Call[];
}

/** The row of a module that stores objects: its object, key, interfaces, audience and 404 code are always there. */
export type ObjectRow = ModuleRow &
  Required<Pick<ModuleRow, 'object' | 'key' | 'sender' | 'receiver' | 'audience' | 'unknown'>>;

/** The columns of a row that are equal in every version of OCPI: owner, key and audience of the objects. */
export type SameRow = Pick<
  ModuleRow,
  | 'owner'
  | 'object'
  | 'key'
  | 'keyIgnoresCase'
  | 'parts'
  | 'audience'
  | 'immutable'
  | 'final'
  | 'counterpart'
  | 'names'
  | 'namedBy'
  | 'unknown'
> & { holds?: Pick<Required<ModuleRow>['holds'], 'inForce'> };

/** The columns that are equal in every version, of a module that stores objects. */
export type SameObjectRow = SameRow & Required<Pick<ModuleRow, 'object' | 'key' | 'audience' | 'unknown'>>;

/** The columns that are equal in every version, of a module whose objects are for the driver's provider. */
export type SameDriverRow = SameObjectRow & Required<Pick<ModuleRow, 'counterpart'>>;

/** The interface that a URL belongs to: the operator's (`cpo`) or the provider's (`emsp`). */
export type Side = 'cpo' | 'emsp';

/** A URL that an interface offers below `/ocpi/{side}/{version}`. */
export interface Route {
  module: ModuleId;
  /** The URL is that of a list, of one object or a part of it, of a call, or of the second answer to a call. */
  kind: 'list' | 'object' | 'call' | 'result';
  /** `sender`: the interface of the objects' owner; `receiver`: the one they are pushed to. */
  end: 'sender' | 'receiver';
  methods: Method[];
  /** Path of the route in Express notation. */
  path: string;
  /** The calls that the route answers, by method. */
  calls?: Partial<Record<Method, Call>>;
}

/** A module endpoint as version details list it. */
export interface Endpoint {
  identifier: string;
  url: string;
}

/**
 * The name of an interface in OCPI 2.2 and later: SENDER for the owner of objects or the asking party, RECEIVER for the
 * other side.
 */
export type InterfaceRole = 'SENDER' | 'RECEIVER';

/** An endpoint of version details as it was received; some platforms of 2.1.1 add the interface role of OCPI 2.2. */
export type ListedEndpoint = Partial<Endpoint> & { role?: unknown };

/** An endpoint of the hub itself in version details, with its interface where the version names it. */
export interface OwnEndpoint extends Endpoint {
  role?: InterfaceRole;
}
