import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';

/** Legal ways of a web server before a partner. */
export interface Front {
  /** The URLs of endpoints end with a slash. */
  slashes?: boolean;
  /** No page is longer. */
  page?: number;
}

/** A server before the one that listens at `port`; requests pass, in its own ways. */
export async function openFront({ slashes, page }: Front, port: () => number) {
  const server = createServer((req, res) => void pass(req, res).catch(() => res.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const target = new URL(req.url ?? '/', url);
    if (page && req.method === 'GET' && Number(target.searchParams.get('limit') ?? page) >= page)
      target.searchParams.set('limit', String(page));
    const headers = passedOn(req.headers);
    const body = await buffer(req);
    const answer = await request(`http://127.0.0.1:${port()}${target.pathname}${target.search}`, {
      method: req.method as 'GET',
      headers,
      body: body.length > 0 ? body : null,
    });
    const text = await answer.body.text();
    const more = passedOn(answer.headers);
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

/** Headers that belong to the message and not to its connection. */
function passedOn<T extends object>(headers: T): T {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))) as T;
}

/** Every URL of the version details with a slash at its end. */
function slashed(text: string): string {
  return text.replace(/("url":"[^"]*[^"/])"/g, '$1/"');
}
