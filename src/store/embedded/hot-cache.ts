import type { StoredObject } from '../../hub/ports.ts';
import { nameKey } from './keys.ts';

/** The objects used last, up to a number of bytes. */
export interface HotCache {
  get(created: number): StoredObject | undefined;
  named(nameKey: string): StoredObject | undefined;
  put(object: StoredObject): void;
  drop(created: number): void;
}

/** What an object costs beside its content: two map entries, the record, its strings. */
const overhead = 1_000;

/** A cache that holds no more than this many bytes. */
export function hotCache(maxBytes: number): HotCache {
  // A Map iterates in the order of insertion: the first is the one not used for longest.
  const objects = new Map<number, StoredObject>();
  const names = new Map<string, number>();
  let bytes = 0;

  function get(created: number): StoredObject | undefined {
    const object = objects.get(created);
    if (!object) return undefined;
    objects.delete(created);
    objects.set(created, object);
    return object;
  }

  function named(name: string): StoredObject | undefined {
    const created = names.get(name);
    return created === undefined ? undefined : get(created);
  }

  function put(object: StoredObject): void {
    drop(object.created);
    objects.set(object.created, object);
    names.set(nameKey(object), object.created);
    bytes += object.bytes.length + overhead;
    while (bytes > maxBytes) drop(objects.keys().next().value!);
  }

  function drop(created: number): void {
    const object = objects.get(created);
    if (!object) return;
    objects.delete(created);
    names.delete(nameKey(object));
    bytes -= object.bytes.length + overhead;
  }

  return { get, named, put, drop };
}
