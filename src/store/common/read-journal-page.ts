import type { ExchangeQuery } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { hasFinding, isOf } from './exchange-filters.ts';
import type { Content, Index, Kind, StoredHeaders } from './journal-column-types.ts';
import { headersFrom, type MessageIds } from './usual-headers-of-senders.ts';

/** A search of the journal: filters for exchanges, or the id of one exchange. */
export type Search = Omit<ExchangeQuery, 'before'> & { id?: string };

/** The facts about a journal page's exchanges that filters test. */
export interface PageIndex {
  count: number;
  kinds: Pick<Kind, 'connection' | 'direction' | 'module'>[];
  /** Time at which an exchange began, in milliseconds since 1970. */
  time(nth: number): number;
  /** Tells whether an exchange may pass a search, as far as the index knows. */
  passes(nth: number, search: Search): boolean;
  /** Reads the exchanges of the page from their stored form. */
  exchangesIn(content: Buffer): (nth: number) => Exchange | undefined;
}

/** Reads the index of a journal page. */
export function readIndex(text: string): PageIndex {
  const index = JSON.parse(text) as Index;
  const kinds = index.kinds.map(
    ([direction, connection, module, method, from, to]): Kind => ({
      ...{ direction, connection, module, method, from, to },
    }),
  );
  const time = (nth: number) => {
    const at = index.time[nth]!;
    return typeof at === 'number' ? index.begin + at : Date.parse(at);
  };
  return {
    count: index.id.length,
    kinds,
    time,
    passes(nth, search) {
      const { id, request_id, correlation_id, status, since, finding } = search;
      return (
        kindPasses(kinds[index.kind[nth]!]!, search) &&
        (id === undefined || id === index.id[nth]) &&
        (request_id === undefined || request_id === index.request[nth]) &&
        (correlation_id === undefined || correlation_id === index.correlations[index.correlation[nth]!]) &&
        (status === undefined || status === index.http[nth] || status === index.ocpi[nth]) &&
        (since === undefined || time(nth) >= Date.parse(since)) &&
        hasFinding(index.found[nth] ?? [], finding)
      );
    },
    exchangesIn(content) {
      const text = content.toString();
      const end = text.indexOf('\n');
      const columns = JSON.parse(text.slice(0, end)) as Content;
      const bodies = bodiesIn(columns.bodies, text.slice(end + 1));
      return (nth) => (nth < index.id.length ? exchangeAt(nth, index, kinds, columns, bodies) : undefined);
    },
  };
}

function kindPasses(kind: Kind, { connection, module, direction, party }: Search): boolean {
  return (
    (connection === undefined || connection === kind.connection) &&
    (module === undefined || module === kind.module) &&
    (direction === undefined || direction === kind.direction) &&
    isOf(kind, party)
  );
}

/** Restores an exchange from the columns of its page. */
function exchangeAt(
  nth: number,
  index: Index,
  kinds: Kind[],
  content: Content,
  bodies: (string | undefined)[],
): Exchange {
  const { direction, connection, module, method, from, to } = kinds[index.kind[nth]!]!;
  const at = index.time[nth]!;
  const ids = {
    request_id: index.request[nth]!,
    correlation_id: index.correlations[index.correlation[nth]!]!,
  };
  const { findings = [], error = null, left_out } = content.rest[nth] ?? {};
  return {
    id: index.id[nth]!,
    time: typeof at === 'number' ? new Date(index.begin + at).toISOString() : at,
    ...{ direction, connection, module, method },
    url: content.url[nth]!,
    http_status: index.http[nth]!,
    ocpi_status: index.ocpi[nth]!,
    duration_ms: content.ms[nth]!,
    ...ids,
    parent_id: content.parents[content.parent[nth]!] ?? null,
    ...{ from, to, findings, error },
    ...(left_out !== undefined && { left_out }),
    request: {
      headers: storedIn(content.asked[nth]!, content, ids),
      body: bodies[content.sent[nth]!] ?? null,
    },
    response: {
      headers: storedIn(content.answered[nth]!, content, ids),
      body: bodies[content.got[nth]!] ?? null,
    },
  };
}

function storedIn(stored: StoredHeaders, { usual, words }: Content, ids: MessageIds): Record<string, string> {
  const [place, ...differing] = typeof stored === 'number' ? [stored] : stored;
  const [names, values] = usual[place]!;
  const given = new Map<number, string>();
  for (let at = 0; at < differing.length; at += 2) given.set(differing[at]!, words[differing[at + 1]!]!);
  return headersFrom({ names, values }, given, ids);
}

function bodiesIn(stored: Content['bodies'], text: string): string[] {
  let end = 0;
  return stored.map((body) => (typeof body === 'string' ? body : text.slice(end, (end += body))));
}
