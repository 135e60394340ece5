import type { ObjectName } from '../types/names.generated.ts';
import type { Role } from '../words/party.ts';

// The types of which an edition of OCPI is made: its objects, the rows of its module table, its routes and endpoints.

/** The business details in Credentials, whose fields are the same in every version. */
export type { BusinessDetails } from '../types/2.1.1.generated.ts';
export type { ObjectName } from '../types/names.generated.ts';

/** A JSON object whose fields matter only where a decision needs them. */
export type Json = Record<string, unknown>;

/** An HTTP method that OCPI uses. */
export type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** Identifier of a functional module, as in version details. */
export type ModuleId = ObjectModuleId | 'commands' | 'chargingprofiles';

/** A module whose objects the hub stores. */
export type ObjectModuleId = 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens';

/** A module whose objects are for the provider of the driver that they tell of. */
export type DriverModuleId = 'sessions' | 'cdrs';

/** A field with the value that marks a state. */
export interface FieldValue {
  field: string;
  value: string;
}

/** One level below the object: an EVSE of a Location, a Connector of an EVSE. */
export interface Part {
  object: ObjectName;
  /** Property of the parent that holds the parts. */
  list: string;
  /** Property that tells the parts of one parent apart. */
  key: string;
  /** The field and value that mark a part as removed: OCPI has no deletion of parts (LOC-09). */
  removed?: FieldValue;
}

/** The methods one side of a module offers at its endpoint (`list`) and below it (`object`); others get 405 (TRANS-21). */
export interface Interface {
  list: Method[];
  object: Method[];
  /** Query parameters a list GET must have. */
  required?: string[];
}

/** A question to the other party that it must answer itself: authorisation, command, charging profile. */
export interface Call {
  /** The interface that takes the call: the object owner's (`sender`) or the other side's (`receiver`). */
  to: 'sender' | 'receiver';
  method: Method;
  /** Path below the endpoint, in Express notation. */
  path: string;
  /** The object of the call, which determines the party that must answer: its token, location or session. */
  about: 'token' | 'location' | 'session' | 'reservation';
  body?: ObjectName;
  bodyOptional?: boolean;
  /** Required query parameters. */
  query?: string[];
  /** The data of the answer; none where the answer is only a status. */
  answer?: ObjectName;
  /** The answer says within how many seconds the second one comes. */
  timed?: boolean;
  /** The second answer, POSTed later to the `response_url` of the call. */
  result?: ObjectName;
}

/** A field of an object: names between slashes, `*` for each entry of a list. */
export type Path = string;

/** A fact of an object that a hub's decisions need: contract, token and reference of its driver, times, energy, place, named Tariffs. */
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

/** A fact by which objects are found across owners. */
export type LookupFact = 'contract' | 'uid';

/** One row of the table. `sender` is the owner's interface, `receiver` the one objects are pushed to. */
export interface ModuleRow {
  owner: Role;
  /** Listed only on connections where it is agreed: it is not in 2.1.1 itself (VER-07, CP-01). */
  custom?: boolean;
  object?: ObjectName;
  /** Fields that, with the owner, make the key of an object. */
  key?: string[];
  /** CDR ids compare without regard to case (CDR-11). */
  keyIgnoresCase?: boolean;
  parts?: Part[];
  sender?: Interface;
  receiver?: Interface;
  /** The parties that may see an object: every agreed party, or only the provider of the driver. */
  audience?: 'agreed' | 'driver';
  /** OCPI status code of a 404 for an object of this module. */
  unknown?: number;
  /** The hub writes the owner's `country_code` and `party_id` into the object (HUB-05). */
  marksOwner?: boolean;
  /** The object has its owner's `country_code` and `party_id` itself. */
  namesOwner?: boolean;
  /** Objects inside the object into which the hub writes them for partners that want that (HUB-06). */
  marksInside?: string[];
  /** Lists that a PATCH merges by the named field instead of replacing them (SES-08). */
  merges?: Record<string, string>;
  /** Lists to which a PATCH adds, instead of replacing them. */
  appends?: string[];
  /** The facts, beside the id, by which objects are found across owners. */
  lookups?: LookupFact[];
  /** The fields that hold the facts. */
  facts?: { [fact in Fact]?: Path };
  /** The last state of an object that is sent while it happens; it never leaves this state (SES-16). */
  final?: FieldValue;
  /** An object never changes once it is stored (CDR-09, CDR-10). */
  immutable?: boolean;
  /** The module with the counterpart of an object: CDRs for Sessions and Sessions for CDRs (ROUTE-40). */
  counterpart?: DriverModuleId;
  /** An object says that its owner holds a driver's contract: the field that names it, and the one that says whether it is in force (ROUTE-57). */
  holds?: { contract: string; inForce: string };
  /** The module whose objects the objects of this module refer to by id. */
  names?: ObjectModuleId;
  /** The module whose objects refer to these by id; their readers see these too where the owner is uncertain (SYNC-18). */
  namedBy?: ObjectModuleId;
  calls?: Call[];
}

/** The row of a module that stores objects, with all that such a row has. */
export type ObjectRow = ModuleRow &
  Required<Pick<ModuleRow, 'object' | 'key' | 'sender' | 'receiver' | 'audience' | 'unknown'>>;

/** The columns of a row that agree in every edition: owner, key and audience of the objects. */
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

/** These columns of a module that stores objects. */
export type SameObjectRow = SameRow & Required<Pick<ModuleRow, 'object' | 'key' | 'audience' | 'unknown'>>;

/** These columns of a module whose objects are for the driver's provider. */
export type SameDriverRow = SameObjectRow & Required<Pick<ModuleRow, 'counterpart'>>;

/** The interface that a URL belongs to: the operator's (`cpo`) or the provider's (`emsp`). */
export type Side = 'cpo' | 'emsp';

/** One row of URLs below `/ocpi/{side}/{version}`. */
export interface Route {
  module: ModuleId;
  /** A list, one object or a part of it, a call, or the second answer to one. */
  kind: 'list' | 'object' | 'call' | 'result';
  /** `sender`: the interface of the objects' owner; `receiver`: the one they are pushed to. */
  end: 'sender' | 'receiver';
  methods: Method[];
  /** Path in Express notation. */
  path: string;
  /** The calls at this path, by method. */
  calls?: Partial<Record<Method, Call>>;
}

/** A module endpoint as version details list it. */
export interface Endpoint {
  identifier: string;
  url: string;
}

/** The name of an interface in OCPI 2.2 and later: the owner's of objects and whoever asks, or the one they go to. */
export type InterfaceRole = 'SENDER' | 'RECEIVER';

/** An endpoint of version details as it was received; some platforms of 2.1.1 add the interface role of OCPI 2.2. */
export type ListedEndpoint = Partial<Endpoint> & { role?: unknown };

/** A module endpoint of one's own in version details, with its interface where the version names it. */
export interface OwnEndpoint extends Endpoint {
  role?: InterfaceRole;
}
