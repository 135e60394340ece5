import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { hasUnknownEnum, hasUnknownField, isReadable, type Json } from './platform-objects.ts';
import type { Quirks } from './quirks-of-platforms.ts';

/** The OCPI role of a platform. */
export type Role = 'CPO' | 'EMSP';

/** The other side of a simulated platform: its URL, token, and endpoints. */
export interface Peer {
  versionsUrl: string;
  token: string;
  endpoints: Record<string, string>;
}

/** The answer to a platform's request, as the platform's own client reads it. */
export interface Reply {
  http: number;
  /** The OCPI status code of the answer; `undefined` without an envelope. */
  code: number | undefined;
  data: unknown;
  headers: Headers;
}

const modules = ['credentials', 'locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands'];

/** A simulated partner's platform over real HTTP with one set of quirks; it shares no code with the hub. */
export class Platform {
  readonly party: { country_code: string; party_id: string };
  /** The objects that the platform has accepted, by `module/id`, and asynchronous results by `results`. */
  readonly held = new Map<string, Json>();
  /** The objects in the platform's lists, by module. */
  lists: Record<string, Json[]> = {};
  /** The token with which others call the platform. */
  ownToken = `own-${randomUUID()}`;
  peer: Peer = { versionsUrl: '', token: '', endpoints: {} };
  private readonly server: Server;

