import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { isTooDeep } from './depth.ts';
import { envelope, refusal } from './envelope.ts';
import { OcpiError } from './errors.ts';
import type { Answer, Caller, Inbound } from './exchange.ts';
import { type Method, type ModuleId, modules } from './modules.ts';
import { pageHeaders } from './paging.ts';
import { record } from './record.ts';
import { methodsOf, type Route, routesOf, type Side, sideFor, version } from './routes.ts';
import { readRouting, routingHeaders } from './routing.ts';
import type { Site, Visit } from './site.ts';
import { readAuthorization } from './tokens.ts';
import { detailsOf, versionsOf } from './versions.ts';

type Handler<C extends Caller> = (inbound: Inbound<C>) => Promise<Answer> | Answer;

/** The Express application of a platform: both interfaces, from the module table, below `/ocpi`. */
export function ocpiServer<C extends Caller>(site: Site<C>): Express {
  const app = express();
  app.set('case sensitive routing', true);
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/ocpi', arrive(site));
  app.use('/ocpi', authenticate(site), express.raw({ type: () => true, limit: site.bodyLimit ?? 1_048_576 }));
  app.all(
    '/ocpi/versions',
    answer(site, ['GET'], ({ caller }) => ({
      data: versionsOf(site.url(), sideFor(caller.role)),
    })),
  );
  for (const side of site.sides) serveSide(app, site, side);
  app.use('/ocpi', () => {
    throw new OcpiError('notFound', 'unknown path');
  });
  app.use('/ocpi', fail(site));
  return app;
}

function serveSide<C extends Caller>(app: Express, site: Site<C>, side: Side): void {
  const base = `/ocpi/${side}`;
  const credentials: Partial<Record<Method, Handler<C>>> = site.credentials;
  app.all(
    `${base}/versions`,
    answer(site, ['GET'], () => ({ data: versionsOf(site.url(), side) })),
  );
  app.all(
    `${base}/${version}`,
    answer(site, ['GET'], ({ caller }) => ({
      data: detailsOf(site.url(), side, site.offered?.(caller, side)),
    })),
  );
  app.all(
    `${base}/${version}/credentials`,
    answer(
      site,
      Object.keys(credentials) as Method[],
      (inbound) => credentials[inbound.method]?.(inbound) ?? {},
    ),
  );
  for (const route of routesOf(side)) app.all(`${base}/${version}${route.path}`, functional(site, route));
  app.all(`${base}/${version}/:module{/*rest}`, (req) => {
    const module = req.params.module as ModuleId;
    const methods = Object.hasOwn(modules, module) ? methodsOf(module, side) : undefined;
    if (methods && !methods.includes(req.method as Method)) throw notAllowed(req.method, methods);
    throw new OcpiError('notFound', 'unknown path');
  });
}

/** Gives the request its ids, and the journal its exchange when the answer is out (TRACE-01, 02, 04, 05, 07). */
function arrive<C extends Caller>(site: Site<C>) {
  return (req: Request, res: Response, next: NextFunction) => {
    req.url = req.url.replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/'));
    const [, side, , module] = req.url.split(/[/?]/);
    const visit: Visit<C> = {
      id: randomUUID(),
      started: site.now(),
      side: site.sides.find((known) => known === side),
      module:
        module === 'credentials' || (module !== undefined && Object.hasOwn(modules, module))
          ? (module as ModuleId)
          : 'versions',
      requestId: req.get('x-request-id') || randomUUID(),
      correlationId: req.get('x-correlation-id') || randomUUID(),
    };
    res.locals.visit = visit;
    res.set({ 'X-Request-ID': visit.requestId, 'X-Correlation-ID': visit.correlationId });
    res.on('close', () => site.record(record(visit, req, res, site)));
    next();
  };
}

/** 401 before anything else is read (TRANS-02 to 04, TRANS-07, HUB-17). */
function authenticate<C extends Caller>(site: Site<C>) {
  return (req: Request, res: Response, next: NextFunction) => {
    const visit: Visit<C> = res.locals.visit;
    const token = readAuthorization(req.get('authorization'));
    if (!token) throw unauthorized('send the header Authorization: Token <your credentials token>');
    visit.caller = site.authenticate(token, visit.side);
    if (!visit.caller) throw unauthorized('this token is not known here');
    if (!visit.caller.registered && isFunctional(visit))
      throw unauthorized('this token is for versions and credentials only: register first');
    next();
  };
}

