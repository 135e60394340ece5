import type { Party } from '../../ocpi/words/party-id.ts';
import type { StoredObject } from '../ports/object-store.ts';

/** The provider and the operator that a question is between. */
export interface Pair {
  emsp: Party;
  cpo: Party;
}

/** The fields of a question that name the object it is about. */
export interface Subject {
  location_id?: string;
  evse_uid?: string;
  connector_id?: string;
  session_id?: string;
  token?: AskedToken | undefined;
}

/** The Token of a driver in a question: its facts in any version of OCPI, and JSON pointers to them below the Token. */
export interface AskedToken {
  type: string;
  uid: string;
  contract: string;
  at: Record<'contract' | 'uid', string>;
}

/** The stored objects of all owners that a question names. */
export interface NamedObjects {
  /** Locations that their owners still list. */
  locations(): Promise<StoredObject[]>;
  sessions(): Promise<StoredObject[]>;
  /** Tokens with the uid of the question's Token. */
  tokens(): Promise<StoredObject[]>;
}
