import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../torture/common/partner-record-lines.ts';
import { until } from '../torture/wait-until.ts';
import type { Hub } from './hub-under-attack.ts';
import { type Answered, call } from './raw-requests.ts';

/** A request that the hub has sent to a partner. */
export interface Received {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Json;
}

/** An answer of an attack's partner: status, `data`, message, more headers; `undefined` is the honest one. */
export type Reply =
  | { status?: number; code?: number; message?: string; data?: unknown; headers?: Record<string, string> }
  | undefined;

/** A partner in an attack: it speaks raw HTTP, records all requests of the hub, and answers as the attack says. */
export interface Partner {
  party: string;
  role: 'CPO' | 'EMSP';
  /** Connection id at the hub. */
  id: string;
  token: string;
  received: Received[];
  /** URL at which the partner serves its own modules. */
  home: string;
  /** URL of the hub's interface for the partner. */
  base: string;
  answer: (request: Received) => Reply;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** The requests for a module that the partner has received from the hub, by method. */
  got(module: string, method?: string): Received[];
  stop(): void;
}

const modules = ['credentials', 'locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands'];

/** Invites a party at the hub and registers it. */
export async function join(hub: Hub, role: 'CPO' | 'EMSP', party: string): Promise<Partner> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const path = request.url ?? '';
      const given = {
        method: request.method ?? '',
        path,
        headers: request.headers,
        body: (text === '' ? {} : JSON.parse(text)) as Json,
      };
      partner.received.push(given);
      const {
        status = 200,
        code = 1000,
        message,
        data,
        headers,
      } = partner.answer(given) ?? honest(given, home());
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(
        JSON.stringify({
          ...(data === undefined ? {} : { data }),
          status_code: code,
          status_message: message,
          timestamp: new Date().toISOString(),
        }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const home = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocpi`;
  const base = `${hub.url}/ocpi/${role === 'CPO' ? 'emsp' : 'cpo'}/2.1.1`;
  const partner: Partner = {
    party,
    role,
    id: '',
    token: '',
    received: [],
    base,
    home: `${home()}/2.1.1`,
    answer: () => undefined,
    send: (method, path, body, headers) =>
      call(method, `${base}${path}`, `Token ${partner.token}`, body, headers),
    got: (module, method) =>
      partner.received.filter(
        (one) => one.path.startsWith(`/ocpi/2.1.1/${module}`) && (!method || one.method === method),
      ),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const invited = await admin(hub, 'POST', '/connections', {
    role,
    country_code: 'NL',
    party_id: party,
    name: party,
  });
  partner.id = String(invited.json.id);
  partner.token = String(invited.json.token);
  const body = {
    token: `from-hub-${party}-token`,
    url: `${home()}/versions`,
    party_id: party,
    country_code: 'NL',
    business_details: { name: party },
  };
  const answer = await partner.send('POST', '/credentials', body);
  const token = (answer.json.data as Json | undefined)?.token;
  if (typeof token !== 'string')
    throw new Error(`${party} could not register: ${answer.status} ${JSON.stringify(answer.json)}`);
  partner.token = token;
  return partner;
}

/** Sends a request to the hub's admin API. */
function admin(hub: Hub, method: string, path: string, body?: unknown): Promise<Answered> {
  return call(method, `${hub.url}/admin${path}`, `Bearer ${hub.adminToken}`, body);
}

/** Pulls all Locations of a partner; resolves when the hub has them, or has given up. */
export async function pull(hub: Hub, { id }: Partner): Promise<void> {
  const { json } = await admin(hub, 'POST', `/connections/${id}/syncs`, {
    type: 'full',
    modules: ['locations'],
  });
  await until(async () => {
    const { status } = (await admin(hub, 'GET', `/syncs/${String(json.id)}`)).json;
    return status === 'RUNNING' ? 'the pull runs' : undefined;
  }, 60_000);
}

/** The findings about a partner's requests for a module that the hub's operator sees. */
export async function findingsOf(hub: Hub, { id }: Partner, module: string): Promise<Json[]> {
  const query = `connection=${id}&module=${module}&direction=IN`;
  const { json, status } = await admin(hub, 'GET', `/requests?${query}`);
  if (!Array.isArray(json)) throw new Error(`no requests of ${id}: HTTP ${status}`);
  return (json as Json[]).flatMap(({ findings }) => findings as Json[]);
}

/** Makes an agreement between an operator and a provider. */
export async function agree(hub: Hub, cpo: Partner, emsp: Partner): Promise<void> {
  const of = ({ party }: Partner) => ({ country_code: 'NL', party_id: party });
  const { status } = await admin(hub, 'POST', '/agreements', { cpo: of(cpo), emsp: of(emsp) });
  if (status !== 201) throw new Error(`no agreement of ${cpo.party} and ${emsp.party}: HTTP ${status}`);
}

function honest({ method, path }: Received, home: string): NonNullable<Reply> {
  if (path === '/ocpi/versions') return { data: [{ version: '2.1.1', url: `${home}/2.1.1` }] };
  if (path === '/ocpi/2.1.1')
    return {
      data: {
        version: '2.1.1',
        endpoints: modules.map((identifier) => ({ identifier, url: `${home}/2.1.1/${identifier}` })),
      },
    };
  if (method === 'GET') return { data: [], headers: { 'X-Total-Count': '0', 'X-Limit': '1000' } };
  if (path.includes('/authorize')) return { data: { allowed: 'NOT_ALLOWED' } };
  if (path.includes('/commands')) return { data: { result: 'ACCEPTED' } };
  if (path.includes('/cdrs')) return { status: 201, headers: { Location: `${home}/2.1.1/cdrs/1` } };
  return {};
}
