import { isAsStored, keyOf } from '../../ocpi/client/dialect.ts';
import { restyled, type Styled } from '../../ocpi/client/restyle.ts';
import type { ObjectName } from '../../ocpi/editions/edition.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, read } from '../../ocpi/editions/parts.ts';
import { type Dialect, plainStyle } from '../../ocpi/words/style.ts';
import type { ObjectKey, StoredObject } from '../ports/objects.ts';
import type { Store } from '../ports/store.ts';

/** A change on its way out, as far as this is about it. */
interface Change {
  object: ObjectKey;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  path: string[];
  body: Buffer | undefined;
}

/**
 * What of a change a partner is told: a part that its dialect has no words for comes as the whole object without it, and a
 * change of a part that was withheld does not concern it (EXT-19). It is found out once for each change and dialect,
 * however many partners have that dialect.
 */
export async function toldInDialect<C extends Change>(
  store: Pick<Store, 'objects'>,
  dialect: Dialect,
  push: C,
): Promise<C | undefined> {
  const { body, path } = push;
  if (path.length === 0 || !body || isAsStored(dialect, nameOf(push))) return push;
  const known = said.get(body) ?? new Map<string, Promise<Said>>();
  said.set(body, known);
  const key = keyOf(dialect);
  const way = known.get(key) ?? find(store, dialect, push, body);
  known.set(key, way);
  way.catch(() => known.delete(key));
  const found = await way;
  return found && { ...push, ...found };
}

/** The push that tells of a change in a dialect; nothing where the change does not concern who speaks it. */
type Said = Pick<Change, 'method' | 'path' | 'body'> | undefined;

/** Pushes made for changes that are still on their way, by the bytes that came. */
const said = new WeakMap<Buffer, Map<string, Promise<Said>>>();

async function find(
  store: Pick<Store, 'objects'>,
  dialect: Dialect,
  push: Change,
  body: Buffer,
): Promise<Said> {
  const { object, path, method } = push;
  const style = { ...plainStyle, ...dialect };
  if (restyled({ body, object: nameOf(push), method, owner: object.owner }, style).withheld) {
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

/** The present state of an object that a change names, as a PUT. */
export async function wholeOf<C extends Change>(
  store: Pick<Store, 'objects'>,
  push: C,
): Promise<C | undefined> {
  const object = await store.objects.get(push.object);
  return object && { ...push, method: 'PUT', path: [], body: object.bytes };
}

/** The kind of a push's body: an object, or the part of it that is named. */
export function nameOf({ object, path }: Pick<Change, 'object' | 'path'>): ObjectName {
  const row = objectRow(object.module);
  return row.parts?.[path.length - 1]?.object ?? row.object;
}
