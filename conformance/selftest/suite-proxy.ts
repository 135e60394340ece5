import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';
import { fresh, passedOn } from './partner-proxy.ts';

/**
 * Behaviours of the proxy between a partner and the suite that it calls. Patterns match requests written as `PUT
 * /room/in/…?query body`.
 */
export interface SuiteProxy {
  /** The documents that the partner does not request, since it knows them already: the proxy answers for the suite. */
  knows?: 'versions' | 'details';
  /** Texts that the proxy replaces in paths, and in the bodies of matching requests. */
  moves?: [from: string | RegExp, to: string];
  bodies?: [request: RegExp, from: string | RegExp, to: string];
  /** Requests in which the proxy replaces the token: by the first that was used, by the Base64 form, by none. */
  tokens?: [request: RegExp, which: 'first' | 'base64' | 'none'];
  /** Requests that the proxy answers with success and does not forward. */
  swallows?: RegExp;
  /** Requests after which the proxy PATCHes the Session of their path to ACTIVE once more. */
  echoes?: RegExp;
  /** Requests whose refusal the proxy turns into a success. */
  believes?: RegExp;
  /** Requests after which the proxy GETs another path of the suite, in place of the part from `/in/` on. */
  asks?: [request: RegExp, path: string];
}

/**
 * Opens a proxy in front of the suite, which listens at `port`; the proxy changes the partner's requests in these ways.
 */
export async function openSuiteProxy(ways: SuiteProxy, port: number) {
  const server = createServer((req, res) => void pass(req, res).catch(() => res.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let first: string | undefined;

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url ?? '/';
    const given = (await buffer(req)).toString();
    const asked = `${req.method} ${path} ${given}`;
    const say = (data?: unknown) => {
      const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ status_code: 1000, timestamp, ...(data === undefined ? {} : { data }) }));
    };
    if (ways.knows === 'versions' && /^GET \S*\/x-plain\/v $/.test(asked))
      return say([{ version: '2.1.1', url: `${url}${path}/d` }]);
    if (ways.knows === 'details' && /^GET \S*\/x-plain\/v\/d/.test(asked)) return say(detailsAt(url, path));
    if (ways.swallows?.test(asked)) return say();
    const headers = passedOn(req.headers);
    first ??= headers.authorization;
    if (ways.tokens?.[0].test(asked)) headers.authorization = another(ways.tokens[1], headers.authorization);
    if (headers.authorization === undefined) delete headers.authorization;
    const body = ways.bodies?.[0].test(asked) ? given.replace(ways.bodies[1], ways.bodies[2]) : given;
    const to = `http://127.0.0.1:${port}${ways.moves ? path.replace(ways.moves[0], ways.moves[1]) : path}`;
    const answer = await request(to, {
      dispatcher: fresh,
      method: req.method as 'GET',
      headers,
      body: body || null,
    });
    const text = await answer.body.text();
    if (ways.echoes?.test(asked)) {
      const again = JSON.stringify({ status: 'ACTIVE', last_updated: '2099-01-01T00:00:00Z' });
      await (await request(to, { method: 'PATCH', headers, body: again })).body.dump();
    }
    if (ways.asks?.[0].test(asked)) {
      const other = to.replace(/\/in\/.*/, ways.asks[1]);
      await (await request(other, { dispatcher: fresh, headers: bare(headers) })).body.dump();
    }
    if (answer.statusCode >= 400 && ways.believes?.test(asked)) return say({ allowed: 'ALLOWED' });
    res.writeHead(answer.statusCode, passedOn(answer.headers)).end(text);
  }

  function bare({ authorization }: IncomingMessage['headers']): Record<string, string> {
    return authorization === undefined ? {} : { authorization };
  }

  function another(which: 'first' | 'base64' | 'none', authorization = ''): string | undefined {
    if (which === 'none') return undefined;
    if (which === 'first') return first;
    return `Token ${Buffer.from(authorization.replace(/^Token /, '')).toString('base64')}`;
  }

  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The suite's version details, as a partner that has read them before knows them. */
function detailsAt(url: string, path: string) {
  const room = url + path.replace(/\/x-plain\/.*/, '');
  const endpoints = Object.entries({
    credentials: '/in/credentials',
    locations: '/in/lo/',
    sessions: '/in/x/sessions',
    cdrs: '/in/cdr',
    tariffs: '/in/tariff-book/',
    tokens: '/in/t/',
    commands: '/in/do',
  }).map(([identifier, place]) => ({ identifier, url: room + place }));
  return { version: '2.1.1', endpoints };
}