function functional<C extends Caller>(site: Site<C>, route: Route) {
  return answer(site, route.methods, (inbound) => {
    Object.assign(inbound, readRouting(inbound.headers));
    const call = route.calls?.[inbound.method];
    const mayBeEmpty = ['GET', 'DELETE'].includes(inbound.method) || call?.bodyOptional;
    if (inbound.body === undefined && !mayBeEmpty)
      throw new OcpiError('malformed', 'the body is empty: JSON expected');
    return site.answer(Object.assign(inbound, { route }));
  });
}

/** Answers a matched path: 405 for a method it does not offer, else what the handler says. */
function answer<C extends Caller>(site: Site<C>, methods: Method[], handler: Handler<C>) {
  return async (req: Request, res: Response) => {
    const visit: Visit<C> = res.locals.visit;
    if (!methods.includes(req.method as Method)) throw notAllowed(req.method, methods);
    if (!visit.caller) throw unauthorized('no token');
    const inbound: Inbound<C> = {
      id: visit.id,
      method: req.method as Method,
      side: visit.side ?? 'cpo',
      params: req.params as Record<string, string>,
      query: new URLSearchParams(/\?.*$/s.exec(req.url)?.[0] ?? ''),
      headers: req.headers,
      body: readBody(req),
      caller: visit.caller,
      requestId: visit.requestId,
      correlationId: visit.correlationId,
      findings: [],
    };
    visit.inbound = inbound;
    send(site, req, res, await handler(inbound));
  };
}

function readBody(req: Request): unknown {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0 || req.method === 'GET') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(req.body.toString('utf8'));
  } catch (error) {
    throw new OcpiError('malformed', `the body is not JSON: ${(error as Error).message}`);
  }
  if (isTooDeep(value)) throw new OcpiError('invalid', 'the body is nested too deeply');
  return value;
}

function send<C extends Caller>(site: Site<C>, req: Request, res: Response, given: Answer): void {
  const visit: Visit<C> = res.locals.visit;
  visit.answer = given;
  visit.sent = envelope(given, site.now());
  res.status(given.http ?? 200).set({ 'Content-Type': 'application/json; charset=utf-8', ...given.headers });
  if (given.page)
    res.set(pageHeaders(new URL(site.url() + req.originalUrl.replace(/\/{2,}/g, '/')), given.page));
  if (isFunctional(visit)) res.set(routingHeaders(answered(site, visit, given)));
  res.end(visit.sent);
}

/** The parties of an answer, the request's the other way round (ROUTE-04). */
function answered<C extends Caller>(site: Site<C>, visit: Visit<C>, given: Answer) {
  return {
    to: visit.inbound?.asker ?? visit.inbound?.from ?? visit.caller?.party,
    from: given.from ?? site.party,
  };
}

function fail<C extends Caller>(site: Site<C>) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction) =>
    send(site, req, res, refusal(asOcpi(site, error)));
}

function asOcpi<C extends Caller>(site: Site<C>, error: unknown): OcpiError {
  if (error instanceof OcpiError) return error;
  const { status, type } = error as { status?: number; type?: string };
  if (type === 'entity.too.large')
    return new OcpiError('tooLarge', `the body is larger than ${site.bodyLimit ?? 1_048_576} bytes`);
  if (status === 400 && !type)
    return new OcpiError('notFound', 'the path is not percent-encoded as it should be');
  if (status !== undefined && status < 500) return new OcpiError('malformed', 'the body cannot be read');
  site.bug(error);
  return new OcpiError('internal', 'internal error');
}

function isFunctional(visit: Visit): boolean {
  return visit.module !== 'versions' && visit.module !== 'credentials';
}

function unauthorized(message: string): OcpiError {
  return new OcpiError('unauthorized', message, { headers: { 'WWW-Authenticate': 'Token' } });
}

function notAllowed(method: string, methods: Method[]): OcpiError {
  return new OcpiError(
    'methodNotAllowed',
    `${method} is not offered here; offered: ${methods.join(', ') || 'nothing'}`,
    { headers: { Allow: methods.join(', ') } },
  );
}
