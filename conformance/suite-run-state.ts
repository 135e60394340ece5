import { randomBytes } from 'node:crypto';
import { placeOf } from '../src/ocpi/editions/endpoint-urls.ts';
import { secretsOf } from '../src/ocpi/words/mask-secrets-in-urls.ts';
import type { Check } from './check-and-verdict-types.ts';
import { codeOf, type Exchange, type Json } from './http-exchange.ts';
import { type Stalls, watchStalls } from './process-stalls.ts';
import type { Options } from './run-options.ts';
import { newWire, type Wire } from './send-request.ts';
import { type AnswerModule, openSuiteEndpoint, type SuiteEndpoint } from './suite-endpoint.ts';

/** An endpoint that the partner lists in its version details. */
export interface Endpoint {
  identifier: string;
  url: string;
}

/** An object that the suite wrote to the partner, with the URL at which it is removed. */
export interface Written {
  kind: 'Location' | 'Tariff' | 'Session' | 'CDR' | 'Token';
  url: string;
  object: Json;
  /** The reason why the suite could not remove the object. */
  why?: string;
}

/** A run of the suite against one partner: the known state of the partner, the exchanges, the checks. */
export interface Trial {
  /** Short id, new in every run: part of the id of every object that the suite writes. */
  id: string;
  options: Options;
  desk: SuiteEndpoint;
  wire: Wire;
  versionsUrl: string;
  /** The token with which the suite calls the partner now; TOKEN_A until a registration succeeds. */
  tokenToThem: string;
  /** TOKEN_A as the user of the suite gave it. */
  invitation: string;
  /** Tokens of the partner that were valid earlier. */
  retired: string[];
  /** The token with which the partner calls the suite now. */
  tokenToUs: string;
  state: 'invited' | 'registered' | 'borrowed' | 'left' | 'unreachable';
  /** The reason why the suite is not registered with the partner. */
  trouble: string;
  /** The POST or PUT that registered the suite, and the one that renewed it. */
  registration?: Exchange;
  renewal?: Exchange;
  /** Position in the run shortly after the renewal, when no call with the old token is under way any more. */
  renewed?: number;
  /** The outcome of a PUT before anything was registered, where TOKEN_A still opens the versions. */
  renewedStranger?: { theirs: Json; token: string };
  /** Whether the partner began the handshake. */
  invitedThem: boolean;
  endpoints: Endpoint[] | undefined;
  /** The Credentials that the partner gave. */
  credentials?: Json;
  /** All exchanges that the suite began, oldest first. */
  sent: Exchange[];
  /** The partner's answers to command results that the suite sent as an operator. */
  results: Exchange[];
  /** The lists of the partner that the suite has read, by module. */
  walks: Map<string, Walk>;
  /** `response_url`s that the suite gave in commands, with the direct answer to each. */
  questions: { url: string; asked: Exchange }[];
  /** The session that the suite started by command, once it has tried to. */
  charge?: Charge;
  /**
   * For each kind of object that the suite has tried to write without a fault: the reason why it failed, `''` where it
   * worked.
   */
  twins: Map<string, string>;
  /** Messages of the partner for which the suite has waited in vain. */
  missed: Set<string>;
  written: Written[];
  checks: Check[];
  secrets: Set<string>;
  /** Whether Ctrl-C was pressed: no further check starts, and the suite removes the objects that it wrote. */
  interrupted: boolean;
  progress: (check: Check) => void;
  /** Tells the user of the suite for which act of the partner it waits. */
  waiting: (words: string) => void;
  /** Milliseconds for which the suite has waited for the partner so far, by kind of act. */
  waited: Map<string, number>;
  /** Times in which the suite's own process stood still, so that a late answer is not the partner's fault. */
  stalls: Stalls;
  tick(): number;
}

/** A list of the partner, read page by page. */
export interface Walk {
  objects: Json[];
  pages: Exchange[];
  /** The reason why reading stopped before the end; `undefined` when the whole list was read. */
  trouble?: string;
}

/** A session that the suite started by command. */
export interface Charge {
  token: Json;
  started: Exchange;
  stopped?: Exchange;
  responseUrl: string;
  /** Whether the partner rejected the command while another car was at the EVSE. */
  isHeld?: boolean;
}

/** Opens the suite's own endpoint for a run; `clerkOf` answers the partner's requests to modules. */
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

/** Makes a credentials token of 43 printable characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Overrides for the token and headers that the suite adds to a request. */
export interface Extras {
  /** A token in place of the present one; `null` sends no Authorization header. */
  token?: string | null;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Sends a request with the present token; a body is JSON. When a hub in front of the partner answers that it could not
 * pass the request on, that says nothing of the partner, and the request is sent once more.
 */
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

/** Maximum number of times that a request is sent to a hub that could not pass it on. */
const passedOnAtMost = 3;

/**
 * Whether the answer is that of a hub which did not reach the partner: a status code of 4xxx to a request that may be
 * repeated.
 */
function isHubs({ options }: Trial, exchange: Exchange): boolean {
  return (
    options.to !== undefined && exchange.method !== 'POST' && Math.floor((codeOf(exchange) ?? 0) / 1000) === 4
  );
}

/** The routing headers of a request, for partners behind a hub; requests of the handshake have none. */
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

/** The partner's URL for a module; `undefined` where it does not offer the module. */
export function endpointOf(trial: Trial, module: string): string | undefined {
  return trial.endpoints?.find(({ identifier }) => identifier === module)?.url;
}
