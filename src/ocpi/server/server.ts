import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Method, Route, Side } from '../editions/edition.ts';
import { isModule } from '../editions/modules.ts';
import type { Edition } from '../editions/record.ts';
import { methodsOf, sideFor, unknownPath, waysIn } from '../editions/routes.ts';
import { detailsOf, editions, versionsOf } from '../editions/spoken-editions.ts';
import { envelope, refusal } from '../messages/envelope.ts';
import { OcpiError, unauthorized } from '../messages/errors.ts';
import type { Answer, Caller, Inbound } from '../messages/exchange.ts';
import { failure } from '../messages/noting.ts';
import { pageHeaders } from '../messages/paging.ts';
import { readRouting, routingHeaders } from '../messages/routing.ts';
import { newUuid } from '../words/ids.ts';
import { JsonProblem, readJson, requestLimits } from '../words/json.ts';
import { addressKey } from '../words/rates.ts';
import { readAuthorization } from '../words/tokens.ts';
import { wholeBody } from './body.ts';
import { charge, inTurn, room } from './budget.ts';
import { oddBlanks, refuseElsewhere, refuseWrapped } from './malformed-requests.ts';
import { messageIds } from './message-ids.ts';
import { refuseOwnToken } from './own-token.ts';
import { record } from './record.ts';
import type { RequestState, Served } from './served-platform.ts';
import { oddSlashes, tidySlashes } from './slashes.ts';
import { notAllowed } from './unknown-paths.ts';

type Handler<C extends Caller> = (
  inbound: Inbound<C>,
  res: Response,
  req: Request,
) => Promise<Answer> | Answer;

/** The Express router of a platform: both interfaces, built from the module table, below `/ocpi`. */
export function ocpiServer<C extends Caller>(site: Served<C>): Router {
  const app = express.Router({ caseSensitive: true });
  app.use((req, _res, next) => {
    req.url = tidySlashes(req.url);
    next();
  });
  app.use('/ocpi', arrive(site));
  app.use('/ocpi', authenticate(site), wholeBody(site.bodyLimit ?? 1_048_576), inTurn(site));
  app.all(
    '/ocpi/versions',
    answer(site, ['GET'], ({ caller }) => ({
      data: versionsOf(site.url(), sideFor(caller.role)),
    })),
  );
  for (const side of site.sides) serveSide(app, site, side);
  app.use('/ocpi', (_req, res) => {
    const { caller } = res.locals.visit as RequestState<C>;
    throw new OcpiError('notFound', `unknown path; ${waysIn(caller ? [sideFor(caller.role)] : site.sides)}`);
  });
  app.use('/ocpi', fail(site));
  return app;
}

function serveSide<C extends Caller>(app: Router, site: Served<C>, side: Side): void {
  app.all(
    `/ocpi/${side}/versions`,
    answer(site, ['GET'], () => ({ data: versionsOf(site.url(), side) })),
  );
  for (const edition of editions) serveEdition(app, site, side, edition);
}

function serveEdition<C extends Caller>(app: Router, site: Served<C>, side: Side, edition: Edition): void {
  const base = `/ocpi/${side}/${edition.version}`;
  const credentials: Partial<Record<Method, Served<C>['credentials']['GET']>> = site.credentials;
  app.all(
    base,
    answer(site, ['GET'], ({ caller }) => ({
      data: detailsOf(edition, site.url(), side, site.offered?.(caller, side)),
    })),
  );
  app.all(
    `${base}/credentials`,
    answer(
      site,
      Object.keys(credentials) as Method[],
      (inbound) => credentials[inbound.method]?.(inbound) ?? {},
    ),
  );
  app.use(base, functionalRoutes(site, side, edition));
  app.all(`${base}/:module{/*rest}`, (req, res) => {
    const visit: RequestState<C> = res.locals.visit;
    const module = offers(site, side, visit) ? String(req.params.module) : '';
    const methods = isModule(module) ? methodsOf(edition, module, side) : undefined;
    if (methods && isModule(module) && !methods.includes(methodOf(req)))
      throw notAllowed(req.method, methods, { side, module, edition });
    throw new OcpiError('notFound', unknownPath(edition, side, module));
  });
}

