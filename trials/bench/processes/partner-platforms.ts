import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as post } from 'undici';
import { answer } from './answer-calls.ts';
import { percentile } from './percentiles.ts';

// This program plays the platforms of all partners in the benchmark: each has a port of its own, accepts pushes, and
// answers commands and authorisations.

/** The behaviour of a simulated partner in the benchmark. */
export interface Manners {
  /** Milliseconds that the simulated partner waits before it answers. */
  delay?: number;
  /** The partner's answer to `authorize`: whether it allows the token; absent for a token that it does not know. */
  allows?: boolean;
  /** The token with which the partner sends the results of commands. */
  token?: string;
  /**
   * Objects in a partner's list: `count` of them, made from a text in which `{n}` is their number, in pages of `page`.
   */
  dead?: boolean;
}

/** A partner's list: so many objects, made from a text in which `{n}` is their number, from 0 or `first` on, in pages of so many. */
export interface Offer {
  port: number;
  object: string;
  first?: number;
  count: number;
  page: number;
}

interface Sink {
  server: Server;
  manners: Manners;
  pages: Buffer[];
  count: number;
  counts: boolean;
  /** Milliseconds from the sending of each timed push to its arrival. */
  late: number[];
}

const sinks = new Map<number, Sink>();
const json = { 'content-type': 'application/json' };
const empty = Buffer.from('{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}');
let received = 0;
let expected: { total: number; reached: () => void } | undefined;

async function open({ count }: { count: number }): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer((request, response) => serve(sink, request, response));
      const sink: Sink = { server, manners: {}, pages: [], count: 0, counts: true, late: [] };
      const port = await listen(server, 0);
      sinks.set(port, sink);
      return port;
    }),
  );
}

function serve(sink: Sink, request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '' } = request;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const arrived = performance.timeOrigin + performance.now();
    const end = () => {
      if (method === 'GET') list(sink, request, response);
      else if (url.includes('authorize')) response.writeHead(200, json).end(word(sink.manners));
      else if (url.includes('/commands/')) accept(sink, Buffer.concat(chunks), response);
      else response.writeHead(200, json).end(empty);
    };
    if (sink.manners.delay) setTimeout(end, sink.manners.delay);
    else end();
    if ((method !== 'GET' && method !== 'POST') || url.endsWith(results))
      count(sink, Buffer.concat(chunks), arrived);
  });
}

/** End of the URL at which a provider takes the results of its commands. */
const results = '/results';

/** Accepts a command, and sends its result to the URL that it names. */
function accept({ manners }: Sink, command: Buffer, response: ServerResponse): void {
  const { response_url: url } = JSON.parse(command.toString()) as { response_url: string };
  const result = () =>
    post(url, {
      method: 'POST',
      headers: { ...json, authorization: `Token ${manners.token}` },
      body: '{"result":"ACCEPTED"}',
    }).then(({ body }) => body.dump());
  response.writeHead(200, json).end(accepted, () => void result());
}

const accepted = '{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z","data":{"result":"ACCEPTED"}}';

/** Counts a push or a result of a command, and the delay of a push if the sender wrote the time of sending into it. */
function count(sink: Sink, body: Buffer, arrived: number): void {
  if (!sink.counts) return;
  received += 1;
  const stamp = /"physical_reference":"(\d{16})"/.exec(body.toString('latin1'))?.[1];
  if (stamp) sink.late.push(arrived - Number(stamp) / 1000);
  if (expected && received >= expected.total) expected.reached();
}

/** Answers the hub's requests for versions, their details, and lists. */
function list(sink: Sink, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const home = `http://${request.headers.host}/ocpi`;
  const modules = ['credentials', 'locations', 'tokens', 'commands'].map((identifier) => ({
    identifier,
    url: `${home}/${identifier}`,
  }));
  const endpoints = {
    '2.1.1': modules,
    '2.2.1': modules.map((one) => ({
      ...one,
      role: one.identifier === 'locations' ? 'RECEIVER' : 'SENDER',
    })),
  };
  // The versions of a partner that speaks 2.2.1 stand one level below.
  const version = pathname.includes('/2.2.1') ? '2.2.1' : '2.1.1';
  if (pathname.endsWith('/versions')) return send(response, [{ version, url: `${home}/${version}` }]);
  if (pathname.endsWith(`/${version}`)) return send(response, { version, endpoints: endpoints[version] });
  if (!pathname.endsWith('/locations') || sink.pages.length === 0)
    return send(response, [], { 'x-total-count': '0' });
  const page = Number(searchParams.get('page') ?? 0);
  const next =
    page + 1 < sink.pages.length ? { link: `<${home}/locations?page=${page + 1}>; rel="next"` } : {};
  response
    .writeHead(200, { ...json, ...next, 'x-total-count': String(sink.count), 'x-limit': '1000' })
    .end(sink.pages[page]);
}

function send(response: ServerResponse, data: unknown, headers: Record<string, string> = {}): void {
  const body = JSON.stringify({ status_code: 1000, timestamp: '2026-01-01T00:00:00Z', data });
  response.writeHead(200, { ...json, ...headers }).end(body);
}

function word({ allows }: Manners): string {
  const data = { allowed: 'ALLOWED', info: { language: 'en', text: 'Welcome' } };
  return JSON.stringify(
    allows
      ? { status_code: 1000, timestamp: '2026-01-01T00:00:00Z', data }
      : { status_code: 2004, status_message: 'unknown token', timestamp: '2026-01-01T00:00:00Z' },
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((listening) =>
    server.listen(port, '127.0.0.1', () => listening((server.address() as AddressInfo).port)),
  );
}

answer({
  open,
  async behave({ port, manners }: { port: number; manners: Manners }) {
    const sink = sinks.get(port) as Sink;
    sink.manners = manners;
    if (manners.dead) {
      sink.server.closeAllConnections();
      sink.server.close();
    } else if (!sink.server.listening) await listen(sink.server, port);
  },
  offer({ port, object, first = 0, count: all, page }: Offer) {
    const sink = sinks.get(port) as Sink;
    sink.count = all;
    sink.pages = Array.from({ length: Math.ceil(all / page) }, (_, at) => {
      const objects = Array.from({ length: Math.min(page, all - at * page) }, (_each, n) =>
        object.replaceAll('{n}', String(first + at * page + n)),
      );
      return Buffer.from(
        `{"data":[${objects.join(',')}],"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}`,
      );
    });
  },
  /** Resets the counts of pushes; from now on only those to some of the ports count. */
  reset({ ports }: { ports: number[] }) {
    received = 0;
    expected = undefined;
    for (const [port, sink] of sinks) Object.assign(sink, { counts: ports.includes(port), late: [] });
  },
  /** Resolves when so many pushes have come since the last reset. */
  expect: ({ total }: { total: number }) =>
    new Promise<void>((reached) => {
      expected = { total, reached };
      if (received >= total) reached();
    }),
  /** Percentiles of the delays of pushes since the last reset, in milliseconds. */
  late() {
    const late = [...sinks.values()].flatMap((sink) => sink.late);
    return { p50: percentile(late, 0.5), p99: percentile(late, 0.99) };
  },
});
