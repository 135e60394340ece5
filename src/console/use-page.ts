import { useState } from 'preact/hooks';
import { askPage, type ServedPage } from './ask.ts';
import { type Asked, useLoaded } from './use-ask.ts';

/** A page of a list that the hub serves, with the way to the next one. */
export interface PageOf<T> extends Asked<ServedPage<T>> {
  rows: T[] | undefined;
  /** How many entries there are on all pages; `undefined` where the hub does not count them. */
  total: number | undefined;
  /** Turns to the next page, and to the first; `undefined` where there is none. */
  next: (() => void) | undefined;
  first: (() => void) | undefined;
}

/** Number of entries of one page: more than a screen holds, and few enough to be drawn at once. */
const pageSize = 50;

/**
 * Loads a list page by page, beginning with the first, and loads the present page again every so many milliseconds.
 * Another path begins anew. A path of `null` loads nothing.
 */
export function usePage<T>(path: string | null, every = 0, size = pageSize): PageOf<T> {
  const begin = path === null ? null : withLimit(path, size);
  const [turned, setTurned] = useState<{ begin: string | null; to: string }>();
  const present = turned?.begin === begin ? turned.to : begin;
  const asked = useLoaded(present, every, (at, signal) => askPage<T>(at, signal));
  const to = asked.data?.next;
  return {
    ...asked,
    rows: asked.data?.rows,
    total: asked.data?.total,
    next: to === undefined ? undefined : () => setTurned({ begin, to }),
    first: present === begin ? undefined : () => setTurned(undefined),
  };
}

function withLimit(path: string, size: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}limit=${size}`;
}
