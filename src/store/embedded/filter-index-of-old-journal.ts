import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { type PageIndex, readIndex as readColumns, type Search } from '../common/read-journal-page.ts';

/** The fields of an exchange that filters test in journal pages of earlier releases. */
type Digest = Pick<
  Exchange,
  | 'id'
  | 'time'
  | 'direction'
  | 'connection'
  | 'module'
  | 'http_status'
  | 'ocpi_status'
  | 'request_id'
  | 'correlation_id'
>;

/** Reads the index of a journal page: its columns, or, in pages of earlier releases, a list of digests. */
export function readIndex(text: string): PageIndex {
  return isOld(text) ? indexOf(JSON.parse(text) as Digest[]) : readColumns(text);
}

/**
 * Tells whether an exchange of a journal page may pass a search, by the text of the page's index; false where a
 * searched name does not occur in it, so that the index need not be parsed.
 */
export function mayPass(index: string, search: Search): boolean {
  const occurs = (name: string | undefined) => name === undefined || index.includes(JSON.stringify(name));
  // The index of an old journal page holds digests, which contain no parties.
  return names.every((field) => occurs(search[field])) && (isOld(index) || occurs(search.party));
}

const names = ['id', 'request_id', 'correlation_id', 'connection', 'module'] as const;

function isOld(index: string): boolean {
  return index.startsWith('[');
}

/** The index of a journal page of earlier releases, in which each exchange is a line of JSON. */
function indexOf(digests: Digest[]): PageIndex {
  return {
    count: digests.length,
    kinds: digests,
    time: (nth) => Date.parse(digests[nth]!.time),
    passes: (nth, search) => passes(digests[nth]!, search),
    exchangesIn(content) {
      const lines = content.toString().split('\n');
      return (nth) => (lines[nth] === undefined ? undefined : (JSON.parse(lines[nth]) as Exchange));
    },
  };
}

/**
 * Tells whether an exchange may pass the filters of a search by its digest, which contains neither parties nor
 * findings.
 */
function passes(digest: Digest, query: Search): boolean {
  return (
    equals.every((field) => query[field] === undefined || query[field] === digest[field]) &&
    (query.status === undefined ||
      query.status === digest.http_status ||
      query.status === digest.ocpi_status) &&
    (query.since === undefined || Date.parse(digest.time) >= Date.parse(query.since))
  );
}

const equals = ['id', 'request_id', 'correlation_id', 'connection', 'module', 'direction'] as const;
