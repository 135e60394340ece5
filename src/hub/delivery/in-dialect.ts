import { isAsStored, keyOf } from '../../ocpi/client/dialect.ts';
import { restyled, type Styled } from '../../ocpi/client/restyle.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, read } from '../../ocpi/editions/parts.ts';
import { type Dialect, plainStyle } from '../../ocpi/words/style.ts';
import type { ObjectKey, StoredObject } from '../ports/objects.ts';
import type { Store } from '../ports/store.ts';
import { kindOf } from './body-kind.ts';

/** The fields of an outgoing change that its translation needs. */
interface Change {
  object: ObjectKey;
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  path: string[];
  body: Buffer | undefined;
}

/** Changes in the dialects of partners; each is translated once per dialect. */
export interface Dialects {
  /**
   * A change in a dialect: a part that the dialect has no words for comes as the whole object without it. Nothing where a part
   * changed that was withheld: that does not concern the partner (EXT-19).
   */
  told<C extends Change>(dialect: Dialect, push: C): Promise<C | undefined>;
  /** The same where it is known without a look into the store; nothing where it is not. */
  known<C extends Change>(dialect: Dialect, push: C): C | undefined;
}

/** The push that tells of a change in a dialect; nothing where the change does not concern the partner. */
type Told = Pick<Change, 'method' | 'path' | 'body'> | undefined;

/** Caches the translations of changes while they are being sent, keyed by their original bytes. */
export function newDialects(store: Pick<Store, 'objects'>): Dialects {
  const told = new WeakMap<Buffer, Map<string, Promise<Told>>>();
  return {
    known: (dialect, push) => (isSameForAll(dialect, push) ? push : undefined),
    async told(dialect, push) {
      const { body } = push;
      if (!body || isSameForAll(dialect, push)) return push;
      const known = told.get(body) ?? new Map<string, Promise<Told>>();
      told.set(body, known);
      const key = keyOf(dialect);
      const way = known.get(key) ?? find(store, dialect, push, body);
      known.set(key, way);
      way.catch(() => known.delete(key));
      const found = await way;
      return found && { ...push, ...found };
    },
  };
}

/** Whether a push is not translated as such: it is whole, and restyled when it is sent, or the dialect takes it as it is. */
function isSameForAll(dialect: Dialect, push: Change): boolean {
  return push.path.length === 0 || !push.body || isAsStored(dialect, kindOf(push));
}

async function find(
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

/** The present state of an object that a change names, as a PUT. */
export async function wholeOf<C extends Change>(
  store: Pick<Store, 'objects'>,
  push: C,
): Promise<C | undefined> {
  const object = await store.objects.get(push.object);
  return object && { ...push, method: 'PUT', path: [], body: object.bytes };
}
