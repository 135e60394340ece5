import type { Reply } from '../messages/exchange.ts';

/** The three ends of a request: the partner took it, refused it for good, or could not answer for the moment. */
export type Acceptance = 'taken' | 'refused' | 'moment';

/** The part of a reply that its fate is read from. */
export type ReplyStatus = Pick<Reply, 'http' | 'code' | 'enveloped'>;

/** HTTP errors that refuse what was sent for good, in whatever words, or none. */
const forGood = [400, 405, 409, 410, 413, 414, 415, 422];

/** The first row that fits decides. A token that is not known (401) is a matter of the moment: it is being replaced. */
// biome-ignore format: a table
const fates: [fits: (told: ReplyStatus) => boolean, fate: Acceptance][] = [
  [({ http }) => http === null,                                        'moment'],
  [({ http }) => http === 501,                                         'refused'],
  [({ http }) => [401, 408, 429].includes(http ?? 0),                  'moment'],
  [({ http }) => (http ?? 0) >= 500,                                   'moment'],
  [({ code }) => code !== null && code >= 3000 && code < 4000,         'moment'],
  // A login page, a proxy's greeting, a path that is not there at present: nothing of the partner's OCPI platform has spoken.
  [({ http, code }) => code === null && !forGood.includes(http ?? 0), 'moment'],
  [({ http, enveloped }) => http === 404 && enveloped === false,       'moment'],
  [({ http, code }) => isOk(http) && code !== null && code >= 1000 && code < 2000, 'taken'],
];

/**
 * Tells what a reply means for what was sent (TRANS-75). It is for what may be sent again: pulls, pushes of objects, CDRs.
 * Commands, results, authorisations, profiles and credentials go once, whatever comes of them.
 */
export function acceptanceOf(told: ReplyStatus): Acceptance {
  return fates.find(([fits]) => fits(told))?.[1] ?? 'refused';
}

/**
 * Tells whether a refusal may be about the content of an object, in whatever words or none (EXT-20). The HTTP status speaks
 * first: 401, 404, 429 or 503 is about the token, the place, the pace or the partner, whatever code stands in the envelope.
 */
export function isAboutContent({ http, code }: Pick<Reply, 'http' | 'code'>): boolean {
  return [400, 409, 415, 422].includes(http ?? 0) || (isOk(http) && [2000, 2001, 2002].includes(code ?? 0));
}

function isOk(http: number | null): boolean {
  return http !== null && http >= 200 && http < 300;
}

/** Codes of undici and the system that tell of a partner that nobody reaches, whatever is sent. */
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)\b/;

/** Tells whether a failure of the moment is the whole partner's, so that nothing else need be tried: it is out of reach, knows no token, wants a pause. */
export function isPartnerWide({
  http,
  message,
  headers,
}: Pick<Reply, 'http' | 'message' | 'headers'>): boolean {
  if (http === null) return unreachable.test(message.slice(0, 40));
  return http === 401 || http === 429 || headers['retry-after'] !== undefined;
}