/** Puts the routes of each module into a router of their own, so that a request is matched against its module only. */
function functionalRoutes<C extends Caller>(site: Served<C>, side: Side, edition: Edition): RequestHandler {
  const routers = new Map<RequestState['module'], Router>();
  for (const route of edition.routes(side)) {
    const router = routers.get(route.module) ?? express.Router({ caseSensitive: true });
    routers.set(route.module, router.all(route.path, functional(site, route)));
  }
  return (req, res, next) => {
    const visit: RequestState<C> = res.locals.visit;
    const router = offers(site, side, visit) ? routers.get(visit.module) : undefined;
    if (router) router(req, res, next);
    else next();
  };
}

/** Tells whether the caller is offered the module of its request; if not, the path does not exist for it (VER-13, TRANS-21). */
function offers<C extends Caller>(site: Served<C>, side: Side, { caller, module }: RequestState<C>): boolean {
  if (!caller || !site.offered || !isModule(module)) return true;
  return site.offered(caller, side).includes(module);
}

/** Longest URL that is read, in characters. */
const longestUrl = 8192;

/** Headers of a request at most; Node reads no more of them, so that a request with as many may lack some. */
const mostHeaders = 100;

/** Gives the request its ids, and the journal its exchange when the answer is out (TRACE-01, 02, 04, 05, 07). */
function arrive<C extends Caller>(site: Served<C>) {
  const { newId = newUuid } = site;
  return (req: Request, res: Response, next: NextFunction) => {
    const [, side, version, module] = req.url.split(/[/?]/);
    const visit: RequestState<C> = {
      id: newId(),
      started: site.now(),
      calls: 0,
      side: site.sides.find((known) => known === side),
      edition: editions.find((one) => one.version === version),
      module: module === 'credentials' || isModule(module) ? module : 'versions',
      ...messageIds(req.headers, newId),
    };
    res.locals.visit = visit;
    res.setHeader('X-Request-ID', visit.requestId);
    res.setHeader('X-Correlation-ID', visit.correlationId);
    refuseTooMany(site.rates?.address(addressKey(req.ip)), 'this address');
    if (req.url.length > longestUrl)
      throw new OcpiError('urlTooLong', `the URL is longer than ${longestUrl} characters`);
    if (req.rawHeaders.length > 2 * mostHeaders)
      throw new OcpiError('headersTooLarge', `there are more than ${mostHeaders} headers`);
    res.on('close', () => {
      charge(site, req, visit);
      // The journal keeps the first requests of a flood; the rest would displace all other exchanges.
      if (visit.tooMany) return;
      const leftOut = visit.caller || !site.strangers ? 0 : site.strangers(addressKey(req.ip));
      if (leftOut !== undefined) site.record(record(visit, req, res, site, leftOut));
    });
    next();
  };
}

/** Middleware that refuses an unknown token with 401 before anything else is read (TRANS-02 to 04, TRANS-07, HUB-17). */
function authenticate<C extends Caller>(site: Served<C>) {
  return (req: Request, res: Response, next: NextFunction) => {
    const visit: RequestState<C> = res.locals.visit;
    const token = readAuthorization(req.headers.authorization);
    if (!token) throw unauthorized('send the header Authorization: Token <your credentials token>');
    visit.caller = site.authenticate(token, visit.side);
    if (!visit.caller) throw unauthorized('this token is not known here');
    visit.tooMany = true;
    refuseTooMany(site.rates?.caller(visit.caller.id), 'this connection');
    visit.tooMany = false;
    if (!visit.caller.registered && isFunctional(visit))
      throw unauthorized('this token is for versions and credentials only: register first');
    if (visit.caller.settled) visit.caller.settled.then(() => next(), next);
    else next();
  };
}

function functional<C extends Caller>(site: Served<C>, route: Route) {
  return answer(site, route.methods, async (inbound, res, req) => {
    refuseElsewhere(inbound.params);
    refuseOwnToken(req, inbound.params, inbound.body);
    const visit: RequestState<C> = res.locals.visit;
    const routed = { ...inbound, ...readRouting(inbound.headers) };
    visit.inbound = routed;
    const call = route.calls?.[inbound.method];
    const body = inbound.body === null && call?.bodyOptional ? undefined : inbound.body;
    const mayBeEmpty = ['GET', 'DELETE'].includes(inbound.method) || call?.bodyOptional;
    if (body === undefined && !mayBeEmpty)
      throw new OcpiError('malformed', 'the body is empty: JSON expected');
    if (route.kind === 'list' && inbound.method === 'GET') await room(site, inbound.caller, res);
    return site.answer({ ...routed, body, route });
  });
}

