import type { Checks } from '../schemas/check-types.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Finding } from '../words/finding.ts';
import type { Party, Role } from '../words/party.ts';
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
} from './edition.ts';
import type { Facts } from './facts.ts';

/** A party as Credentials introduce it. */
export interface Introduced {
  party: Party;
  /** Its role, where the edition says it. */
  role?: string;
  /** Its `business_details`. */
  business: Json;
  /** JSON pointer to the place in the Credentials where it stands. */
  at: string;
}

/** The way in which an edition writes and reads Credentials. */
export interface CredentialsForm {
  /** Credentials of a platform with one party; where they name its role, that of a hub unless another is given. */
  ours(given: { token: string; url: string; party: Party; name: string; role?: Role }): Json;
  /** The parties that Credentials introduce, in their order. */
  parties(credentials: Json): Introduced[];
  /** JSON pointer to the party or the parties, for findings about them. */
  partyAt: string;
  /** Findings about Credentials in the form of another version. */
  otherForm(credentials: Json): Finding[];
}

/** One version of OCPI as a record: its table, what follows from it, and the checks of its schemas. Everything that depends on a version is asked of it. */
export interface Edition extends Checks {
  version: SchemaVersion;
  /** The roles of partners with which a hub speaks it. */
  partners: readonly Role[];
  /** The identifier of the endpoint that lists the parties behind a hub; none in 2.1.1. */
  directory?: string;
  /** Whether a write to something unknown is refused with HTTP 200: HTTP errors are for addresses that do not exist. */
  refusesWritesPlainly?: boolean;
  /** The module table. */
  rows: Record<ModuleId, ModuleRow>;
  /** The row of a module that stores objects. */
  objectRow(module: ObjectModuleId): ObjectRow;
  /** All routes of one interface. */
  routes(side: Side): Route[];
  /** Selects, among the endpoints that a partner lists, the one that a partner in its role has of a module. */
  endpoint(listed: (ListedEndpoint | null)[], identifier: string, role?: Role): ListedEndpoint | undefined;
  /** Tells whether every endpoint that a partner lists looks like the other role's, by its name alone; the names may have other reasons. */
  looksLikeOther(listed: (ListedEndpoint | null)[], role: Role): boolean;
  /** An endpoint of one's own as version details list it. */
  listed(endpoint: Endpoint, side: Side): OwnEndpoint;
  /** The party whose object a request is about, where its URL says so. */
  owner(params: Record<string, string>): Party | undefined;
  credentials: CredentialsForm;
  /** The word behind `Token` in the header `Authorization`. */
  token: {
    write(token: string): string;
    /** All that a word received may stand for, the likeliest first. */
    read(word: string): string[];
  };
  /** All that is decided by in an object, wherever the edition has it. */
  facts(module: ObjectModuleId, object: Json): Facts;
}
