import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';

/** Ways of a web server before a partner: the first two are legal, the others no partner's. A request fits as `PUT /ocpi/…?query body`. */
export interface Front {
  /** The URLs of endpoints end with a slash. */
  slashes?: boolean;
  /** No page is longer. */
  page?: number;
  /** Requests that it answers itself with HTTP 200: with status code 2001, or with 1000 and no data. */
  refuses?: RegExp;
  takes?: RegExp;
  /** Text that it replaces in the answers to requests that fit, and a header that it takes away. */
  rewrites?: [request: RegExp, from: RegExp, to: string];
  without?: string;
}

/** A server before the one that listens at `port`; requests pass, in its own ways. */
export async function openFront(ways: Front, port: () => number) {
  const { slashes, page, refuses, takes, rewrites, without } = ways;
  const server = createServer((req, res) => void pass(req, res).catch(() => res.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const target = new URL(req.url ?? '/', url);
    if (page && req.method === 'GET' && Number(target.searchParams.get('limit') ?? page) >= page)
      target.searchParams.set('limit', String(page));
    const headers = passedOn(req.headers);
    const body = await buffer(req);
    const asked = `${req.method} ${target.pathname}${target.search} ${body.toString()}`;
    const own = refuses?.test(asked) ? 2001 : takes?.test(asked) ? 1000 : undefined;
    if (own) return void res.writeHead(200, { 'content-type': 'application/json' }).end(envelope(own));
    const answer = await request(`http://127.0.0.1:${port()}${target.pathname}${target.search}`, {
      method: req.method as 'GET',
      headers,
      body: body.length > 0 ? body : null,
    });
    const said = await answer.body.text();
    const text = rewrites?.[0].test(asked) ? said.replace(rewrites[1], rewrites[2]) : said;
    const more = passedOn(answer.headers);
    if (without) delete more[without];
    res
      .writeHead(answer.statusCode, more)
      .end(slashes && /\/2\.1\.1\/?$/.test(target.pathname) ? slashed(text) : text);
  }

  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function envelope(status_code: number): string {
  const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
  return JSON.stringify({ status_code, status_message: 'said by the front', timestamp });
}

/** Headers that belong to the message and not to its connection. */
function passedOn<T extends object>(headers: T): T {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))) as T;
}

/** Every URL of the version details with a slash at its end. */
function slashed(text: string): string {
  return text.replace(/("url":"[^"]*[^"/])"/g, '$1/"');
}
