import type { Context } from '../../ocpi/conversion/conversion-types.ts';
import { convert, wayOf } from '../../ocpi/conversion/convert-object.ts';
import { isSameVersion, versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { noteOf } from '../../ocpi/editions/supported-versions.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Reader, Translated, Translations } from '../object-translation-types.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { contextOf } from './conversion-context.ts';

/** Most bytes of translated objects in the cache. */
const most = 64 * 1_048_576;

/** Bytes of memory that an entry of the cache takes besides its content. */
const overhead = 400;

/**
 * Translates stored objects to other versions of OCPI, and caches the newest results. The number of the change and all
 * facts that were looked up beside the object are part of the key, so that no entry is stale: a Token may come after
 * the Session that it started.
 */
export function newTranslations(records: Pick<Hub, 'store' | 'now'>, maxBytes = most): Translations {
  const kept = new Map<string, { made: Translated; size: number }>();
  let bytes = 0;
  const keep = (key: string, made: Translated) => {
    const size = (made.object?.bytes.length ?? 0) + overhead;
    kept.set(key, { made, size });
    bytes += size;
    for (const [oldest, { size: freed }] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= freed;
    }
  };
  return {
    isSame: isSameVersion,
    once: async (object, reader) => translated(object, reader, await contextOf(records, object)),
    async of(object, reader) {
      const context = await contextOf(records, object);
      const state = `${object.module} ${object.owner} ${object.id} ${object.changed}`;
      const key = `${state} ${versionOf(reader)} ${JSON.stringify(context)}`;
      const known = kept.get(key);
      if (known) return known.made;
      const made = translated(object, reader, context);
      keep(key, made);
      return made;
    },
  };
}

function translated(object: StoredObject, reader: Reader, context: Context): Translated {
  const way = wayOf(versionOf(object), versionOf(reader));
  if (way === undefined) return { object, ledger: { lost: [], invented: [], notes: [] } };
  const content = parsed(object.bytes);
  const { value, ledger } = convert(way, objectRow(object.module).object, content, context);
  if (!value) return { object: undefined, ledger };
  const bytes = Buffer.from(JSON.stringify(value));
  return { object: { ...unnoted(object), ...noteOf(reader), bytes }, ledger };
}

function unnoted({ edition: _, ...rest }: StoredObject): Omit<StoredObject, 'edition'> {
  return rest;
}
