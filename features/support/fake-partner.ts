import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Content, call, type JsonObject } from './http-call.ts';
import { asProviderWrites, newerToken } from './objects-in-2.2.1.ts';
import { Rules } from './partner-reply-rules.ts';
import type { Platform, Received, Reply, Role } from './partner-types.ts';
import { record } from './record-received-request.ts';
import { answerLikeAPartner, envelope } from './well-behaved-answers.ts';

const modules = [
  'credentials',
  'locations',
  'sessions',
  'cdrs',
  'tariffs',
  'tokens',
  'commands',
  'chargingprofiles',
];

/** All tokens, plain and in Base64, that a partner of this process has ever given to a hub. */
const given = new Set<string>();

/**
 * A partner's platform, written by hand: it serves versions, details, credentials and its modules on a port of its own,
 * records every request of the hub, and answers 1000 unless a rule says otherwise.
 */
export class Partner implements Platform {
  readonly name: string;
  readonly role: Role;
  readonly country_code: string;
  readonly party_id: string;
  readonly received: Received[] = [];
  /** Id of the partner's connection in the hub. */
  connection = '';
  /** The hub's versions URL from the partner's invitation. */
  hubVersionsUrl = '';
  /** All tokens with which the partner has called the hub: its invitation (TOKEN_A) first, the one in use last. */
  readonly tokensToHub: string[] = [];
  /** All tokens with which the hub was allowed to call the partner; `tokenFromHub` is the last. */
  readonly tokensFromHub: (string | undefined)[] = [];
  /** The hub's endpoints by module, according to the hub's version details. */
  hubEndpoints: Map<string, string> | undefined;
  /** Path of the partner's versions endpoint. */
  versionsPath = '/ocpi/versions';
  version = '2.1.1';
  /** The versions that the partner offers, each with the path of its details. */
  versions: Record<string, string> = { '2.1.1': '/ocpi/2.1.1' };
  /** The modules that the partner offers, each with the path of its endpoint. */
  endpoints: Record<string, string>;
  /** The objects in the partner's lists, by module. */
  lists: Record<string, JsonObject[]> = {};
  listsFor: Record<string, Record<string, JsonObject[]>> = {};
  clock = 0;
  /** The most objects on one page of the partner's lists. */
  pageSize = 1000;
  /** Whether a page of the partner's lists links to the next one. */
  linksPages = true;
  afterPage: ((module: string) => void) | undefined;
  /** Whether the partner's answers carry the message ids of the request. */
  echoesIds = true;
  /** Additional headers of every answer of the partner. */
  answerHeaders: Record<string, string> = {};
  /** Inspects pushes before all rules for the partner's answers, and answers those that the partner refuses to read. */
  reader: ((received: Received) => Reply | undefined) | undefined;
  private readonly rules = new Rules();
  private readonly server: Server;
  private port = 0;

