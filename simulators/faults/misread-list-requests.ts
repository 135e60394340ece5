import type { Spoken } from './fault-kind-type.ts';

type Query = URLSearchParams;

/** Ways in which a faulty simulator misreads a list request, by name. */
export const waysIn: Record<string, (query: Query) => void> = {
  ignores_offset: (query) => query.delete('offset'),
  endless: (query) => query.delete('offset'),
  ignores_limit: (query) => query.delete('limit'),
  ignores_date_from: (query) => {
    if (query.has('date_from')) query.set('date_from', '1970-01-01T00:00:00Z');
  },
  ignores_date_to: (query) => query.delete('date_to'),
  date_from_exclusive: (query) => shift(query, 'date_from', 1),
  date_to_inclusive: (query) => shift(query, 'date_to', 1),
  bears_nonsense: (query) => {
    for (const name of ['offset', 'limit'])
      if (!/^[1-9]\d*$/.test(query.get(name) ?? '1')) query.delete(name);
    for (const name of ['date_from', 'date_to'])
      if (!Date.parse(query.get(name) ?? '2020')) query.delete(name);
  },
  date_from_optional: (query) => {
    if (!query.has('date_from')) query.set('date_from', '1970-01-01T00:00:00Z');
  },
};

/** Ways in which a faulty simulator fills a page of a list wrongly, by name. */
export const waysOut: Record<string, (page: Spoken) => void> = {
  no_link: ({ headers }) => void delete headers.link,
  self_link: ({ headers, url }) => {
    if (headers.link) headers.link = next(url);
  },
  foreign_link: ({ headers, url }) => {
    if (headers.link) headers.link = next(new URL(url.pathname + url.search, 'https://elsewhere.example'));
  },
  relative_link: ({ headers }) => {
    if (headers.link) headers.link = headers.link.replace(/<https?:\/\/[^/]+/, '<');
  },
  bare_link: ({ headers }) => {
    if (headers.link) headers.link = headers.link.replace(/date_(from|to)=[^&>]*&?/g, '');
  },
  forgets_date_to: ({ headers }) => {
    if (headers.link) headers.link = headers.link.replace(/date_to=[^&>]*&?/, '');
  },
  last_link: (page) => {
    page.headers.link ??= advanced(page);
  },
  endless: (page) => {
    page.headers.link = advanced(page);
  },
  wrong_total: ({ headers }) => {
    headers['x-total-count'] = String(Number(headers['x-total-count']) + 7);
  },
  filtered_total: ({ headers, url, envelope }) => {
    const { searchParams } = url;
    if (searchParams.has('date_from') || searchParams.has('date_to'))
      headers['x-total-count'] = String((envelope.data as unknown[]).length);
  },
  no_total: ({ headers }) => void delete headers['x-total-count'],
  no_limit: ({ headers }) => void delete headers['x-limit'],
  limit_is_count: ({ headers, envelope }) => {
    headers['x-limit'] = String((envelope.data as unknown[]).length);
  },
  long_page: ({ envelope }) => {
    const page = envelope.data as unknown[];
    if (page.length > 0) page.push(page[0]);
  },
  skips_one: ({ envelope }) => void (envelope.data as unknown[]).shift(),
  empty_is_404: (page) => {
    if ((page.envelope.data as unknown[]).length > 0) return;
    page.http = 404;
    page.envelope = { status_code: 2003, timestamp: page.envelope.timestamp };
  },
};

function shift(query: Query, name: string, seconds: number): void {
  const time = Date.parse(query.get(name) ?? '');
  if (!Number.isNaN(time)) query.set(name, new Date(time + seconds * 1000).toISOString());
}

function advanced({ url, headers }: Spoken): string {
  const link = new URL(url);
  link.searchParams.set(
    'offset',
    String(Number(link.searchParams.get('offset')) + Number(headers['x-limit'])),
  );
  return next(link);
}

function next(url: URL): string {
  return `<${url}>; rel="next"`;
}
