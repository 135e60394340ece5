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
  /**
   * The objects of a page that was read before, by the list of their changes as PostgreSQL writes it: to read 1,000 numbers and
   * look each of them up takes 6 % of the page's CPU time.
   */
  page(changes: string): readonly StoredObject[] | undefined;
  putPage(changes: string, objects: readonly StoredObject[]): void;
}

/** The most pages that are kept; they take no memory but for their lists, since one with an object that is dropped is dropped too. */
const mostPages = 64;

/** Makes a cache of the objects read last, with at most so many bytes. */
export function newObjectCache(maxBytes = 32 * 1_048_576): ObjectCache {
  // A Map iterates in the order of insertion.
  const objects = new Map<number, StoredObject>();
  const pages = new Map<string, readonly StoredObject[]>();
  let bytes = 0;
  const drop = (object: StoredObject) => {
    pages.clear();
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
    page: (changes) => pages.get(changes),
    putPage(changes, page) {
      // A page with an object that is too large for the cache, or was dropped while it was read, would keep it in memory.
      if (page.some(({ changed }) => !objects.has(changed))) return;
      pages.set(changes, page);
      if (pages.size > mostPages) pages.delete(pages.keys().next().value!);
    },
  };
}
