import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from './http-call.ts';
import type { Platform, Received, Reply } from './partner-types.ts';

/** The answer of a well-behaved partner to a request of the hub. */
export async function answerLikeAPartner(partner: Platform, received: Received): Promise<Reply> {
  const path = received.url.replace(/\?.*/, '');
  const known =
    partner.tokenFromHub !== undefined &&
    received.headers.authorization === `Token ${partner.written(partner.tokenFromHub)}`;
  if (!known) return { status: 401, json: envelope(2000, undefined, 'unknown token') };
  if (path === partner.versionsPath) return ok(versions(partner));
  const version = Object.entries(partner.versions).find(([, details]) => details === path)?.[0];
  if (version) return ok(details(partner, version));
  if (received.module === 'credentials') return credentials(partner, received);
  if (received.module) return moduleAnswer(partner, received, received.module);
  return { status: 404, json: envelope(2000, undefined, `nothing at ${path}`) };
}

/** An OCPI response: status code, optional data and message, and the time. */
export function envelope(code: number, data?: Json, message?: string, now = Date.now()): JsonObject {
  return {
    ...(data === undefined ? {} : { data }),
    status_code: code,
    ...(message === undefined ? {} : { status_message: message }),
    timestamp: new Date(now).toISOString().replace(/\.\d+/, ''),
  };
}

function ok(data?: Json): Reply {
  return { json: envelope(1000, data) };
}

function keyed({ key }: Platform): string {
  return key && `?${key}`;
}

function versions(partner: Platform): Json {
  return Object.entries(partner.versions).map(([version, path]) => ({
    version,
    url: partner.url + path + keyed(partner),
  }));
}

function details(partner: Platform, version: string): Json {
  const endpoints = Object.entries(partner.endpoints).map(([identifier, path]) => ({
    identifier,
    ...(version === '2.1.1' ? {} : { role: interfaceOf(partner, identifier) }),
    url: partner.url + path + keyed(partner),
  }));
  return { version, endpoints };
}

/**
 * The side, SENDER or RECEIVER, on which a partner stands of a module since 2.2: SENDER if it owns the objects or asks
 * the questions.
 */
function interfaceOf({ role }: Platform, module: string): string {
  const ofProviders = ['credentials', 'tokens', 'commands', 'chargingprofiles'];
  return ofProviders.includes(module) === (role === 'EMSP') || module === 'credentials'
    ? 'SENDER'
    : 'RECEIVER';
}

/** Answers the hub's handshake as the receiver: the partner calls back with the hub's token before it answers. */
async function credentials(partner: Platform, received: Received): Promise<Reply> {
  if (received.method === 'GET') return ok(partner.credentials(partner.tokenFromHub ?? ''));
  if (received.method === 'DELETE') {
    partner.tokenFromHub = undefined;
    return ok();
  }
  partner.hubVersionsUrl = String(received.json?.url);
  partner.hubEndpoints = await partner.discover(String(received.json?.token));
  partner.tokenToHub = String(received.json?.token);
  partner.tokenFromHub = `from-hub-${randomUUID()}`;
  return ok(partner.credentials(partner.tokenFromHub));
}

function moduleAnswer(partner: Platform, received: Received, module: string): Reply {
  const last = received.path.split('/').pop() ?? '';
  if (received.method === 'GET' && received.path === module) return list(partner, received, module);
  if (module === 'cdrs' && received.method === 'POST') {
    const location = `${partner.url}${partner.endpoints.cdrs}/${String(received.json?.id)}${keyed(partner)}`;
    return { status: 201, headers: { location }, json: envelope(1000) };
  }
  if (last === 'authorize') return ok({ allowed: 'ALLOWED', ...partner.allows(received) });
  if (module === 'commands' && partner.role === 'CPO') return ok({ result: 'ACCEPTED' });
  if (module === 'chargingprofiles' && partner.role === 'CPO') return ok({ result: 'ACCEPTED', timeout: 30 });
  if (received.method === 'GET') return { status: 404, json: envelope(2001, undefined, 'unknown object') };
  return ok();
}

/** A page of a list according to OCPI: filtered by `last_updated`, counted, linked to the next page. */
function list(partner: Platform, received: Received, module: string): Reply {
  const { date_from: from = '', date_to: to = '~', offset = '0', limit = '1000' } = received.query;
  const own = partner.listsFor[received.headers['ocpi-to-party-id'] ?? ''];
  const matches = ((own ?? partner.lists)[module] ?? []).filter(
    ({ last_updated: time }) => String(time) >= from && String(time) < to,
  );
  const size = Math.min(Number(limit), partner.pageSize);
  const next = new URL(received.url, partner.url);
  next.searchParams.set('offset', String(Number(offset) + size));
  next.searchParams.set('limit', limit);
  const more = Number(offset) + size < matches.length;
  partner.afterPage?.(module);
  return {
    json: envelope(
      1000,
      matches.slice(Number(offset), Number(offset) + size),
      undefined,
      Date.now() + partner.clock,
    ),
    headers: {
      'x-total-count': String(matches.length),
      'x-limit': String(size),
      ...(more && partner.linksPages ? { link: `<${next}>; rel="next"` } : {}),
    },
  };
}
