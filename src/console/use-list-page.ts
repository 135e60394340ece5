import { useRef, useState } from 'preact/hooks';
import { askPage, type ServedPage } from './call-admin-api.ts';
import { type Asked, useLoaded } from './use-admin-api-resource.ts';

/** A page of a list that the hub serves, with functions that turn to other pages. */
export interface PageOf<T> extends Asked<ServedPage<T>> {
  rows: T[] | undefined;
  /** Number of entries on all pages; `undefined` where the hub does not count them. */
  total: number | undefined;
  /** Number of the list's entries on the pages before the one shown. */
  before: number;
  /** Turns to the next page, to the one before, and to the first; each `undefined` where there is none. */
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  first: (() => void) | undefined;
}

/** Number of entries of one page: more than a screen holds, and few enough to be drawn at once. */
const pageSize = 50;

/**
 * Loads a list page by page, beginning with the first, and the present page again every `every` milliseconds; until a
 * page has come, the page before stays visible. Another path begins anew. A path of `null` loads nothing.
 */
export function usePage<T>(path: string | null, every = 0, size = pageSize): PageOf<T> {
  const begin = path === null ? null : withLimit(path, size);
  const [turned, setTurned] = useState(() => ({ begin, pages: pagesTurned(begin) }));
  const pages = turned.begin === begin ? turned.pages : [];
  const asked = useLoaded(pages.at(-1) ?? begin, every, (at, signal) => askPage<T>(at, signal));
  const last = useRef<{ begin: string | null; before: number; page: ServedPage<T> } | undefined>(undefined);
  if (asked.data) last.current = { begin, before: pages.length * size, page: asked.data };
  const shown = last.current?.begin === begin ? last.current : undefined;
  const turn = (to: string[]) => () => {
    if (!asked.data && !asked.error) return;
    keepTurned(begin, to);
    setTurned({ begin, pages: to });
  };
  const to = shown?.page.next;
  return {
    ...asked,
    rows: shown?.page.rows,
    total: shown?.page.total,
    before: shown?.before ?? 0,
    next: to === undefined ? undefined : turn([...pages, to]),
    previous: pages.length === 0 ? undefined : turn(pages.slice(0, -1)),
    first: pages.length === 0 ? undefined : turn([]),
  };
}

function withLimit(path: string, size: number): string {
  return `${path}${path.includes('?') ? '&' : '?'}limit=${size}`;
}

/** The state in the entry of the browser's history, which outlives a reload and returns with the back button. */
interface Entry {
  /** Paths of the pages after the first, up to the present one, by the path of the first. */
  turned?: Record<string, string[]>;
}

function pagesTurned(begin: string | null): string[] {
  const { turned } = (history.state ?? {}) as Entry;
  return (begin !== null && turned?.[begin]) || [];
}

function keepTurned(begin: string | null, pages: string[]): void {
  if (begin === null) return;
  const entry = (history.state ?? {}) as Entry;
  history.replaceState({ ...entry, turned: { ...entry.turned, [begin]: pages } }, '');
}
