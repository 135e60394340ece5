import type { Reply } from '../messages/request-and-answer-types.ts';

/**
 * The three meanings of an answer: the partner accepted the request, refused it for good, or could not accept it for
 * the moment.
 */
export type Acceptance = 'taken' | 'refused' | 'moment';

/** The parts of an answer that tell its meaning. */
export type ReplyStatus = Pick<Reply, 'http' | 'code' | 'enveloped'>;

/** HTTP statuses that refuse a request for good, whatever the body says. */
const forGood = [400, 405, 409, 410, 413, 414, 415, 422];

/**
 * The meaning of an answer; the first row that fits decides. An unknown token (401) is a matter of the moment: it is
 * being replaced.
 */
// biome-ignore format: a table
const fates: [fits: (told: ReplyStatus) => boolean, fate: Acceptance][] = [
  [({ http }) => http === null,                                        'moment'],
  [({ http }) => http === 501,                                         'refused'],
  [({ http }) => [401, 408, 429].includes(http ?? 0),                  'moment'],
  [({ http }) => (http ?? 0) >= 500,                                   'moment'],
  [({ code }) => code !== null && code >= 3000 && code < 4000,         'moment'],
  // A login page, a proxy's greeting or a missing path is no word of the partner's OCPI platform.
  [({ http, code }) => code === null && !forGood.includes(http ?? 0), 'moment'],
  [({ http, enveloped }) => http === 404 && enveloped === false,       'moment'],
  [({ http, code }) => isOk(http) && code !== null && code >= 1000 && code < 2000, 'taken'],
];

/**
 * Tells what an answer means for the request (TRANS-75). It is for requests that may be repeated: pulls, pushes of
 * objects, CDRs. Commands, results, authorisations, profiles and credentials are sent once, whatever the answer.
 */
export function acceptanceOf(told: ReplyStatus): Acceptance {
  return fates.find(([fits]) => fits(told))?.[1] ?? 'refused';
}

/**
 * Tells whether a refusal may be about the content of an object, whatever its text (EXT-20). The HTTP status decides
 * first: 401, 404, 429 or 503 is about the token, the place, the pace or the partner, whatever code stands in the
 * envelope.
 */
export function isAboutContent({ http, code }: Pick<Reply, 'http' | 'code'>): boolean {
  return [400, 409, 415, 422].includes(http ?? 0) || (isOk(http) && [2000, 2001, 2002].includes(code ?? 0));
}

function isOk(http: number | null): boolean {
  return http !== null && http >= 200 && http < 300;
}

/** Error codes of undici and the system that mean that the partner cannot be reached at all. */
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)\b/;

/**
 * Tells whether a temporary failure concerns the whole partner, so that other requests need not be tried: it is out of
 * reach, knows no token, or asks for a pause.
 */
export function isPartnerWide({
  http,
  message,
  headers,
}: Pick<Reply, 'http' | 'message' | 'headers'>): boolean {
  if (http === null) return unreachable.test(message.slice(0, 40));
  return http === 401 || http === 429 || headers['retry-after'] !== undefined;
}
