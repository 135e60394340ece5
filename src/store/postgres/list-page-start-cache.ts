import { createHash } from 'node:crypto';

/**
 * A cache of the creation numbers at which pages of lists begin: readers ask for an offset, and PostgreSQL would have
 * to count its way to it. A reader that walks through a list asks next for the offset at which the last page ended, and
 * the anchor there leads to it in one step.
 */
export interface Anchors {
  /**
   * The creation number after which an offset begins, if the cache has it and the list has not changed other than at
   * its end.
   */
  find(list: string, offset: number, reshaped: number): number | undefined;
  /** Caches the creation number after which an offset of a list begins. */
  keep(list: string, offset: number, reshaped: number, created: number): void;
}

/** Makes an empty cache of at most so many anchors, which keeps those used last. */
export function newAnchors(size = 20_000): Anchors {
  // A Map iterates in the order of insertion, so the first anchor is the least recently used.
  const anchors = new Map<string, { reshaped: number; created: number }>();

  function keep(list: string, offset: number, reshaped: number, created: number): void {
    const name = `${list} ${offset}`;
    anchors.delete(name);
    anchors.set(name, { reshaped, created });
    if (anchors.size > size) anchors.delete(anchors.keys().next().value!);
  }

  function find(list: string, offset: number, reshaped: number): number | undefined {
    const anchor = anchors.get(`${list} ${offset}`);
    if (anchor?.reshaped !== reshaped) return undefined;
    keep(list, offset, reshaped, anchor.created);
    return anchor.created;
  }

  return { find, keep };
}

/** A short key for a list: a hash of its module and of the visible owners. */
export function listName(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
