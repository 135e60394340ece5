import type { Method, ModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party, Role } from '../../../src/ocpi/words/party-id.ts';
import type { Message, Network, Reply } from '../network/simulated-network.ts';
import { hubHost } from '../network/simulated-network.ts';
import type { Chance } from '../time/seeded-random.ts';
import type { Owner, Timeline } from '../time/simulated-clock.ts';
import { type Json, timeText } from './sample-objects.ts';
import { type Version, wires } from './wire-by-version.ts';

/** The options of a simulated partner. */
export interface PartnerOptions {
  time: Timeline;
  chance: Chance;
  network: Network;
  party: Party;
  role: Role;
  /** Milliseconds by which the partner's clock is fast. */
  skew: number;
  /** The modules that the partner offers beside credentials. */
  offers: ModuleId[];
  /** The version of OCPI that the partner speaks. */
  version: Version;
  dialect: Dialect;
}

/**
 * How a partner deviates from OCPI: it takes no PATCH, answers without an envelope, writes its token in Base64, writes
 * times with fractions.
 */
export type Dialect = 'plain' | 'no patch' | 'bare' | 'base64' | 'fractions';

/** The outcome of a request to the hub, as the partner that sent it learns it. */
export interface Answered {
  /** Whether the hub answered with success. */
  ok: boolean;
  http: number;
  code: number;
  message: string;
  data: unknown;
  headers: Record<string, string>;
}

/**
 * How a partner behaves for a while: `none` does not listen, `hangs` never answers, a number is the HTTP status of all
 * its answers.
 */
export type Mood = 'well' | 'none' | 'hangs' | 429 | 503 | 401 | 500;

/** A partner's handler of the hub's requests on a module; `undefined` is an unknown path. */
export type Handler = (request: {
  method: string;
  parts: string[];
  query: URLSearchParams;
  body: Json | undefined;
  message: Message;
}) => Said | undefined;

/** A partner's answer to the hub, in terms of OCPI. */
export interface Said {
  http?: number;
  code?: number;
  data?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds that the simulated partner waits before it answers. */
  after?: number;
}

/** A partner's platform as a simple model: it registers, renews, calls the hub and is called by it. */
export interface Partner {
  party: Party;
  role: Role;
  version: Version;
  host: string;
  owner: Owner;
  mood: Mood;
  now(): number;
  /** A time as the partner writes it. */
  timeText(milliseconds: number): string;
  sleep(milliseconds: number): Promise<void>;
  /** Calls the hub's interface for the partner's role; `path` is below the version. */
  call(method: Method, path: string, body?: Json, headers?: Record<string, string>): Promise<Answered>;
  /** A GET of the hub's interface for the partner's role, as the partner would send it. */
  reading(path: string): Message;
  register(tokenA: string): Promise<Answered>;
  /** Renews the partner's Credentials by PUT; while such a request is under way, the partner sends no other. */
  renew(): Promise<Answered>;
  /**
   * Whether the partner's last renewal has had no answer, or an error: the network may have brought it twice, and the hub
   * taken it once. The hub takes the former token for ten minutes only, so the
   * partner has to ask again (CRED-41).
   */
  hasOpenRenewal(): boolean;
  /** Sets the partner's handler of requests on a module. */
  on(module: ModuleId | 'results', handler: Handler): void;
  /** All tokens with which the hub has let the partner in, the newest last. */
  tokensToHub: string[];
  /** All tokens with which the partner lets the hub in. */
  tokensToUs: ReadonlySet<string>;
}

/** How long a partner waits for the hub's answer, in milliseconds. */
const patience = 8_000;

