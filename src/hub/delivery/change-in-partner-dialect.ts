import { isAsStored, keyOf } from '../../ocpi/client/object-in-partner-dialect.ts';
import { restyled, type Styled } from '../../ocpi/client/request-body-in-style.ts';
import { idsAcross } from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import { versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import { isDrivers, objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, parsed, read } from '../../ocpi/editions/write-object-part.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { type Dialect, plainStyle } from '../../ocpi/words/partner-style-types.ts';
import { alikeIn, lastName } from '../market/object-names-across-versions.ts';
import type { Translations } from '../object-translation-types.ts';
import type { ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import type { Push } from '../push-types.ts';
import { kindOf } from './kind-of-push-body.ts';

/** The fields of an outgoing change that its translation into a dialect needs. */
interface Change {
  object: ObjectKey & Partial<StoredObject>;
  /** Id of the object as URLs name it. */
  id: string;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  path: string[];
  body: Buffer | undefined;
  reading?: Push['reading'];
  arrived?: Push['arrived'];
}

/**
 * Outgoing changes in the dialects of partners (their configured deviations from OCPI); each is translated once per
 * dialect.
 */
export interface Dialects {
  /**
   * A change in a dialect: where the dialect cannot express the changed part, the whole object without it. `undefined`
   * where only parts changed that the dialect withholds: that does not concern the partner (EXT-19).
   */
  told<C extends Change>(dialect: Dialect, push: C): Promise<C | undefined>;
  /**
   * The change in a dialect where that needs no look into the store, and `undefined` where it does; a promise while the
   * change is being translated for all readers of a version at once, after which it is at hand.
   */
  known<C extends Change>(dialect: Dialect, push: C): C | Promise<unknown> | undefined;
  /** Keeps for good what a reader of another version has confirmed of an object that never changes. */
  confirmed(dialect: Dialect, push: Pick<Push, 'object'>, taken: Buffer): Promise<void>;
}

/** The push of a change in a dialect; `undefined` where the change does not concern the partner. */
type Told = (Pick<Change, 'method' | 'path' | 'body'> & Partial<Change>) | undefined;

/** A change in the version of its readers, under way (`coming`) or, once that has ended well, at hand (`here`). */
interface Translation<C extends Change> {
  coming: Promise<C | undefined>;
  here?: { told: C | undefined };
}

/** The translations of one change, by version. */
type InVersions<C extends Change> = Map<SchemaVersion, Translation<C>>;

/**
 * Caches the translations of changes while they are being sent: into another version by the record of the change, since
 * what is looked up beside its bytes may be another one later; into a dialect of the same version by its original bytes.
 */
export function newDialects(store: Pick<Store, 'objects'>, translations: Translations): Dialects {
  const told = new WeakMap<Buffer, Map<string, Promise<Told>>>();
  const versions = new WeakMap<Change, InVersions<Change>>();
  /** The translation of a change, which is the same record for all readers of a version. */
  const shared = <C extends Change>(dialect: Dialect, push: C): Translation<C> => {
    const all = (versions.get(push) ?? new Map()) as InVersions<C>;
    const version = versionOf(dialect);
    const known = all.get(version);
    if (known) return known;
    const coming = translated(store, translations, dialect, push);
    const way = { coming };
    versions.set(push, all.set(version, way));
    coming.then(
      (found) => all.set(version, { coming, here: { told: found } }),
      () => all.delete(version),
    );
    return way;
  };
  return {
    known(dialect, push) {
      if (translations.isSame(push.object, dialect)) return isSameForAll(dialect, push) ? push : undefined;
      if (!isShared(push)) return undefined;
      const { coming, here } = shared(dialect, push);
      return here ? here.told : coming;
    },
    confirmed: (dialect, { object }, taken) => translations.confirmed(object, dialect, taken),
    async told(dialect, push) {
      const { body } = push;
      if (!translations.isSame(push.object, dialect)) {
        return isShared(push) ? shared(dialect, push).coming : translated(store, translations, dialect, push);
      }
      if (!body || isSameForAll(dialect, push)) return push;
      const known = told.get(body) ?? new Map<string, Promise<Told>>();
      told.set(body, known);
      const key = keyOf(dialect);
      const way = known.get(key) ?? inWords(store, dialect, push, body);
      known.set(key, way);
      way.catch(() => known.delete(key));
      const found = await way;
      return found && { ...push, ...found };
    },
  };
}

/**
 * A change for a reader of another version, in the newest state of the object unless the hub has altered it for that
 * reader: the part that changed, as it is in that version; for a PATCH the whole object, since a PATCH does not mean the
 * same in both; `states-confirmed-by-readers.ts` makes a PATCH of it again. `undefined`
 * where that version cannot express the object.
 */
async function translated<C extends Change>(
  store: Pick<Store, 'objects'>,
  translations: Translations,
  dialect: Dialect,
  push: C,
): Promise<C | undefined> {
  const { object: key, method, path, body } = push;
  if (method === 'DELETE') return { ...push, id: await lastName(store, key) };
  const stored = await store.objects.get(key);
  if (!stored) return undefined;
  // A part is sent in the newest state of the object, so a whole object is too: else an older state would follow.
  const isGiven = body !== undefined && path.length === 0 && method !== 'PATCH';
  const isOther = !body?.equals(key.bytes ?? stored.bytes) || key.recipient !== stored.recipient;
  const made =
    isGiven && isOther && !body.equals(stored.bytes)
      ? translations.once({ ...stored, bytes: body }, dialect)
      : translations.of(stored, dialect);
  const reading = (await made).object;
  if (!reading) return undefined;
  const row = objectRow(key.module);
  const whole = parsed(reading.bytes);
  const [, ...ids] = idsAcross(alikeIn(stored), row.object, [stored.lookups.id ?? stored.id, ...path]);
  const part = path.length === 0 ? undefined : read(row, whole, ids);
  const content = part
    ? { path: ids, body: Buffer.from(JSON.stringify(part)) }
    : { path: [], body: reading.bytes };
  const arrived = push.arrived ?? method;
  return {
    ...push,
    ...content,
    method: method === 'POST' ? 'POST' : 'PUT',
    arrived,
    reading: { whole: reading.bytes, content: whole, isComplete: !part },
    id: asText(whole[row.key.at(-1) ?? 'id']),
  };
}

/**
 * Tells whether a change is the same for all readers of a version: of an object that all parties with an agreement see,
 * but its deletion.
 */
function isShared({ object, body }: Change): boolean {
  return body !== undefined && !isDrivers(object.module);
}

/**
 * Tells whether a push is sent without translation: it is whole, and rewritten when it is sent, or the dialect takes it
 * as it is.
 */
function isSameForAll(dialect: Dialect, push: Change): boolean {
  return push.path.length === 0 || !push.body || isAsStored(dialect, kindOf(push));
}

async function inWords(
  store: Pick<Store, 'objects'>,
  dialect: Dialect,
  push: Change,
  body: Buffer,
): Promise<Told> {
  const { object, path, method } = push;
  const style = { ...plainStyle, ...dialect };
  if (restyled({ body, object: kindOf(push), method, owner: object.owner }, style).withheld) {
    const whole = await wholeOf(store, push);
    return whole && { method: whole.method, path: whole.path, body: whole.body };
  }
  const stored = await store.objects.get(object);
  const text = stored && restyled(asStored(stored), style).body;
  const whole = text && (JSON.parse(text.toString()) as Json);
  return !whole || read(objectRow(object.module), whole, path) ? { method, path, body } : undefined;
}

function asStored({ module, owner, bytes }: StoredObject): Styled {
  return { object: objectRow(module).object, owner, body: bytes, method: 'PUT' };
}

/** The present state of an object that a change names, as a PUT; `state` is the number of the change that left it so. */
export async function wholeOf<C extends Change>(
  store: Pick<Store, 'objects'>,
  push: C,
): Promise<(C & { state: number }) | undefined> {
  const object = await store.objects.get(push.object);
  return object && { ...push, state: object.changed, method: 'PUT', path: [], body: object.bytes };
}
