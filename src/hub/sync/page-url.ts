/** The place in a list where a page's URL begins, 0 where it names none. */
export function offsetOf(url: URL): number {
  return Number(url.searchParams.get('offset') ?? 0) || 0;
}

/** The objects that a page's URL asks for, 0 where it names no number. */
export function limitOf(url: URL): number {
  return Number(url.searchParams.get('limit') ?? 0) || 0;
}

/** The URL of a page that begins elsewhere in the same list, or is of another size. */
export function moved(url: URL, offset: number, limit: number): URL {
  const next = new URL(url);
  next.searchParams.set('offset', String(offset));
  if (limit > 0) next.searchParams.set('limit', String(limit));
  return next;
}
