import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';

/**
 * Behaviours of a proxy in front of a partner; only the first two and `lags` are legal. Patterns match requests written as `PUT
 * /ocpi/…?query body`.
 */
export interface PartnerProxy {
  /** The proxy adds a slash to the URLs of endpoints. */
  slashes?: boolean;
  /** The proxy limits pages of lists to this number of objects. */
  page?: number;
  /** Requests that the proxy answers itself: HTTP 200 with 2001, HTTP 200 with 1000 and no data, HTTP 401, HTTP 404. */
  refuses?: RegExp;
  takes?: RegExp;
  denies?: RegExp;
  lacks?: RegExp;
  /** Text that the proxy replaces in the answers to matching requests, and a header that it removes. */
  rewrites?: [request: RegExp, from: RegExp, to: string];
  without?: string;
  /** An HTTP status that the proxy replaces. */
  status?: [request: RegExp, from: number, to: number];
  /** A header that the proxy adds to answers without it. */
  adds?: [name: string, value: string];
  /** The HTTP status by which the proxy refuses an empty token. */
  blank?: number;
  /** Requests without a token that the proxy forwards with the last valid one. */
  opens?: RegExp;
  /** A part of every URL path that the proxy shows under another name. */
  renames?: [from: string, to: string];
  /** Paths that the proxy forwards in any case of letters, once it has forwarded one of them. */
  folds?: RegExp;
  /** The proxy keeps calling a party that has unregistered. */
  haunts?: boolean;
  /** After a renewal the proxy calls the other party with the new token, and then once more with the one before. */
  lags?: boolean;
  /** Lists that the proxy reverses at every second request. */
  turns?: RegExp;
  /** The number of characters to which the proxy fills up the tokens that it hands out. */
  pads?: number;
  /** The proxy accepts tokens in Base64 only. */
  encoded?: boolean;
  /** The proxy accepts `Content-Type: application/json` only without a charset. */
  picky?: boolean;
}

/**
 * Opens a proxy in front of a partner that listens at `port()`; the proxy changes requests and answers in these ways.
 */
