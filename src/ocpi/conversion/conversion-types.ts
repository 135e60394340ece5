import type { Json } from '../editions/basic-ocpi-types.ts';
import type { Party } from '../words/party-id.ts';

/**
 * The list of parts that a conversion could not carry over, by JSON Pointer: `lost` in the owner's object, `invented`
 * in the reader's.
 */
export interface Ledger {
  lost: string[];
  invented: string[];
  /** Remarks on what a reader may misunderstand in a converted object, as sentences for people. */
  notes: string[];
  /** The reason why the hub withholds the object from readers of that version. */
  held?: string;
}

/** The driver's Token, as far as the hub knows it, for an object that names the contract alone. */
export interface Driver {
  /** Party of the provider that the driver has a contract with. */
  party: Party;
  contract: string;
  uid?: string | undefined;
  type?: string | undefined;
  /** Reference that the provider gave for this authorisation. */
  reference?: string | undefined;
  /** Number of Tokens of the contract, where the hub chose one of several. */
  chosenOf?: number | undefined;
}

/**
 * An object or part whose id differs from another's in case alone, so that readers who ignore case know it by another
 * id: its kind and the owner's ids that lead to it.
 */
export type Alike = readonly [kind: string, ...ids: string[]];

/** Facts that the reader's version requires and the object alone does not give. */
export interface Context {
  /** Party that owns the object to be converted. */
  owner: Party;
  /** The driver of a Session or CDR. */
  driver?: Driver | undefined;
  /** Id of the Session that a CDR bills. */
  session?: string | undefined;
  /** The Location of a Session or CDR, in the reader's version. */
  location?: Json | undefined;
  /** The Token that an authorisation is about, in the reader's version. */
  token?: Json | undefined;
  /** The Location and EVSEs that a question named, in the version of the asking party. */
  asked?: Json | undefined;
  /** Name of the party that gives an answer. */
  name?: string | undefined;
  /** The time of the conversion, ISO 8601. */
  now?: string | undefined;
  /** Seconds within which the result of a command comes. */
  deadline?: number | undefined;
  /** The number or text of a reservation in the reader's version. */
  reservation?: number | string | undefined;
  /** Tax on the owner's prices in percent; `none` where no tax applies, absent where nobody has told. */
  tax?: number | 'none' | undefined;
  /** Time zone of the owner's Locations that have none and are in a country with several. */
  zone?: string | undefined;
  /** Those objects and parts, of all that the object is or refers to, whose ids differ from others in case alone. */
  alike?: readonly Alike[] | undefined;
}

/** An object in the reader's version with its ledger; without a value where the hub withholds the object. */
export interface Converted {
  value: Json | undefined;
  ledger: Ledger;
}
