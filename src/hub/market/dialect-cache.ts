import { inDialect, isAsStored, keyOf } from '../../ocpi/client/object-in-partner-dialect.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { leftOut } from '../../ocpi/schemas/replace-nonstandard-parts.ts';
import type { Dialect } from '../../ocpi/words/partner-style-types.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { type DialectCache } from '../push-types.ts';

/** Bytes of memory that a cache entry takes besides its content. */
const overhead = 200;

/**
 * Translates stored objects into the dialects of partners (their configured deviations from OCPI) and caches the newest
 * results, up to a number of bytes, so that a partner with a dialect costs no more than another (EXT-19). The number of
 * the change is part of the key, so that no entry is ever stale.
 */
export function newDialectCache(maxBytes = 64 * 1_048_576): DialectCache {
  const kept = new Map<string, Buffer>();
  const ofTranslations = new WeakMap<Buffer, Map<string, Buffer>>();
  let bytes = 0;
  const keep = (key: string, form: Buffer) => {
    kept.set(key, form);
    bytes += form.length + overhead;
    for (const [oldest, { length }] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= length + overhead;
    }
    return form;
  };
  return {
    of(object, dialect) {
      if (isAsStored(dialect, objectRow(object.module).object)) return object.bytes;
      const key = `${object.changed} ${keyOf(dialect)}`;
      return kept.get(key) ?? keep(key, formOf(object, dialect));
    },
    ofTranslated(object, dialect) {
      if (isAsStored(dialect, objectRow(object.module).object)) return object.bytes;
      const forms = ofTranslations.get(object.bytes) ?? new Map<string, Buffer>();
      ofTranslations.set(object.bytes, forms);
      const form = forms.get(keyOf(dialect)) ?? formOf(object, dialect);
      forms.set(keyOf(dialect), form);
      return form;
    },
  };
}

/** Translates a whole object into a dialect; every dialect can express one, and withholds parts only. */
function formOf({ module, owner, bytes }: StoredObject, dialect: Dialect): Buffer {
  const { object } = objectRow(module);
  const { value } = inDialect(JSON.parse(bytes.toString()), { object, owner }, dialect);
  return value === leftOut ? bytes : Buffer.from(JSON.stringify(value));
}