  constructor(
    readonly quirks: Quirks,
    readonly role: Role,
    country_code: string,
  ) {
    this.party = { country_code, party_id: role === 'CPO' ? 'OPR' : 'MSP' };
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Makes the platform listen on a free port. */
  async open(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  /** Closes the platform's port and cuts open connections. */
  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** All parties of the platform, the one of its Credentials first. */
  get parties(): { country_code: string; party_id: string }[] {
    const { party, quirks } = this;
    return quirks.sister ? [party, { ...party, party_id: quirks.sister }] : [party];
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** One of the platform's URLs, in the form that it publishes. */
  at(path: string): string {
    return this.url + path + (this.quirks.key && `?${this.quirks.key}`);
  }

  /** Calls a module of the platform's peer in the platform's own way; it does not follow redirects. */
  async call(method: string, module: string, path: string[], body?: unknown, query = ''): Promise<Reply> {
    const slash = this.quirks.slash && path.length === 0 ? '/' : '';
    const url = [(this.peer.endpoints[module] ?? '').replace(/\/$/, ''), ...path].join('/') + slash;
    return this.request(method, url + query, body);
  }

  /** Sends any request with the token for the platform's peer. */
  async request(method: string, url: string, body?: unknown, token = this.peer.token): Promise<Reply> {
    const sent = this.quirks.base64 ? Buffer.from(token).toString('base64') : token;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { authorization: `Token ${sent}`, 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const json = (await response.json().catch(() => undefined)) as
      | { status_code?: number; data?: unknown }
      | undefined;
    return { http: response.status, code: json?.status_code, data: json?.data, headers: response.headers };
  }

  /** The platform's Credentials, with the token that the other side is to use. */
  credentials(): Json {
    return {
      token: this.ownToken,
      url: this.at('/versions'),
      business_details: { name: this.quirks.name },
      ...this.party,
    };
  }

  /** Reads versions and details of the platform's peer; throws when they are missing. */
  async discover(): Promise<void> {
    const versions = (await this.request('GET', this.peer.versionsUrl)).data as Json[];
    const url = versions.find(({ version }) => version === '2.1.1')?.url as string;
    const { endpoints } = (await this.request('GET', url)).data as { endpoints: Record<string, string>[] };
    this.peer.endpoints = Object.fromEntries(endpoints.map((one) => [one.identifier ?? '', one.url ?? '']));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', this.url);
    const end = (http: number, body?: Json, headers: Record<string, string> = {}) =>
      void response
        .writeHead(http, { 'content-type': 'application/json', ...(body ? this.packing : {}), ...headers })
        .end(body && this.packed(JSON.stringify(body)));
    const ok = (data?: unknown, headers?: Record<string, string>) =>
      end(
        200,
        { ...(data === undefined ? {} : { data }), status_code: 1000, timestamp: '2026-01-31T08:00:00Z' },
        headers,
      );
    if (this.quirks.key && !url.search.includes(this.quirks.key)) return end(401);
    const expected = this.quirks.base64 ? Buffer.from(this.ownToken).toString('base64') : this.ownToken;
    if (request.headers.authorization !== `Token ${expected}`)
      return end(401, { status_code: 2000, timestamp: '2026-01-31T08:00:00Z' });
    if (url.pathname === '/versions')
      return ok([{ version: '2.1.1', url: this.at(`/${this.quirks.details}`) }]);
    if (url.pathname === `/${this.quirks.details}`)
      return ok({
        version: '2.1.1',
        endpoints: modules.map((identifier) => ({ identifier, url: this.at(`/api/2.1.1/${identifier}`) })),
      });
    const [, , , module = '', ...path] = url.pathname.split('/');
    if (this.quirks.slash && path.length === 0)
      return end(307, undefined, { location: `${url.pathname}/${url.search}` });
    const behind = path.at(-1) === '';
    if (this.quirks.redirectsBack && behind)
      return end(307, undefined, { location: url.pathname.replace(/\/$/, '') + url.search });
    if (!modules.includes(module) || behind !== (this.quirks.slash && path.length === 1 && behind))
      return end(404, { detail: 'Not Found' });
    const parts = path.filter(Boolean);
    if (['PUT', 'PATCH'].includes(request.method ?? '') && parts.length === 0) return end(405);
    const body = text ? (JSON.parse(text) as Json) : {};
    if (module === 'credentials') return this.takeCredentials(body, ok, end);
    if (request.method === 'GET' && parts.length === 0) return this.list(module, url, ok);
    if (parts.at(-1) === 'authorize') return ok({ allowed: 'ALLOWED' });
    if (module === 'commands') return this.command(parts, body, ok);
    if (this.quirks.throws && hasUnknownEnum(body)) return end(500);
    const kind = module === 'locations' && parts.length > 3 ? 'evses' : module;
    if (this.quirks.closed && hasUnknownField(kind, body)) return end(400);
    if (this.quirks.redirectsBack && request.method === 'PATCH' && !this.held.has(`${module}/${parts[2]}`))
      return end(404, { detail: 'Not Found' });
    const problem = isReadable(this.quirks, module, body);
    const partial = request.method === 'PATCH';
    if (problem && !partial)
      return this.quirks.wantsNulls
        ? end(422, { detail: [{ loc: ['body'], msg: problem, type: 'missing' }] })
        : end(200, { status_code: 2001, status_message: problem, timestamp: '2026-01-31T08:00:00Z' });
    this.held.set(`${partial ? 'patch ' : ''}${module}/${parts.at(partial ? -1 : 2) ?? body.id}`, body);
    if (this.quirks.empty) return end(204);
    ok(undefined);
  }

  private get packing(): Record<string, string> {
    return this.quirks.gzip ? { 'content-encoding': 'gzip' } : {};
  }

  private packed(body: string): string | Buffer {
    return this.quirks.gzip ? gzipSync(body) : body;
  }

  /** Handles a handshake that the other side begins: the platform calls back before it answers. */
  private async takeCredentials(
    body: Json,
    ok: (data?: unknown) => void,
    end: (http: number) => void,
  ): Promise<void> {
    this.peer = { versionsUrl: String(body.url), token: String(body.token), endpoints: {} };
    try {
      await this.discover();
    } catch {
      return end(500);
    }
    this.ownToken = `own-${randomUUID()}`;
    ok(this.credentials());
  }

  private list(module: string, url: URL, ok: (data: unknown, headers: Record<string, string>) => void): void {
    const all = this.lists[module] ?? [];
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const next = new URL(url);
    next.searchParams.set('offset', String(offset + 2));
    const link: Record<string, string> =
      !this.quirks.unlinked && offset + 2 < all.length ? { link: `<${next.href}>; rel="next"` } : {};
    ok(all.slice(offset, offset + 2), { 'x-total-count': String(all.length), 'x-limit': '2', ...link });
  }

  private command(parts: string[], body: Json, ok: (data?: unknown) => void): void {
    if (parts[0] === 'result') {
      this.held.set('results', body);
      return ok();
    }
    ok({ result: 'ACCEPTED' });
    void this.request('POST', String(body.response_url), { result: 'ACCEPTED' }).catch(() => undefined);
  }
}
