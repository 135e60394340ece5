import type { StoredObject } from '../../hub/ports/object-store.ts';

/** Bytes of memory that the cache takes for an object besides its content. */
const overhead = 1_000;

/**
 * A cache of objects by the number of their change: a number that comes from PostgreSQL leads to the right object,
 * whatever another process has changed since.
 */
export interface ObjectCache {
  get(changed: number): StoredObject | undefined;
  put(object: StoredObject): void;
}

/** Makes a cache of the objects read last, with at most so many bytes. */
export function newObjectCache(maxBytes = 32 * 1_048_576): ObjectCache {
  // A Map iterates in the order of insertion.
  const objects = new Map<number, StoredObject>();
  let bytes = 0;
  const drop = (object: StoredObject) => {
    objects.delete(object.changed);
    bytes -= object.bytes.length + overhead;
  };
  return {
    get: (changed) => objects.get(changed),
    put(object) {
      const known = objects.get(object.changed);
      if (known) drop(known);
      objects.set(object.changed, object);
      bytes += object.bytes.length + overhead;
      for (const oldest of objects.values()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
