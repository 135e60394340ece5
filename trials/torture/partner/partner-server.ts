import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Json, Write } from '../common/partner-record-lines.ts';
import { random } from '../common/seeded-random.ts';
import type { LineFile } from './append-line-file.ts';
import type { Settings } from './partner-process-settings.ts';
import type { Copies } from './received-object-copies.ts';
import { tariff } from './sample-objects.ts';
import type { startSender } from './send-to-hub.ts';

const modules = ['credentials', 'locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands'];

/** Ids of Tariffs that an operator offers in its list and never pushes. */
const onList = ['Q1', 'Q2', 'Q3'];

interface Answer {
  http?: number;
  data?: unknown;
}

/**
 * Starts a partner's server: it records each request before the answer, accepts commands and sends their results later.
 */
export async function startServer(
  settings: Settings,
  lineFile: LineFile,
  copies: Copies,
  sender: ReturnType<typeof startSender>,
): Promise<{ offer(round: number): void; idle(): Promise<void> }> {
  const { whole, pick } = random(settings.seed, settings.round, settings.party, 'desk');
  const list = new Map<string, Json>();
  const telling = new Set<Promise<void>>();
  const base = '/ocpi/2.1.1';
  const home = `http://127.0.0.1:${settings.port}`;

  const server = createServer((request, response) => {
    void answer(request).then(
      async ({ http = 200, data }) => {
        if (whole(1, 4) === 1) await pause(whole(0, 30));
        const body = { status_code: http < 300 ? 1000 : 2000, timestamp: new Date().toISOString(), data };
        response.writeHead(http, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      (error: unknown) => {
        // A hub that is killed in the middle of a request leaves an incomplete one.
        if (!request.destroyed) throw error;
      },
    );
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://partner');
    if (request.headers.authorization !== `Token from-hub-${settings.party}`) return { http: 401 };
    if (url.pathname === '/ocpi/versions') return { data: [{ version: '2.1.1', url: home + base }] };
    if (url.pathname === base) return { data: { version: '2.1.1', endpoints: endpoints() } };
    if (url.pathname.startsWith('/results/')) return taken(url.pathname, body);
    const [module = '', ...rest] = url.pathname.slice(base.length + 1).split('/');
    if (module === 'commands') return command(body);
    if (request.method === 'GET')
      return rest.length > 0 ? shown(module, rest) : { data: listed(module, url) };
    if (url.pathname.endsWith('/authorize')) return { data: { allowed: 'NOT_ALLOWED' } };
    const write = writeOf(request, module, rest, body);
    lineFile.write({ is: 'got', write });
    copies.take(write);
    return {};
  }

  /** The partner's copy of an object, as a receiver answers a GET. */
  function shown(module: string, path: string[]): Answer {
    const [, owner = '', id = ''] = path.map((word) => decodeURIComponent(word));
    const data = copies.of({ module, owner, id });
    return data ? { data } : { http: 404 };
  }

  function taken(path: string, body: Json): Answer {
    lineFile.write({ is: 'taken', command: path.slice('/results/'.length), result: String(body.result) });
    return {};
  }

  function command(body: Json): Answer {
    const id = String(body.torture_id);
    const told = sendResult(id, String(body.response_url), pick(['ACCEPTED', 'REJECTED']))
      .catch(() => {})
      .finally(() => telling.delete(told));
    telling.add(told);
    return { data: { result: 'ACCEPTED' } };
  }

  /** Sends a command's result until the hub confirms it, or answers that it expects none. */
  async function sendResult(id: string, url: string, result: string): Promise<void> {
    await pause(whole(0, 150));
    for (let times = 0; times < 100; times += 1) {
      lineFile.write({ is: 'telling', command: id, result });
      const { outcome } = await sender.call('POST', url, { result });
      if (outcome === 'acked') return lineFile.write({ is: 'told', command: id, result });
      if (outcome === 'refused') return;
      await pause(40);
    }
  }

  function listed(module: string, url: URL): Json[] {
    const [from, to] = ['date_from', 'date_to'].map((name) => url.searchParams.get(name));
    lineFile.write({ is: 'listed', module, from: from ?? null, to: to ?? null });
    if (module !== 'tariffs') return [];
    const within = ({ last_updated }: Json) =>
      (!from || String(last_updated) >= from) && (!to || String(last_updated) < to);
    return [...list.values()].filter(within);
  }

  function offer(round: number): void {
    if (settings.role !== 'CPO') return;
    onList.forEach((id, at) => {
      const body = tariff(id, round * 10_000_000 + at);
      list.set(id, body);
      lineFile.write({ is: 'offered', id, body });
    });
  }

  const endpoints = () => modules.map((identifier) => ({ identifier, url: `${home}${base}/${identifier}` }));

  server.keepAliveTimeout = 30_000;
  await new Promise<void>((listening) => server.listen(settings.port, '127.0.0.1', listening));
  if (settings.round > 0) offer(settings.round);
  return {
    offer,
    async idle() {
      while (telling.size > 0) await Promise.all(telling);
    },
  };
}

/** A push as a write of the owner; for a CDR only the headers name the owner. */
function writeOf({ method, headers }: IncomingMessage, module: string, path: string[], body: Json): Write {
  const posted = method === 'POST';
  const [, owner = '', id = '', part] = path.map((word) => decodeURIComponent(word));
  return {
    method: method as 'PUT',
    module,
    owner: posted ? String(headers['ocpi-from-party-id']) : owner,
    id: posted ? String(body.id) : id,
    ...(part === undefined ? {} : { part }),
    ...(method === 'DELETE' ? {} : { body }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Json);
}
