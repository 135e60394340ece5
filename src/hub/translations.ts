import type { Ledger } from '../ocpi/between/ledger.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';
import type { StoredObject } from './ports/objects.ts';

/** A stored object as readers of another version of OCPI get it, with the ledger of what that costs. */
export interface Translated {
  /** The object in the reader's version; absent where it is held. */
  object: StoredObject | undefined;
  ledger: Ledger;
}

/** The version that a reader speaks; absent: 2.1.1. */
export interface Reader {
  edition?: SchemaVersion | undefined;
}

/** Stored objects in the versions of their readers. */
export interface Translations {
  /** Whether an object goes to a reader in its own version, byte for byte. */
  isSame(object: Pick<StoredObject, 'edition'>, reader: Reader): boolean;
  /** An object for a reader of another version; made once per state and version, and kept for a while. */
  of(object: StoredObject, reader: Reader): Promise<Translated>;
  /** The same for an object with other content than the stored one, which is not kept. */
  once(object: StoredObject, reader: Reader): Promise<Translated>;
}
