import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { objectModules } from '../../src/ocpi/editions/modules.ts';
import { summary } from '../../src/ocpi/schemas/validation.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { describedFaults } from '../faults/all-fault-kinds.ts';
import { readFaults } from '../faults/validate-fault-request.ts';
import { controlOpenapi } from './control-api-openapi.ts';
import { firstOf } from './object-store.ts';
import { invite } from './partners-and-their-tokens.ts';
import type { Arrival } from './received-messages.ts';
import type { Behaviour, Platform } from './simulated-platform.ts';
import { changeFindings } from './validate-clock-change.ts';
import { isWanted, nextArrival } from './wait-for-message.ts';

/** An error of the control API: a mistake of the caller, or an action that is impossible now. */
export interface ControlError extends Error {
  status: 400 | 404 | 409;
  /** Additional fields of the answer, beside `error`. */
  more: object;
}

/** An error that becomes an answer with this status and message. */
export function controlError(
  status: ControlError['status'],
  message: string,
  more: object = {},
): ControlError {
  return Object.assign(new Error(message), { status, more });
}

/** A 400 that names every field that is wrong. */
export function wrong(findings: Finding[]): ControlError {
  return controlError(400, summary(findings), {
    errors: findings.map(({ pointer, message }) => ({ pointer, message })),
  });
}

/** The control API of a simulator, below `/control`: the common part and the part of its behaviour. */
export function controlApi(platform: Platform, behaviour: Behaviour): Router {
  const api = express.Router();
  api.use(express.json({ limit: '10mb', type: () => true, strict: false }));
  api.get('/openapi.json', (_req, res) => void res.json(controlOpenapi(platform.url())));
  api.get('/state', (_req, res) => void res.json(state(platform, behaviour)));
  api.get('/received', async (req, res) => void res.json(await received(platform, req)));
  api.get('/objects/:module', (req, res) => void res.json(objects(platform, req)));
  api.post('/token', async (_req, res) => {
    res.status(201).json({ token: await invite(platform), versions_url: versionsUrl(platform) });
  });
  api.get('/faults/kinds', (_req, res) => void res.json(describedFaults()));
  api.get('/faults', (_req, res) => void res.json(platform.faults.list()));
  api.get('/clock', (_req, res) => void res.json(clockOf(platform)));
  api.patch('/clock', (req, res) => {
    const fields = fieldsOf(req);
    const findings = changeFindings(fields);
    if (findings.length > 0) throw wrong(findings);
    platform.clock.change(fields);
    res.json(clockOf(platform));
  });
  api.put('/faults', (req, res) => {
    const { faults, findings } = readFaults(req.body);
    if (findings.length > 0) throw wrong(findings);
    platform.faults.set(faults);
    res.json(platform.faults.list());
  });
  api.delete('/faults', (_req, res) => {
    platform.faults.set([]);
    res.status(204).end();
  });
  api.use(behaviour.control);
  api.use((req) => {
    throw controlError(404, `there is no ${req.method} ${req.originalUrl}`);
  });
  api.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => fail(platform, error, res));
  return api;
}

/** The versions URL with which a partner begins a handshake with this platform. */
export function versionsUrl(platform: Platform): string {
  return `${platform.url()}/ocpi/${platform.side}/versions`;
}

/** The body of a request as an object with fields. */
export function fieldsOf(req: Request): Record<string, unknown> {
  const body: unknown = req.body ?? {};
  if (typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>;
  throw wrong([{ pointer: '', message: 'must be a JSON object' }]);
}

function clockOf({ clock }: Platform): object {
  return { now: new Date(clock.now()).toISOString(), ...clock.pace() };
}

function state(platform: Platform, behaviour: Behaviour): object {
  const { connections } = platform.memory.read();
  const counts = (stores: Platform['own']) =>
    Object.fromEntries(objectModules.map((module) => [module, stores[module].size]));
  return {
    side: platform.side,
    version: platform.edition.version,
    party: platform.party,
    name: platform.name,
    url: platform.url(),
    versions_url: versionsUrl(platform),
    connections: connections.map(({ id, party, registered, versionsUrl, endpoints }) => ({
      id,
      party,
      registered,
      versions_url: versionsUrl,
      endpoints,
    })),
    own: counts(platform.own),
    received: counts(platform.received),
    faults: platform.faults.list(),
    ...behaviour.state(),
  };
}

/**
 * The requests that the simulator received, newest first; `?module=`, `?method=`, `?id=`, `?status=` and `?limit=`
 * narrow the list. With `?within=` it answers an empty list only after so many milliseconds in which no such request
 * came.
 */
async function received({ arrivals }: Platform, { query }: Request): Promise<Arrival[]> {
  const limit = numberOf(query, 'limit') ?? Number.POSITIVE_INFINITY;
  const within = numberOf(query, 'within') ?? 0;
  const wanted = {
    ...textOf(query, 'module'),
    ...textOf(query, 'method'),
    ...textOf(query, 'id'),
    ...(query.status === undefined ? {} : { status: numberOf(query, 'status') }),
  };
  const list = () => arrivals.list().filter((arrival) => isWanted(arrival, wanted));
  if (within > 0 && list().length === 0) await nextArrival(arrivals, wanted, Math.min(within, 60_000));
  return list().slice(0, limit);
}

function numberOf(query: Request['query'], name: string): number | undefined {
  if (query[name] === undefined) return undefined;
  const value = Number(query[name]);
  if (!(value >= 0)) throw wrong([{ pointer: `?${name}`, message: 'must be a number of at least 0' }]);
  return value;
}

function textOf(query: Request['query'], name: string): Record<string, string> {
  return query[name] === undefined ? {} : { [name]: String(query[name]) };
}

/**
 * The objects of a module, the simulator's own and received ones; `?held=own`, `?held=received` and `?limit=` (10,000)
 * narrow the list.
 */
function objects(platform: Platform, { params, query }: Request): object[] {
  const module = objectModules.find((known) => known === params.module) as ObjectModuleId | undefined;
  if (!module) throw controlError(404, `module must be one of ${objectModules.join(', ')}`);
  const limit = numberOf(query, 'limit') ?? 10_000;
  return (['own', 'received'] as const)
    .filter((held) => query.held === undefined || query.held === held)
    .flatMap((held) =>
      firstOf(platform[held][module], limit).map(({ owner, object }) => ({ held, owner, object })),
    );
}

function fail(platform: Platform, error: unknown, res: Response): void {
  const status = (error as { status?: number }).status;
  if (status === undefined || status >= 500) platform.log.error({ event: 'bug', err: error });
  const { message, more = {} } = error as ControlError;
  res.status(status ?? 500).json({ error: status === undefined ? 'internal error' : message, ...more });
}
