import { convert, wayOf } from '../../ocpi/between/bridge.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/parts.ts';
import { noteOf } from '../../ocpi/editions/spoken-editions.ts';
import { isSameVersion, versionOf } from '../../ocpi/editions/tables.ts';
import type { Hub } from '../hub.ts';
import type { StoredObject } from '../ports/objects.ts';
import type { Reader, Translated, Translations } from '../translations.ts';
import { contextOf } from './context.ts';

/** Bytes of translated objects that are kept. */
const most = 64 * 1_048_576;

/** Memory of an entry beside its bytes. */
const overhead = 400;

/** Translates stored objects, and keeps the newest results. The number of the change is part of the key, so that none is stale. */
export function newTranslations(records: Pick<Hub, 'store' | 'now'>, maxBytes = most): Translations {
  const kept = new Map<string, Promise<Translated>>();
  const sizes = new Map<string, number>();
  let bytes = 0;
  const drop = (key: string) => {
    kept.delete(key);
    bytes -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  const weigh = (key: string, { object }: Translated) => {
    const size = (object?.bytes.length ?? 0) + overhead;
    sizes.set(key, size);
    bytes += size;
    for (const [oldest] of kept) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return {
    isSame: isSameVersion,
    once: (object, reader) => translated(records, object, reader),
    of(object, reader) {
      const key = `${object.module} ${object.owner} ${object.id} ${object.changed} ${versionOf(reader)}`;
      const known = kept.get(key);
      if (known) return known;
      const made = translated(records, object, reader);
      kept.set(key, made);
      made.then(
        (one) => weigh(key, one),
        () => kept.delete(key),
      );
      return made;
    },
  };
}

async function translated(
  records: Pick<Hub, 'store' | 'now'>,
  object: StoredObject,
  reader: Reader,
): Promise<Translated> {
  const way = wayOf(versionOf(object), versionOf(reader));
  if (way === undefined) return { object, ledger: { lost: [], invented: [], notes: [] } };
  const content = JSON.parse(object.bytes.toString()) as Json;
  const context = await contextOf(records, object);
  const { value, ledger } = convert(way, objectRow(object.module).object, content, context);
  if (!value) return { object: undefined, ledger };
  const bytes = Buffer.from(JSON.stringify(value));
  return { object: { ...unnoted(object), ...noteOf(reader), bytes }, ledger };
}

function unnoted({ edition: _, ...rest }: StoredObject): Omit<StoredObject, 'edition'> {
  return rest;
}
