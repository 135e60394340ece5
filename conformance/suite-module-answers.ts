import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from './http-exchange.ts';
import { receiveRegistration } from './register-with-partner.ts';
import { sample } from './sample-objects.ts';
import type { AnswerModule, Reply } from './suite-endpoint.ts';
import type { Trial } from './suite-run-state.ts';

/**
 * The suite's own OCPI modules: stores pushed objects, lists the suite's objects, authorises its Tokens, carries out
 * commands.
 */
export function newModuleAnswers(trial: () => Trial): AnswerModule {
  const kept = new Map<string, Json>();
  return (request) => {
    const { module, method, path, body } = request;
    if (module === 'credentials') return receiveRegistration(trial(), request);
    if (module === 'results') return {};
    if (module === 'tokens' && /\/authorize\/?$/.test(path)) return authorization(request.path, body);
    if (module === 'commands' && method === 'POST') return obey(trial(), body);
    if (module === 'chargingprofiles' && method !== 'POST' && trial().options.role === 'emsp')
      return { data: { result: 'UNKNOWN_SESSION', timeout: 0 } };
    if (method === 'GET' && /^\/?$/.test(path)) return list(trial(), module);
    return keep(kept, request);
  };
}

/** Stores pushed objects; a PATCH of an unknown one gets 404 so that the partner sends the whole object. */
function keep(
  kept: Map<string, Json>,
  { module, method, path, body, exchange }: Parameters<AnswerModule>[0],
): Reply {
  const key = `${module} ${path}`;
  const known = kept.get(key);
  if (method === 'POST') return { headers: { Location: `${exchange.url.replace(/\/$/, '')}/1` } };
  if (method === 'PUT' && body) kept.set(key, body);
  if (method === 'PUT') return { http: known ? 200 : 201 };
  if (!known) return { http: 404, code: 2001 };
  if (method === 'PATCH') kept.set(key, { ...known, ...body });
  if (method === 'DELETE') kept.delete(key);
  return method === 'GET' ? { data: known } : {};
}

/** Lists the suite's own objects: Tokens as a provider, a Location and a Tariff as an operator. */
function list({ options, id }: Trial, module: string): Reply {
  const owned: Json[] =
    options.role === 'cpo'
      ? module === 'tokens'
        ? [sample('Token', `${id}-OWN`)]
        : []
      : module === 'locations'
        ? [sample('Location', `${id}-OWN`)]
        : module === 'tariffs'
          ? [sample('Tariff', `${id}-OWN`)]
          : [];
  return { data: owned, headers: { 'X-Total-Count': String(owned.length), 'X-Limit': '1000' } };
}

function authorization(path: string, body: Json | undefined): Reply {
  const known = !path.includes('UNKNOWN');
  return known
    ? { data: { allowed: 'ALLOWED', ...(body?.location_id ? { location: body } : {}) } }
    : { http: 404, code: 2004 };
}

/** Accepts a command, and a moment later POSTs a success to its `response_url`. */
function obey(trial: Trial, body: Json | undefined): Reply {
  const url = String(body?.response_url ?? '');
  if (!URL.canParse(url)) return { code: 2001 };
  void wait(50).then(async () => {
    const headers = { authorization: `Token ${trial.tokenToThem}`, 'content-type': 'application/json' };
    const result = JSON.stringify({ result: 'ACCEPTED' });
    trial.results.push(await trial.wire.send({ method: 'POST', url, headers, body: result }));
  });
  return { data: { result: 'ACCEPTED' } };
}