export async function openPartnerProxy(ways: PartnerProxy, port: () => number) {
  const { page, rewrites, without, adds, renames: [from, to] = ['', ''] } = ways;
  const server = createServer((req, res) => void pass(req, res).catch(() => res.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = new Map<string, string>();
  let good = '';
  let readings = 0;
  let caller: { url?: string; token?: string } = {};

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const target = new URL((req.url ?? '/').replace(to, from), url);
    if (page && req.method === 'GET' && Number(target.searchParams.get('limit') ?? page) >= page)
      target.searchParams.set('limit', String(page));
    const headers = passedOn(req.headers);
    if (ways.encoded) headers.authorization = decoded(headers.authorization);
    if (ways.pads) headers.authorization = headers.authorization?.replaceAll('~', '');
    const body = await buffer(req);
    const asked = `${req.method} ${target.pathname}${target.search} ${body.toString()}`;
    const isOdd = ways.picky && headers['content-type']?.includes('charset');
    const own = answers.find(([way]) => (isOdd ? way === 'refuses' : ways[way]?.test(asked)));
    if (own) return void res.writeHead(own[1], { 'content-type': 'application/json' }).end(envelope(own[2]));
    if (ways.blank && /^Token *$/.test(headers.authorization ?? ''))
      return void res.writeHead(ways.blank, { 'content-type': 'application/json' }).end(envelope(2001));
    if (ways.opens?.test(asked) && headers.authorization === undefined) headers.authorization = good;
    const path = ways.folds?.test(asked)
      ? (seen.get(target.pathname.toLowerCase()) ?? target.pathname)
      : target.pathname;
    const before = caller;
    if (/^(POST|PUT) \S*\/credentials/.test(asked)) caller = JSON.parse(body.toString()) as typeof caller;
    const answer = await request(`http://127.0.0.1:${port()}${path}${target.search}`, {
      dispatcher: fresh,
      method: req.method as 'GET',
      headers,
      body: body.length > 0 ? body : null,
    });
    const said = await answer.body.text();
    if (answer.statusCode < 300 && /"status_code":1/.test(said)) {
      seen.set(path.toLowerCase(), path);
      good = headers.authorization ?? good;
      if (ways.lags && before.token && /^PUT \S*\/credentials/.test(asked)) void lag(before.token);
      if (ways.haunts && /^DELETE \S*\/credentials/.test(asked)) void haunt();
    }
    const text = rewrites?.[0].test(asked) ? said.replace(rewrites[1], rewrites[2]) : reworked(said, asked);
    const more = passedOn(answer.headers);
    if (without) delete more[without];
    if (adds && more[adds[0]] === undefined) more[adds[0]] = adds[1];
    res.writeHead(statusOf(answer.statusCode, asked), more).end(shown(text, target.pathname));
  }

  function statusOf(said: number, asked: string): number {
    const [request, before, after] = ways.status ?? [];
    return request?.test(asked) && said === before ? (after ?? said) : said;
  }

  function reworked(said: string, asked: string): string {
    if (ways.pads && /\/credentials/.test(asked))
      return said.replace(/"token":"([^"]*)"/, (_, token: string) => `"token":"${padded(token, ways.pads)}"`);
    if (!ways.turns?.test(asked)) return said;
    const { data, ...rest } = JSON.parse(said) as { data: unknown };
    if (!Array.isArray(data)) return said;
    readings += 1;
    return JSON.stringify({ ...rest, data: readings % 2 === 0 ? data.toReversed() : data });
  }

  function shown(text: string, path: string): string {
    const renamed = from ? text.replaceAll(from, to) : text;
    return ways.slashes && /\/2\.1\.1\/?$/.test(path) ? slashed(renamed) : renamed;
  }

  async function haunt(): Promise<void> {
    const headers = { authorization: `Token ${caller.token}` };
    for (let turn = 0; turn < 20 && server.listening; turn += 1) {
      await wait(100);
      await request(caller.url ?? '', { headers }).catch(() => undefined);
    }
  }

  /** Reads a list of the other party: with its new token, and then as a call that was under way at the renewal. */
  async function lag(tokenBefore: string): Promise<void> {
    const get = async (url: string, token = '') => {
      const { body } = await request(url, {
        headers: { authorization: `Token ${token}` },
        dispatcher: fresh,
      });
      return ((await body.json()) as { data: unknown }).data;
    };
    const [version] = (await get(caller.url ?? '', caller.token)) as { url: string }[];
    const { endpoints } = (await get(version?.url ?? '', caller.token)) as {
      endpoints: { identifier: string; url: string }[];
    };
    const list = endpoints.find(({ identifier }) => ['locations', 'tokens'].includes(identifier))?.url ?? '';
    await get(list, caller.token);
    await get(list, tokenBefore);
  }

  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/**
 * The Authorization header with its Base64 token decoded; a token that is not in Base64 becomes one that nobody knows.
 */
function decoded(authorization = ''): string {
  const token = authorization.replace(/^Token /, '');
  const plain = Buffer.from(token, 'base64').toString();
  return Buffer.from(plain).toString('base64') === token ? `Token ${plain}` : 'Token unknown';
}

/** Fills up a token to `length` characters; a longer one stays as it is. */
export function padded(token: string, length = 0): string {
  return token.padEnd(length, '~');
}

/** Opens a new connection for every request: the other side may just be closing one that is reused. */
export const fresh = new Agent({ pipelining: 0 });

/** The proxy's own answers: HTTP status and OCPI status code. */
const answers: [way: 'refuses' | 'takes' | 'denies' | 'lacks', http: number, code: number][] = [
  ['refuses', 200, 2001],
  ['takes', 200, 1000],
  ['denies', 401, 2000],
  ['lacks', 404, 2000],
];

function envelope(status_code: number): string {
  const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
  return JSON.stringify({ status_code, status_message: 'said by the front', timestamp });
}

/** The headers of a message without those that belong to its connection. */
export function passedOn<T extends object>(headers: T): T {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))) as T;
}

/** Adds a slash to every URL of the version details. */
function slashed(text: string): string {
  return text.replace(/("url":"[^"]*[^"/])"/g, '$1/"');
}
