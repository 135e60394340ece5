import { createHash } from 'node:crypto';

/**
 * Where pages of lists begin: readers ask for an offset, and the database would count its way to it. Whoever walks
 * through a list asks next for where the last page ended, and the object there leads to it in one step.
 */
export interface Anchors {
  /** The creation number after which this offset begins, if known and if the list has not been reshaped since. */
  find(list: string, offset: number, reshaped: number): number | undefined;
  /** Remembers that an offset begins after this creation number. */
  keep(list: string, offset: number, reshaped: number, created: number): void;
}

/** As many anchors at most, those used last. */
export function newAnchors(size = 20_000): Anchors {
  // A Map iterates in the order of insertion: the first is the one not used for longest.
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

/** A short name for a list: a module and what is seen of it. */
export function listName(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
