/** The offset at which a page's URL begins, 0 where it has none. */
export function offsetOf(url: URL): number {
  return Number(url.searchParams.get('offset') ?? 0) || 0;
}

/** The number of objects for which a page's URL asks, 0 where it has none. */
export function limitOf(url: URL): number {
  return Number(url.searchParams.get('limit') ?? 0) || 0;
}

/** The URL of a page that begins elsewhere in the same list, or has another size. */
export function moved(url: URL, offset: number, limit: number): URL {
  const next = new URL(url);
  next.searchParams.set('offset', String(offset));
  if (limit > 0) next.searchParams.set('limit', String(limit));
  return next;
}