/** A partner that is not registered yet. */
export function newPartner(options: PartnerOptions): Partner {
  const { time, chance, network, party, role, skew, offers, version, dialect } = options;
  const wire = wires[version];
  const host = `${party.toLowerCase().replace('*', '-')}.world`;
  const owner: Owner = { name: party, alive: true, stallsUntil: 0 };
  const side = role === 'CPO' ? 'emsp' : 'cpo';
  const tokensToUs = new Set<string>();
  const handlers = new Map<string, Handler>();
  const now = () => Math.floor(time.now() + skew);
  const newToken = () => `${party.slice(3)}-${chance.below(1e9)}-${tokensToUs.size}`;
  let requests = 0;
  let openRenewal = false;
  let renewal: Promise<Answered> | undefined;

  function messageOf(
    method: Method,
    path: string,
    token: string,
    body?: Json,
    more: Record<string, string> = {},
  ): Message {
    const id = `${party}-${(requests += 1)}`;
    const headers = {
      ...{
        authorization: `Token ${dialect === 'base64' ? wires['2.2.1'].token(token) : wire.token(token)}`,
        'x-request-id': id,
        'x-correlation-id': id,
      },
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...more,
    };
    const bytes = body && Buffer.from(JSON.stringify(body));
    return { from: host, to: hubHost, method, path, headers, body: bytes };
  }

  function send(method: Method, path: string, token: string, body?: Json, more?: Record<string, string>) {
    return new Promise<Answered>((resolve) => {
      const message = messageOf(method, path, token, body, more);
      const failed = (why: string) =>
        resolve({ ok: false, http: 0, code: 0, message: why, data: undefined, headers: {} });
      const giveUp = network.send(message, owner, (outcome) => {
        late();
        if ('error' in outcome) return failed(outcome.error);
        resolve(read(outcome));
      });
      const late = time.after(
        patience,
        () => {
          giveUp();
          failed('no answer in time');
        },
        owner,
      );
    });
  }

  const credentials = (token: string) => wire.credentials(party, token, `https://${host}/ocpi/versions`);
  const exchange = async (method: 'POST' | 'PUT', token: string) => {
    const mine = newToken();
    // The hub calls with the new token while the request is open, and may do so although its answer never comes.
    tokensToUs.add(mine);
    const answered = await send(method, `/ocpi/${side}/${version}/credentials`, token, credentials(mine));
    const given = (answered.data as { token?: string } | undefined)?.token;
    if (answered.ok && given) self.tokensToHub.push(given);
    return answered;
  };

  const renewOnce = async () => {
    const answered = await exchange('PUT', self.tokensToHub.at(-1) ?? '');
    openRenewal = !answered.ok;
    return answered;
  };

  function handle(message: Message, answer: (reply: Reply) => void): void {
    const { mood } = self;
    if (mood === 'hangs') return;
    if (typeof mood === 'number') return answer(inWords({ http: mood, code: mood >= 500 ? 3000 : 2000 }));
    const token = wire.tokenIn(/^Token (.+)$/.exec(message.headers.authorization ?? '')?.[1] ?? '');
    if (!tokensToUs.has(token)) return answer(inWords({ http: 401, code: 2000 }));
    const [path = '', query = ''] = message.path.split('?');
    const [, , ...parts] = path.split('/').map(decodeURIComponent);
    const body = message.body ? (JSON.parse(message.body.toString()) as Json) : undefined;
    const said = answerOf(message, parts, new URLSearchParams(query), body) ?? { http: 404, code: 2003 };
    time.after(said.after ?? 0, () => answer(inWords(said)), owner);
  }

  function answerOf(
    message: Message,
    [first, module = '', ...parts]: string[],
    query: URLSearchParams,
    body: Json | undefined,
  ): Said | undefined {
    const base = `https://${host}/ocpi/${version}`;
    if (first === 'versions') return { data: [{ version, url: base }] };
    if (first !== version) return undefined;
    if (module === '') {
      const endpoints = ['credentials', ...offers].map((identifier) => ({
        identifier,
        url: `${base}/${identifier}`,
        ...wire.endpoint(identifier),
      }));
      return { data: { version, endpoints } };
    }
    if (module === 'credentials') {
      if (message.method === 'PUT' && typeof body?.token === 'string') {
        self.tokensToHub.push(body.token);
        const mine = newToken();
        tokensToUs.add(mine);
        return { data: credentials(mine) };
      }
      return message.method === 'DELETE' ? {} : undefined;
    }
    return handlers.get(module)?.({ method: message.method, parts, query, body, message });
  }

  function inWords({ http = 200, code = 1000, data, headers = {} }: Said): Reply {
    const isBare = dialect === 'bare' && http < 300 && data === undefined;
    if (isBare) return { http, headers, body: Buffer.alloc(0) };
    const body = {
      ...(data === undefined ? {} : { data }),
      status_code: code,
      timestamp: new Date(now()).toISOString(),
    };
    return {
      http,
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(JSON.stringify(body)),
    };
  }

  const self: Partner = {
    ...{ party, role, version, host, owner, mood: 'well', now, tokensToHub: [], tokensToUs },
    timeText: (milliseconds) =>
      dialect === 'fractions' ? new Date(milliseconds).toISOString() : timeText(milliseconds),
    sleep: (milliseconds) => new Promise((done) => void time.after(milliseconds, done, owner)),
    async call(method, path, body, headers) {
      // The partner tries its newest token first, and those before it where the hub refuses that.
      let answered: Answered | undefined;
      for (const token of [...self.tokensToHub].reverse().slice(0, 3)) {
        answered = await send(method, `/ocpi/${side}/${version}/${path}`, token, body, headers);
        if (answered.http !== 401) break;
      }
      return answered ?? { ok: false, http: 0, code: 0, message: 'no token', data: undefined, headers: {} };
    },
    reading: (path) => messageOf('GET', `/ocpi/${side}/${version}/${path}`, self.tokensToHub.at(-1) ?? ''),
    register: (tokenA) => exchange('POST', tokenA),
    renew() {
      renewal ??= renewOnce().finally(() => (renewal = undefined));
      return renewal;
    },
    hasOpenRenewal: () => openRenewal,
    on: (module, handler) => void handlers.set(module, handler),
  };
  network.serve(host, () => (self.mood === 'none' ? undefined : { owner, handle }));
  return self;
}

/** Reads an answer of the hub: its envelope and data. */
export function read({ http, headers, body }: Reply): Answered {
  const said = JSON.parse(body.toString() || '{}') as {
    status_code?: number;
    status_message?: string;
    data?: unknown;
  };
  const code = said.status_code ?? 0;
  const ok = http >= 200 && http < 300 && code >= 1000 && code < 2000;
  return { ok, http, code, message: said.status_message ?? '', data: said.data, headers };
}
