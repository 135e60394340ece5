import type { Exchange } from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';
import { origins } from './origins-of-rules.ts';
import { originOf } from './requirement-catalogue.ts';

/** Finds the requirements that the partner breaks in an exchange, by the rules that the conformance suite checks. */
export function judge(exchange: Exchange): Judged[] {
  const found = [
    ...exchange.findings.map((finding) => ({ ...finding, requirement: requirementOf(exchange, finding) })),
    ...(exchange.direction === 'IN' ? askedWrongly(exchange) : answeredWrongly(exchange)),
  ];
  return found.map(({ pointer, message, requirement, lenient }) => {
    const what = { pointer, message, ...(lenient ? { lenient } : {}) };
    const known = requirement === undefined ? undefined : origins[requirement];
    if (!known) return what;
    const [authority, , , mendOfCalled] = known;
    const mend = (exchange.direction === 'IN' && mendsOfCallers[requirement ?? '']) || mendOfCalled;
    return { ...what, requirement, origin: originOf(authority), mend };
  });
}

/**
 * The requirement for a finding about a single field, by JSON Pointer in an object of any module and by the validator's
 * message. The first match counts.
 */
// biome-ignore format: a table
const byField: [requirement: string, pointer: RegExp, message?: RegExp][] = [
  ['LOC-27',   /\/coordinates\/(latitude|longitude)$/],
  ['LOC-27',   /\/related_locations\/\d+\/(latitude|longitude)$/],
  ['LOC-29',   /^(\/location)?\/country$/],
  ['LOC-25',   /\/connectors$/,                          /entry|entries|required/],
  ['LOC-31',   /\/(period_begin|period_end|weekday)$/],
  ['TAR-10',   /\/restrictions\/(start|end)_time$/],
  ['TAR-11',   /\/restrictions\/(start|end)_date$/],
  ['TRANS-62', /./,                                      /UTC time/],
];

/** The requirement for a finding about an object, by module: for a pushed object and for an object of a list. */
// biome-ignore format: a table
const byModule: Record<string, [pushed: string, listed: string]> = {
  locations:        ['LOC-34', 'LOC-01'],
  tariffs:          ['TAR-13', 'TAR-01'],
  sessions:         ['SES-01', 'SES-01'],
  cdrs:             ['CDR-01', 'CDR-01'],
  tokens:           ['TOK-28', 'TOK-09'],
  commands:         ['CMD-25', 'CMD-04'],
  credentials:      ['CRED-22', 'CRED-02'],
};

/** Time fields whose names partners mix up between Sessions and CDRs. */
const timesOf: Record<string, [requirement: string, pointer: RegExp]> = {
  sessions: ['SES-11', /^\/(start|end)_datetime$/],
  cdrs: ['CDR-13', /^\/(start|stop)_date_time$/],
};

/** The requirement that a finding is about; one that the finding names already stays. */
function requirementOf({ module, direction }: Exchange, finding: Judged): string | undefined {
  const { pointer, message, requirement, lenient } = finding;
  if (requirement || lenient) return requirement;
  if (pointer === '?date_from' && module === 'sessions') return 'SES-03';
  if (pointer === '?type') return 'TOK-16';
  if (pointer.startsWith('?')) return 'TRANS-26';
  // A listed object stands inside the `data` of an envelope.
  const inside = pointer.replace(/^\/data(\/\d+)?/, '');
  const times = timesOf[module ?? ''];
  if (times?.[1].test(inside) && message === 'is required') return times[0];
  const field = byField.find(([, place, words]) => place.test(inside) && (!words || words.test(message)));
  if (field) return field[0];
  return byModule[module ?? '']?.[direction === 'IN' ? 0 : 1];
}

/** Refusals that prove a mistake of the caller: HTTP status, status code, module and method of the exchange. The first match counts. */
// biome-ignore format: a table
const refusals: [requirement: string, http: number, code?: number, module?: string, method?: string][] = [
  ['TRANS-10', 400],
  ['CRED-16',  401],
  ['CRED-11',  405, 2000, 'credentials', 'POST'],
  ['CRED-27',  405, 2000, 'credentials', 'PUT'],
  ['CRED-32',  405, 2000, 'credentials', 'DELETE'],
  ['TRANS-21', 405],
  ['CRED-15',  200, 3001, 'credentials'],
  ['VER-01',   200, 3002, 'credentials'],
  ['VER-04',   200, 3003, 'credentials'],
];

/** Remedies for a partner that calls, in place of those in `origins`, which address the called side. */
const mendsOfCallers: Record<string, string> = {
  'TRANS-21': 'Use the methods that the module has; the header Allow of the answer lists them.',
  'TRANS-26': 'Send offset from 0, limit from 1, and times such as 2026-01-31T08:00:00Z, percent-encoded.',
  'CRED-11': 'Renew a registration with PUT; POST is for who is not registered.',
  'CRED-22': 'Send Credentials that keep the table: token, url, business_details, country_code and party_id.',
  'CRED-27': 'Register with POST first; PUT renews a registration.',
  'CRED-32': 'Unregister only while you are registered.',
};

function askedWrongly({ method, module, http_status, ocpi_status, ...exchange }: Exchange): Judged[] {
  const { findings, request, response, connection } = exchange;
  const said = /"status_message":"((?:[^"\\]|\\.)*)"/.exec(response.body ?? '')?.[1] ?? '';
  const type = request.headers['content-type'] ?? '';
  const found: Judged[] = [];
  const refusal = refusals.find(
    ([, http, code = ocpi_status, about = module, by = method]) =>
      http === http_status && code === ocpi_status && about === module && by === method,
  );
  // An unknown token identifies no partner.
  if (refusal && connection !== null && findings.length === 0)
    found.push({ pointer: '', message: said, requirement: refusal[0] });
  if (http_status === 404 && /^unknown path(;|$)/.test(said))
    found.push({ pointer: '', message: `${method} of a path that was never given`, requirement: 'VER-06' });
  if (request.body !== null && !/^application\/json\b/i.test(type))
    found.push({
      pointer: '',
      message: `Content-Type must be application/json, got ${JSON.stringify(type.slice(0, 40))}`,
      requirement: 'TRANS-10',
    });
  if (method === 'PATCH' && request.body !== null && !request.body.includes('"last_updated"'))
    found.push({ pointer: '/last_updated', message: 'is missing in a PATCH', requirement: 'TRANS-53' });
  return found;
}

function answeredWrongly({ http_status, ocpi_status, error, response, module, method }: Exchange): Judged[] {
  if (http_status === null) return [];
  const found: Judged[] = [];
  const add = (requirement: string, message: string) => found.push({ pointer: '', message, requirement });
  if (error?.startsWith('garbage')) add('TRANS-09', error.replace(/^garbage: /, ''));
  else if (!/^application\/json\b/i.test(response.headers['content-type'] ?? ''))
    add(
      'TRANS-09',
      `the answer must be application/json, got ${response.headers['content-type'] ?? 'no type'}`,
    );
  if (module === 'cdrs' && method === 'POST' && ocpi_status === 1000) {
    const location = response.headers.location;
    if (location === undefined) add('CDR-03', 'the header Location is missing');
    else if (!URL.canParse(location)) add('CDR-04', `Location must be an absolute URL, got ${location}`);
  }
  if (ocpi_status !== null && /^[1-4]9\d\d$/.test(String(ocpi_status)))
    add('TRANS-25', `status_code ${ocpi_status} is of a range for custom use`);
  return found;
}