/** Answers a matched path: 405 for a method it does not offer, else the handler's answer. */
function answer<C extends Caller>(site: Served<C>, methods: Method[], handler: Handler<C>) {
  return async (req: Request, res: Response) => {
    const visit: RequestState<C> = res.locals.visit;
    const method = methodOf(req);
    if (!methods.includes(method)) throw notAllowed(req.method, methods, visit);
    if (!visit.caller) throw unauthorized('no token');
    const inbound: Inbound<C> = {
      id: visit.id,
      method,
      side: visit.side ?? 'cpo',
      edition: visit.edition?.version,
      params: req.params as Record<string, string>,
      query: new URLSearchParams(/\?.*/s.exec(req.url)?.[0] ?? ''),
      headers: req.headers,
      body: readBody(req),
      caller: visit.caller,
      requestId: visit.requestId,
      correlationId: visit.correlationId,
      findings: [
        ...visit.noted,
        ...(visit.caller.findings ?? []),
        ...oddSlashes(req.originalUrl),
        ...oddBlanks(req.headers.authorization),
      ],
      called() {
        visit.calls += 1;
      },
    };
    visit.inbound = inbound;
    send(site, req, res, await handler(inbound, res, req));
  };
}

function readBody(req: Request): unknown {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0 || req.method === 'GET') return undefined;
  try {
    const body = readJson(req.body, requestLimits);
    refuseWrapped(body);
    return body;
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new OcpiError(error.kind === 'malformed' ? 'malformed' : 'invalid', `the body ${error.message}`);
  }
}

function send<C extends Caller>(site: Served<C>, req: Request, res: Response, given: Answer): void {
  const visit: RequestState<C> = res.locals.visit;
  visit.answer = given;
  visit.sent = envelope(given, site.now());
  res.statusCode = given.http ?? 200;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  setHeaders(res, given.headers);
  if (given.page)
    setHeaders(res, pageHeaders(new URL(site.url() + tidySlashes(req.originalUrl)), given.page));
  if (isFunctional(visit)) setHeaders(res, routingHeaders(answered(site, visit, given)));
  res.end(visit.sent);
}

/** Sets headers without Express's `set`, which checks every value for a content type. */
function setHeaders(res: Response, headers: Record<string, string> | undefined): void {
  for (const name in headers) res.setHeader(name, headers[name] as string);
}

/** The parties of an answer, the request's the other way round (ROUTE-04). */
function answered<C extends Caller>(site: Served<C>, visit: RequestState<C>, given: Answer) {
  return {
    to: given.asker ?? visit.inbound?.from ?? visit.caller?.party,
    from: given.from ?? site.party,
  };
}

function fail<C extends Caller>(site: Served<C>) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const { cause, noted } = failure(error);
    const known = asOcpi(site, cause);
    const visit: RequestState<C> = res.locals.visit;
    // An answer that another partner gave has its findings in the exchange with that partner.
    if (known.kind !== 'hub') visit.refused = known.findings;
    send(site, req, res, { ...refusal(known), ...noted });
  };
}

function asOcpi<C extends Caller>(site: Served<C>, error: unknown): OcpiError {
  if (error instanceof OcpiError) return error;
  if ((error as { status?: number }).status === 400)
    return new OcpiError('notFound', 'the path is not percent-encoded as it should be');
  site.bug(error);
  return new OcpiError('internal', 'internal error');
}

/** Throws 429 with the seconds to wait in `Retry-After` and in the message. */
function refuseTooMany(wait: number | undefined, who: string): void {
  if (!wait) return;
  throw new OcpiError('tooMany', `${who} sends too many requests: try again in ${wait} s`, {
    headers: { 'Retry-After': String(wait) },
  });
}

function isFunctional(visit: RequestState): boolean {
  return visit.module !== 'versions' && visit.module !== 'credentials';
}

/** HEAD is answered like GET; Node leaves the body out. */
function methodOf({ method }: Request): Method {
  return (method === 'HEAD' ? 'GET' : method) as Method;
}
