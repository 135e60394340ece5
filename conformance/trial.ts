import { randomBytes } from 'node:crypto';
import { placeOf } from '../src/ocpi/editions/versions.ts';
import { secretsOf } from '../src/ocpi/words/url-secrets.ts';
import type { Check } from './check.ts';
import { codeOf, type Exchange, type Json } from './exchange.ts';
import type { Options } from './options.ts';
import { type Stalls, watchStalls } from './stalls.ts';
import { type AnswerModule, openSuiteEndpoint, type SuiteEndpoint } from './suite-endpoint.ts';
import { newWire, type Wire } from './wire.ts';

/** An endpoint the partner lists. */
export interface Endpoint {
  identifier: string;
  url: string;
}

/** Something the suite wrote at the partner's, and how it is taken back. */
export interface Written {
  kind: 'Location' | 'Tariff' | 'Session' | 'CDR' | 'Token';
  url: string;
  object: Json;
  /** Why it could not be taken back. */
  why?: string;
}

/** A run of the suite against one partner: the known state of the partner, the exchanges, the checks. */
export interface Trial {
  /** Short and new in every run: part of every id that is written. */
  id: string;
  options: Options;
  desk: SuiteEndpoint;
  wire: Wire;
  versionsUrl: string;
  /** The token the partner is called with now; TOKEN_A until a registration succeeds. */
  tokenToThem: string;
  /** TOKEN_A as it was given. */
  invitation: string;
  /** Tokens that were good once. */
  retired: string[];
  /** The token the partner calls with now. */
  tokenToUs: string;
  state: 'invited' | 'registered' | 'borrowed' | 'left' | 'unreachable';
  /** Why it is not registered. */
  trouble: string;
  /** The POST or PUT that registered the suite, and the one that renewed it. */
  registration?: Exchange;
  renewal?: Exchange;
  /** A moment after the renewal, when no call is under way any more. */
  renewed?: number;
  /** The outcome of a PUT before anything was registered, where TOKEN_A still opens the versions. */
  renewedStranger?: { theirs: Json; token: string };
  /** Whether the partner began the handshake. */
  invitedThem: boolean;
  endpoints: Endpoint[] | undefined;
  /** Credentials the partner gave. */
  credentials?: Json;
  /** Everything that was sent, oldest first. */
  sent: Exchange[];
  /** Answers to the results the suite sent as an operator. */
  results: Exchange[];
  /** Lists that were walked, by module. */
  walks: Map<string, Walk>;
  /** `response_url`s given away, with the direct answer each got. */
  questions: { url: string; asked: Exchange }[];
  /** The session of the one START_SESSION at the place for commands, once it was tried. */
  charge?: Charge;
  /** The results of positive controls by name: the reason why one failed, `''` where it worked. */
  twins: Map<string, string>;
  /** Messages that did not come within the wait. */
  missed: Set<string>;
  written: Written[];
  checks: Check[];
  secrets: Set<string>;
  /** Set by Ctrl-C: no further check starts, and the written objects are withdrawn. */
  interrupted: boolean;
  progress: (check: Check) => void;
  /** Tells what the partner is waited for, as it begins. */
  waiting: (words: string) => void;
  /** Milliseconds for which the partner has been waited for so far, by what it was to do. */
  waited: Map<string, number>;
  /** How long the suite itself stood still. */
  stalls: Stalls;
  tick(): number;
}

/** A list, walked from page to page. */
export interface Walk {
  objects: Json[];
  pages: Exchange[];
  /** Why it ended too soon; `undefined` when all of it was read. */
  trouble?: string;
}

/** A session that the suite started by command. */
export interface Charge {
  token: Json;
  started: Exchange;
  stopped?: Exchange;
  responseUrl: string;
  /** It was rejected, and the place for commands was not free. */
  isHeld?: boolean;
}

/** Opens the suite's own endpoint for a run; `clerkOf` answers what the partner asks. */
export async function openTrial(
  options: Options,
  progress: Trial['progress'],
  clerkOf: (trial: () => Trial) => AnswerModule,
  waiting: Trial['waiting'] = () => undefined,
): Promise<Trial> {
  let last = 0;
  const tick = () => {
    last += 1;
    return last;
  };
  const id = `CT${randomBytes(3).toString('hex').toUpperCase()}`;
  const token = options.token ?? newToken();
  const trial: Trial = {
    id,
    options,
    desk: await openSuiteEndpoint(
      options,
      tick,
      clerkOf(() => trial),
    ),
    wire: newWire(options.timeout, tick, options.reach),
    versionsUrl: options.versionsUrl ?? '',
    tokenToThem: options.versionsUrl ? token : '',
    invitation: token,
    retired: [],
    tokenToUs: '',
    state: options.readOnly ? 'borrowed' : 'invited',
    trouble: '',
    invitedThem: !options.versionsUrl,
    endpoints: undefined,
    sent: [],
    results: [],
    walks: new Map(),
    questions: [],
    twins: new Map(),
    missed: new Set(),
    written: [],
    checks: [],
    secrets: new Set([token, ...secretsOf(options.versionsUrl ?? '')]),
    interrupted: false,
    progress,
    waiting,
    waited: new Map(),
    stalls: watchStalls(),
    tick,
  };
  return trial;
}

/** A credentials token: 43 printable characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Overrides for the token and headers that the suite adds to a request. */
export interface Extras {
  /** Another token; `null` for no Authorization header. */
  token?: string | null;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request with the present token; a body is JSON. What a hub cannot pass on in that moment says nothing of the partner behind it, so it is sent once more. */
export async function send(
  trial: Trial,
  method: string,
  url: string,
  extras: Extras = {},
): Promise<Exchange> {
  const { token = trial.tokenToThem, body } = extras;
  const headers = {
    ...(token === null ? {} : { authorization: `Token ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...routing(trial, url),
    ...extras.headers,
  };
  for (let tries = 1; ; tries += 1) {
    const exchange = await trial.wire.send({ method, url, headers, body });
    trial.sent.push(exchange);
    if (tries === passedOnAtMost || !isHubs(trial, exchange)) return exchange;
  }
}

/** How often a request is passed to a hub that could not pass it on. */
const passedOnAtMost = 3;

/** Whether the answer is a hub's own, that it did not reach the party: a status code of 4xxx to what may be sent twice. */
function isHubs({ options }: Trial, exchange: Exchange): boolean {
  return (
    options.to !== undefined && exchange.method !== 'POST' && Math.floor((codeOf(exchange) ?? 0) / 1000) === 4
  );
}

/** Routing headers, for partners behind a hub; handshake traffic has none. */
function routing({ options, endpoints }: Trial, url: string): Record<string, string> {
  const module = endpoints?.find((endpoint) => url.startsWith(placeOf(endpoint.url)));
  if (!options.to || !module || module.identifier === 'credentials') return {};
  const [fromCountry = '', fromParty = ''] = options.party.split('*');
  const [toCountry = '', toParty = ''] = options.to.split('*');
  return {
    'ocpi-from-country-code': fromCountry,
    'ocpi-from-party-id': fromParty,
    'ocpi-to-country-code': toCountry,
    'ocpi-to-party-id': toParty,
  };
}

/** The URL of a module at the partner's. */
export function endpointOf(trial: Trial, module: string): string | undefined {
  return trial.endpoints?.find(({ identifier }) => identifier === module)?.url;
}
