import type { Context, Ledger } from '../../ocpi/conversion/conversion-types.ts';
import { convert, wayOf } from '../../ocpi/conversion/convert-object.ts';
import { isSameVersion, versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { noteOf } from '../../ocpi/editions/supported-versions.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Given, Reader, Translated, Translations } from '../object-translation-types.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { contextOf } from './conversion-context.ts';

/** Most bytes of translated objects in the cache. */
const most = 64 * 1_048_576;

/** Bytes of memory that an entry of the cache takes besides its content. */
const overhead = 400;

/** Time for which the hub keeps how a bill was given to its reader: 800 days, in milliseconds. */
const memory = 800 * 24 * 3600 * 1000;

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
  const of: Translations['of'] = async (object, reader) => {
    const state = keyOf(object, reader);
    const final = isFinal(object) ? await firstGiven(state, object, reader) : undefined;
    if (final) return final;
    const context = await contextOf(records, object);
    const key = `${state} ${JSON.stringify(context)}`;
    const known = kept.get(key);
    if (known) return known.made;
    const made = translated(object, reader, context);
    keep(key, made);
    return made;
  };
  /** An object that never changes as a reader of this version was given it first. */
  const firstGiven = async (state: string, object: StoredObject, reader: Reader) => {
    const known = kept.get(state);
    if (known) return known.made;
    const first = await records.store.notes.get<FirstGiven>('given', state);
    if (!first) return undefined;
    const made = { object: inVersion(object, reader, Buffer.from(first.text)), ledger: first.ledger };
    keep(state, made);
    return made;
  };
  const keepFirst = (state: string, taken: Buffer, { ledger }: Translated) => {
    const first: FirstGiven = { text: taken.toString(), ledger };
    return records.store.notes.keep('given', state, first, records.now() + memory);
  };
  return {
    isSame: isSameVersion,
    once: async (object, reader) => translated(object, reader, await contextOf(records, object)),
    of,
    async given(object, reader) {
      const made = await of(object, reader);
      const state = keyOf(object, reader);
      if (!made.object || !isFinal(object) || kept.has(state)) return made;
      await keepFirst(state, made.object.bytes, made);
      return (await firstGiven(state, object, reader)) ?? made;
    },
    async confirmed(given, reader, taken) {
      if (!isFinal(given)) return;
      const object = await records.store.objects.get(given);
      if (object?.changed !== given.changed || isSameVersion(object, reader)) return;
      await keepFirst(keyOf(given, reader), taken, await of(object, reader));
    },
  };
}

/** An object that never changes as readers of a version were given it first, with what that cost. */
interface FirstGiven {
  text: string;
  ledger: Ledger;
}

/** Tells whether an object never changes once a reader has it, as a bill does (CDR-10). */
function isFinal({ module }: Pick<StoredObject, 'module'>): boolean {
  return objectRow(module).immutable === true;
}

function keyOf({ module, owner, id, changed }: Given, reader: Reader): string {
  return `${module} ${owner} ${id} ${changed} ${versionOf(reader)}`;
}

function inVersion(object: StoredObject, reader: Reader, bytes: Buffer): StoredObject {
  return { ...unnoted(object), ...noteOf(reader), bytes };
}

function translated(object: StoredObject, reader: Reader, context: Context): Translated {
  const way = wayOf(versionOf(object), versionOf(reader));
  if (way === undefined) return { object, ledger: { lost: [], invented: [], notes: [] } };
  const content = parsed(object.bytes);
  const { value, ledger } = convert(way, objectRow(object.module).object, content, context);
  if (!value) return { object: undefined, ledger };
  const bytes = Buffer.from(JSON.stringify(value));
  return { object: inVersion(object, reader, bytes), ledger };
}

function unnoted({ edition: _, ...rest }: StoredObject): Omit<StoredObject, 'edition'> {
  return rest;
}
