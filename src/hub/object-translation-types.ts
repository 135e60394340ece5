import type { Ledger } from '../ocpi/conversion/conversion-types.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import type { StoredObject } from './ports/object-store.ts';

/** A stored object as readers of another version of OCPI get it, with the record of all that the conversion loses. */
export interface Translated {
  /** The object in the reader's version; absent where it cannot be converted, so that the hub withholds it. */
  object: StoredObject | undefined;
  ledger: Ledger;
}

/** The version of OCPI that a reader speaks; absent: 2.1.1. */
export interface Reader {
  edition?: SchemaVersion | undefined;
}

/** Stored objects in the versions of their readers. */
export interface Translations {
  /** Tells whether an object goes to a reader in its own version, byte for byte. */
  isSame(object: Pick<StoredObject, 'edition'>, reader: Reader): boolean;
  /** The object for a reader of another version; converted once per state and version, and then cached. */
  of(object: StoredObject, reader: Reader): Promise<Translated>;
  /** The conversion of an object with other content than the stored one, without the cache. */
  once(object: StoredObject, reader: Reader): Promise<Translated>;
}
