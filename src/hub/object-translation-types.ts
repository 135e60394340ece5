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

/** One state of a stored object, by the number of its change. */
export type Given = Pick<StoredObject, 'module' | 'owner' | 'id' | 'changed'>;

/** Stored objects in the versions of their readers. */
export interface Translations {
  /** Tells whether an object goes to a reader in its own version, byte for byte. */
  isSame(object: Pick<StoredObject, 'edition'>, reader: Reader): boolean;
  /** The object for a reader of another version; converted once per state and version, and then cached. */
  of(object: StoredObject, reader: Reader): Promise<Translated>;
  /** As `of`, for a reader that gets the object now: one that never changes stays for good as it was given first. */
  given(object: StoredObject, reader: Reader): Promise<Translated>;
  /** Keeps for good the bytes in which a reader has confirmed an object; nothing where the object may still change. */
  confirmed(object: Given, reader: Reader, taken: Buffer): Promise<void>;
  /** The conversion of an object with other content than the stored one, without the cache. */
  once(object: StoredObject, reader: Reader): Promise<Translated>;
}