  constructor(settings: { name: string; role: Role; country_code: string; party_id: string }) {
    this.name = settings.name;
    this.role = settings.role;
    this.country_code = settings.country_code;
    this.party_id = settings.party_id;
    const base = `/ocpi/${this.role === 'CPO' ? 'cpo' : 'emsp'}/2.1.1`;
    this.endpoints = Object.fromEntries(modules.map((module) => [module, `${base}/${module}`]));
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** The token with which the partner calls the hub. */
  get tokenToHub(): string {
    return this.tokensToHub.at(-1) ?? '';
  }

  set tokenToHub(token: string) {
    this.tokensToHub.push(token);
  }

  /** The token with which the hub must call the partner; other tokens get 401. Without one every call gets 401. */
  get tokenFromHub(): string | undefined {
    return this.tokensFromHub.at(-1);
  }

  set tokenFromHub(token: string | undefined) {
    this.tokensFromHub.push(token);
    if (token !== undefined) given.add(token).add(Buffer.from(token).toString('base64'));
  }

  /** Makes the partner speak another OCPI version from now on, with its endpoints and token coding. */
  speaks(version: string): void {
    this.version = version;
    this.versions = { [version]: `/ocpi/${version}` };
    const base = `/ocpi/${this.role === 'CPO' ? 'cpo' : 'emsp'}/${version}`;
    this.endpoints = Object.fromEntries(modules.map((module) => [module, `${base}/${module}`]));
    this.hubEndpoints = undefined;
  }

  written(token: string): string {
    return this.version === '2.1.1' ? token : Buffer.from(token).toString('base64');
  }

  /** The fields beside ALLOWED in the partner's authorisation answers: the Token, since 2.2. */
  allows({ path, query }: Received): JsonObject {
    if (this.version === '2.1.1') return {};
    const { country_code, party_id } = this;
    const uid = path.split('/').at(-2) ?? '';
    const known = { country_code, party_id, uid, type: query.type ?? 'RFID' };
    const contract = { contract_id: `CON-${country_code}-${uid}`, issuer: `${this.name} Mobility` };
    return {
      token: {
        ...known,
        ...contract,
        valid: true,
        whitelist: 'ALLOWED',
        last_updated: '2025-03-01T08:00:00Z',
      },
    };
  }

  /** Address of the partner's platform, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The query that a gateway in front of the partner demands in every URL, as its first parameter. */
  key = '';
  /** The compression of the partner's answers: content encoding and bytes. */
  packs: ((body: string) => { encoding: string; bytes: Buffer }) | undefined;

  /** The partner's versions URL. */
  get versionsUrl(): string {
    return this.url + this.versionsPath + (this.key && `?${this.key}`);
  }

  /** Opens the partner's port: a free one, or after `goDark` the same as before. */
  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Whether the partner has failed: a rule made it answer otherwise, or it could not be reached. */
  troubled = false;

  /** Closes the partner's port and cuts every connection: from now on the hub cannot reach it. */
  async goDark(): Promise<void> {
    this.troubled = true;
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  /**
   * Adds a rule for the partner's answers to `method` (`*` for all) on matching paths, for `times` requests. The newest
   * rule counts.
   */
  answers(method: string, path: RegExp, reply: Reply, times = Number.POSITIVE_INFINITY): void {
    this.troubled = true;
    this.rules.add({ method, path, reply, times });
  }

  /** Removes all rules for the partner's answers. */
  behave(): void {
    this.rules.clear();
  }

  /** The partner's own Credentials object; `token` is the one with which the hub is to call it. */
  credentials(token: string): JsonObject {
    return {
      token,
      url: this.versionsUrl,
      ...(this.version === '2.1.1' ? this.party() : { roles: [{ role: this.role, ...this.party() }] }),
    };
  }

  private party(): JsonObject {
    return {
      business_details: { name: `${this.name} Mobility` },
      party_id: this.party_id,
      country_code: this.country_code,
    };
  }

  /** Sends a request to the hub with the partner's token; `target` is a module path (`locations/1`), path or URL. */
  async send(method: string, target: string, content: Content = {}): Promise<Answer> {
    const given = Object.entries(content.headers ?? {});
    const { body: text } = content;
    const isNewer = this.version !== '2.1.1' && text !== undefined;
    const body = isNewer ? asProviderWrites(this, target, text) : text;
    const typed = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = new Map(
      Object.entries({ authorization: `Token ${this.written(this.tokenToHub)}`, ...typed }),
    );
    for (const [name, value] of given) headers.set(name.toLowerCase(), value);
    for (const [name, value] of given) if (value === 'absent') headers.delete(name.toLowerCase());
    return call(method, await this.hubUrl(target), {
      headers: Object.fromEntries(headers),
      body,
    });
  }

  /** The URL in the hub of a target. Module paths need the hub's version details, which are fetched once. */
  async hubUrl(target: string): Promise<string> {
    if (/^https?:/.test(target)) return target;
    if (target.startsWith('/')) return new URL(this.hubVersionsUrl).origin + target;
    const [module = '', rest = ''] = split(target, /[/?]/);
    this.hubEndpoints ??= await this.discover();
    // Before its registration the hub did not know its modules (VER-13), so the details are read again.
    if (!this.hubEndpoints.has(module)) this.hubEndpoints = await this.discover();
    const endpoint = this.hubEndpoints.get(module);
    if (!endpoint)
      throw new Error(`the hub's version details list no ${module}: ${[...this.hubEndpoints.keys()]}`);
    return rest === '' || rest.startsWith('?') ? endpoint + rest : `${endpoint.replace(/\/$/, '')}${rest}`;
  }

  /** Reads the hub's versions and the details of its version, with its own or another token. */
  async discover(token = this.tokenToHub): Promise<Map<string, string>> {
    const headers = { authorization: `Token ${this.written(token)}` };
    const versions = await call('GET', this.hubVersionsUrl, { headers });
    const list = (versions.json?.data ?? []) as { version: string; url: string }[];
    const url = list.find((entry) => entry.version === this.version)?.url;
    if (!url)
      throw new Error(
        `${this.name} finds no version ${this.version} at ${this.hubVersionsUrl}: ${versions.body}`,
      );
    const details = await call('GET', url, { headers });
    const endpoints = ((details.json?.data as JsonObject | undefined)?.endpoints ?? []) as JsonObject[];
    return new Map(endpoints.map((endpoint) => [String(endpoint.identifier), String(endpoint.url)]));
  }

  /** The received requests for a module path (`locations/NL/ABC/1`); `*` is any method, `path` may be a pattern. */
  requests(method: string, path: string | RegExp): Received[] {
    const fits = (entry: Received) =>
      typeof path === 'string' ? entry.path === path : path.test(entry.path);
    return this.received.filter((entry) => (method === '*' || entry.method === method) && fits(entry));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await record(request, this.endpoints);
    if (isOfAnotherHub(received)) return void response.writeHead(401).end();
    this.received.push(received);
    response.once('close', () => {
      if (!received.answered) received.givenUp = Date.now();
    });
    if (this.key && !received.url.includes('esult') && !received.url.includes(`?${this.key}`))
      return void response
        .writeHead(401, { 'content-type': 'text/html' })
        .end(`<p>No key in ${received.url}`);
    const told = this.reader?.(received) ?? this.rules.take(received);
    if (told?.instead === 'hang') return;
    if (told?.instead === 'cut') return void response.destroy();
    if (told?.instead === 'drip') return drip(response);
    if (told?.delay) await new Promise((resolve) => setTimeout(resolve, told.delay));
    const given = told && !isPause(told) && !told.instead ? told : await this.ownAnswer(received);
    const reply = this.withToken(received, given);
    if (told?.instead === 'lose') return void response.destroy();
    const body = reply.body ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
    const status = reply.status ?? 200;
    const type = { 'content-type': 'application/json' };
    received.answered = { status, body };
    const packed = body === '' ? undefined : this.packs?.(body);
    const coding: Record<string, string> = packed ? { 'content-encoding': packed.encoding } : {};
    response
      .writeHead(status, {
        ...type,
        ...coding,
        ...this.answerHeaders,
        ...this.ids(received),
        ...reply.headers,
      })
      .end(packed?.bytes ?? reply.bytes ?? body);
  }

  /** Adds the Token to an ALLOWED answer of 2.2.1, also to one that a step's rule gives. */
  private withToken(received: Received, reply: Reply): Reply {
    const json = reply.json as JsonObject | undefined;
    const data = json?.data;
    if (this.version === '2.1.1' || !received.path.endsWith('/authorize')) return reply;
    if (typeof data !== 'object' || data === null || Array.isArray(data) || !('allowed' in data))
      return reply;
    const { token } = data;
    const own: JsonObject = token === undefined ? {} : { token: newerToken(this, token as JsonObject) };
    return { ...reply, json: { ...json, data: { ...this.allows(received), ...data, ...own } } };
  }

  private async ownAnswer(received: Received): Promise<Reply> {
    try {
      return await answerLikeAPartner(this, received);
    } catch (error) {
      return { json: envelope(3001, undefined, String(error)) };
    }
  }

  private ids({ headers }: Received): Record<string, string> {
    const names = this.echoesIds ? ['x-request-id', 'x-correlation-id'] : [];
    return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  }
}

/**
 * Whether a push comes from a hub that none of the partners has registered with: the operating system gives a port again,
 * and a hub of another process may still send to the partner that had it before.
 */
function isOfAnotherHub({ method, headers }: Received): boolean {
  const token = /^Token (.+)$/.exec(headers.authorization ?? '')?.[1];
  return method !== 'GET' && token !== undefined && !given.has(token);
}

/** Sends an endless answer byte by byte, until the hub closes the connection. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

function isPause(reply: Reply): boolean {
  return Object.keys(reply).every((name) => name === 'delay');
}

function split(text: string, at: RegExp): [string, string] {
  const index = text.search(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}
