import type { Checks } from '../schemas/validator-types.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Finding } from '../words/finding-type.ts';
import type { Party, Role } from '../words/party-id.ts';
import type {
  Endpoint,
  Json,
  ListedEndpoint,
  ModuleId,
  ModuleRow,
  ObjectModuleId,
  ObjectRow,
  OwnEndpoint,
  Route,
  Side,
} from './basic-ocpi-types.ts';
import type { Facts } from './facts-of-object.ts';

/** A party that Credentials name. */
export interface Introduced {
  party: Party;
  /** The party's role, where the version names it. */
  role?: string;
  /** The party's `business_details`. */
  business: Json;
  /** JSON Pointer to the party in the Credentials. */
  at: string;
}

/** Writes and reads Credentials in the form of one version. */
export interface CredentialsForm {
  /**
   * Writes Credentials of a platform with one party; in a version that names its role, `HUB` unless another is given.
   */
  ours(given: { token: string; url: string; party: Party; name: string; role?: Role }): Json;
  /** The parties that Credentials name, in their order. */
  parties(credentials: Json): Introduced[];
  /** JSON Pointer to the party or the parties, for findings about them. */
  partyAt: string;
  /** Findings about Credentials that have the form of another version. */
  otherForm(credentials: Json): Finding[];
}

/**
 * One version of OCPI as a record: its module table, all that follows from it, and the checks of its schemas. Code that
 * depends on the version asks this record.
 */
export interface Edition extends Checks {
  version: SchemaVersion;
  /** The roles of partners with which a hub speaks this version. */
  partners: readonly Role[];
  /** The identifier of the endpoint that lists the parties behind a hub; none in 2.1.1. */
  directory?: string;
  /**
   * Whether a write to an unknown object is refused with HTTP 200, since HTTP errors are for addresses that do not
   * exist.
   */
  refusesWritesPlainly?: boolean;
  /** The module table of this version of OCPI. */
  rows: Record<ModuleId, ModuleRow>;
  /** The row of a module that stores objects. */
  objectRow(module: ObjectModuleId): ObjectRow;
  /** All routes of one interface in this version. */
  routes(side: Side): Route[];
  /** Selects the endpoint of a module that belongs to a partner of its role, among those that the partner lists. */
  endpoint(listed: (ListedEndpoint | null)[], identifier: string, role?: Role): ListedEndpoint | undefined;
  /**
   * Tells whether all endpoints that a partner lists look like those of the other role, by their names alone, which may
   * have other reasons.
   */
  looksLikeOther(listed: (ListedEndpoint | null)[], role: Role): boolean;
  /** An endpoint of the hub itself as version details list it. */
  listed(endpoint: Endpoint, side: Side): OwnEndpoint;
  /** The owner of the object that a request is about, where its URL tells it. */
  owner(params: Record<string, string>): Party | undefined;
  credentials: CredentialsForm;
  /** The coding of a token behind the word `Token` in the header `Authorization`. */
  token: {
    write(token: string): string;
    /** The tokens that a received word may stand for, the likeliest first. */
    read(word: string): string[];
  };
  /** The facts of an object by which the hub decides, read from the fields of this version. */
  facts(module: ObjectModuleId, object: Json): Facts;
}
