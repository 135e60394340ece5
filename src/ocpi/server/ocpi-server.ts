import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Method, Route, Side } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import { isModule, moduleIds } from '../editions/modules.ts';
import { methodsOf, sideFor, unknownPath, waysIn } from '../editions/routes.ts';
import { detailsOf, editions, usualEditions, versionsOf } from '../editions/supported-versions.ts';
import { OcpiError, unauthorized } from '../messages/ocpi-errors.ts';
import type { Answer, Caller, Inbound } from '../messages/request-and-answer-types.ts';
import { readRouting } from '../messages/routing-headers.ts';
import { readAuthorization } from '../words/credentials-tokens.ts';
import { newUuid } from '../words/random-uuid.ts';
import { addressKey } from '../words/rate-limit.ts';
import { readWritten } from '../words/read-json-as-written.ts';
import { JsonProblem, requestLimits } from '../words/read-json-with-limits.ts';
import { fail } from './answer-failed-request.ts';
import { notAllowed } from './answer-unknown-paths.ts';
import { record } from './exchange-for-journal.ts';
import { charge, inTurn, room } from './limits-per-connection.ts';
import { oddBlanks, refuseElsewhere, refuseWrapped } from './malformed-requests.ts';
import { wholeBody } from './read-request-body.ts';
import { refuseOwnToken } from './refuse-token-in-request.ts';
import { messageIds } from './request-and-correlation-ids.ts';
import { isFunctional, sendAnswer } from './send-answer.ts';
import { isInTwoParts, type RequestState, type Served } from './served-platform-types.ts';
import { sharedPageBytes } from './shared-page-bytes.ts';
import { oddSlashes, tidySlashes } from './tidy-url-slashes.ts';

type Handler<C extends Caller> = (
  inbound: Inbound<C>,
  res: Response,
  req: Request,
) => Promise<Answer> | Answer;

/** The Express router of a platform: both interfaces, built from the module table, below `/ocpi`. */
export function ocpiServer<C extends Caller>(served: Served<C>): Router {
  const app = express.Router({ caseSensitive: true });
  app.use((req, _res, next) => {
    req.url = tidySlashes(req.url);
    next();
  });
  app.use('/ocpi', arrive(served));
  app.use('/ocpi', authenticate(served), wholeBody(served.bodyLimit ?? 1_048_576), inTurn(served));
  app.all(
    '/ocpi/versions',
    answer(served, ['GET'], ({ caller }) => ({
      data: versionsOf(served.url(), sideFor(caller.role), spokenAt(served, sideFor(caller.role), caller)),
    })),
  );
  for (const side of served.sides) serveSide(app, served, side);
  app.use('/ocpi', (_req, res) => {
    const { caller } = res.locals.state as RequestState<C>;
    throw new OcpiError(
      'notFound',
      `unknown path; ${waysIn(caller ? [sideFor(caller.role)] : served.sides)}`,
    );
  });
  app.use('/ocpi', fail(served));
  return app;
}

function serveSide<C extends Caller>(app: Router, served: Served<C>, side: Side): void {
  app.all(
    `/ocpi/${side}/versions`,
    answer(served, ['GET'], ({ caller }) => ({
      data: versionsOf(served.url(), side, spokenAt(served, side, caller)),
    })),
  );
  for (const edition of spokenAt(served, side)) serveEdition(app, served, side, edition);
}

/** The versions of OCPI in which an interface is offered to one caller or, without one, to any. */
function spokenAt<C extends Caller>(served: Served<C>, side: Side, caller?: C): readonly Edition[] {
  return served.spoken?.(side, caller) ?? usualEditions;
}

function serveEdition<C extends Caller>(app: Router, served: Served<C>, side: Side, edition: Edition): void {
  const base = `/ocpi/${side}/${edition.version}`;
  const credentials: Partial<Record<Method, Served<C>['credentials']['GET']>> = served.credentials;
  app.all(
    base,
    answer(served, ['GET'], ({ caller }) => ({
      data: detailsOf(edition, served.url(), side, [
        ...(served.offered?.(caller, side, edition) ?? moduleIds),
        ...(served.directory && edition.directory ? [edition.directory] : []),
      ]),
    })),
  );
  if (served.directory && edition.directory)
    app.all(`${base}/${edition.directory}`, answer(served, ['GET'], directoryOf(served.directory)));
  app.all(
    `${base}/credentials`,
    answer(
      served,
      Object.keys(credentials) as Method[],
      (inbound) => credentials[inbound.method]?.(inbound) ?? {},
    ),
  );
  app.use(base, functionalRoutes(served, side, edition));
  app.all(`${base}/:module{/*rest}`, (req, res) => {
    const state: RequestState<C> = res.locals.state;
    const module = offers(served, side, state) ? String(req.params.module) : '';
    const methods = isModule(module) ? methodsOf(edition, module, side) : undefined;
    if (methods && isModule(module) && !methods.includes(methodOf(req)))
      throw notAllowed(req.method, methods, { side, module, edition });
    throw new OcpiError('notFound', unknownPath(edition, side, module));
  });
}

/** The handler for the list of parties behind the platform, which only registered partners may read. */
function directoryOf<C extends Caller>(list: Required<Served<C>>['directory']): Handler<C> {
  return (inbound) => {
    if (!inbound.caller.registered)
      throw unauthorized('this token is for versions and credentials only: register first');
    return list(inbound);
  };
}

/** Puts the routes of each module into a router of their own, so that a request is matched against its module only. */
function functionalRoutes<C extends Caller>(served: Served<C>, side: Side, edition: Edition): RequestHandler {
  const routers = new Map<RequestState['module'], Router>();
  for (const route of edition.routes(side)) {
    const router = routers.get(route.module) ?? express.Router({ caseSensitive: true });
    routers.set(route.module, router.all(route.path, functional(served, route)));
  }
  return (req, res, next) => {
    const state: RequestState<C> = res.locals.state;
    const router = offers(served, side, state) ? routers.get(state.module) : undefined;
    if (router) router(req, res, next);
    else next();
  };
}

/** Tells whether the caller is offered the module of its request; if not, the path does not exist for it (VER-13, TRANS-21). */
function offers<C extends Caller>(
  served: Served<C>,
  side: Side,
  { caller, module, edition }: RequestState<C>,
): boolean {
  if (!caller || !served.offered || !isModule(module) || !edition) return true;
  return served.offered(caller, side, edition).includes(module);
}

/** Longest URL that the server reads, in characters. */
const longestUrl = 8192;

/** Maximum number of headers of a request; Node reads no more, so that a request with as many may lack some. */
const mostHeaders = 100;

/**
 * Middleware that gives a request its ids, and records the exchange in the journal when the answer is sent (TRACE-01,
 * 02, 04, 05, 07).
 */
function arrive<C extends Caller>(served: Served<C>) {
  const { newId = newUuid } = served;
  const pages = sharedPageBytes();
  return (req: Request, res: Response, next: NextFunction) => {
    const [, side, version, module] = req.url.split(/[/?]/);
    const state: RequestState<C> = {
      id: newId(),
      started: served.now(),
      calls: 0,
      side: served.sides.find((known) => known === side),
      edition: editions.find((one) => one.version === version),
      module: module === 'credentials' || isModule(module) ? module : 'versions',
      pages,
      ...messageIds(req.headers, newId),
    };
    res.locals.state = state;
    res.setHeader('X-Request-ID', state.requestId);
    res.setHeader('X-Correlation-ID', state.correlationId);
    refuseTooMany(served.rates?.address(addressKey(req.ip)), 'this address');
    if (req.url.length > longestUrl)
      throw new OcpiError('urlTooLong', `the URL is longer than ${longestUrl} characters`);
    if (req.rawHeaders.length > 2 * mostHeaders)
      throw new OcpiError('headersTooLarge', `there are more than ${mostHeaders} headers`);
    res.on('close', () => {
      charge(served, req, state);
      // The journal records the first requests of a flood; the rest would displace all other exchanges.
      if (state.tooMany) return;
      const leftOut =
        state.caller || !served.unauthenticated ? 0 : served.unauthenticated(addressKey(req.ip));
      if (leftOut !== undefined) served.record(record(state, req, res, served, leftOut));
      // An answer that the caller did not wait for may still lie with its socket.
      if (isInTwoParts(state.sent)) pages.ended(state.sent.start, res.writableFinished);
      // A request that waited is in V8's old generation, and what it refers to stays until the whole heap is collected. A page of 3 MB
      // brings that about every 20 pages, which takes as much CPU as making them.
      state.answer = state.sent = undefined;
    });
    next();
  };
}

/** Middleware that refuses an unknown token with 401 before anything else is read (TRANS-02 to 04, TRANS-07, HUB-17). */
function authenticate<C extends Caller>(served: Served<C>) {
  return (req: Request, res: Response, next: NextFunction) => {
    const state: RequestState<C> = res.locals.state;
    const token = readAuthorization(req.headers.authorization);
    if (!token) throw unauthorized('send the header Authorization: Token <your credentials token>');
    state.caller = served.authenticate(token, state.side, state.edition?.version);
    if (!state.caller) throw unauthorized('this token is not known here');
    state.tooMany = true;
    refuseTooMany(served.rates?.caller(state.caller.id), 'this connection');
    state.tooMany = false;
    if (!state.caller.registered && isFunctional(state))
      throw unauthorized('this token is for versions and credentials only: register first');
    if (state.caller.settled) state.caller.settled.then(() => next(), next);
    else next();
  };
}

function functional<C extends Caller>(served: Served<C>, route: Route) {
  return answer(served, route.methods, async (inbound, res, req) => {
    refuseElsewhere(inbound.params);
    refuseOwnToken(req, inbound.params, inbound.body);
    const state: RequestState<C> = res.locals.state;
    const routed = { ...inbound, ...readRouting(inbound.headers) };
    state.inbound = routed;
    const call = route.calls?.[inbound.method];
    const body = inbound.body === null && call?.bodyOptional ? undefined : inbound.body;
    const mayBeEmpty = ['GET', 'DELETE'].includes(inbound.method) || call?.bodyOptional;
    if (body === undefined && !mayBeEmpty)
      throw new OcpiError('malformed', 'the body is empty: JSON expected');
    if (route.kind === 'list' && inbound.method === 'GET') await room(served, inbound.caller, res);
    return served.answer({ ...routed, body, route });
  });
}

/** Makes the handler of a matched path: 405 for a method that the path does not offer, else the answer of `handler`. */
function answer<C extends Caller>(served: Served<C>, methods: Method[], handler: Handler<C>) {
  return async (req: Request, res: Response) => {
    const state: RequestState<C> = res.locals.state;
    const method = methodOf(req);
    if (!methods.includes(method)) throw notAllowed(req.method, methods, state);
    if (!state.caller) throw unauthorized('no token');
    const inbound: Inbound<C> = {
      id: state.id,
      method,
      side: state.side ?? 'cpo',
      edition: state.edition?.version,
      params: req.params as Record<string, string>,
      query: new URLSearchParams(/\?.*/s.exec(req.url)?.[0] ?? ''),
      headers: req.headers,
      ...readBody(req),
      caller: state.caller,
      requestId: state.requestId,
      correlationId: state.correlationId,
      findings: [
        ...state.noted,
        ...(state.caller.findings ?? []),
        ...oddSlashes(req.originalUrl),
        ...oddBlanks(req.headers.authorization),
      ],
      called() {
        state.calls += 1;
      },
    };
    state.inbound = inbound;
    sendAnswer(served, req, res, await handler(inbound, res, req));
  };
}

function readBody({ body: bytes, method }: Request): Pick<Inbound, 'body' | 'written'> {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0 || method === 'GET') return { body: undefined };
  try {
    const { value, isAsWritten } = readWritten(bytes, requestLimits);
    refuseWrapped(value);
    return { body: value, written: isAsWritten ? bytes : undefined };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new OcpiError(error.kind === 'malformed' ? 'malformed' : 'invalid', `the body ${error.message}`);
  }
}

/** Throws 429 where a sender must wait, with the seconds in `Retry-After` and in the message. */
function refuseTooMany(wait: number | undefined, who: string): void {
  if (!wait) return;
  throw new OcpiError('tooMany', `${who} sends too many requests: try again in ${wait} s`, {
    headers: { 'Retry-After': String(wait) },
  });
}

/** The method of a request; HEAD counts as GET, and Node leaves the body out. */
function methodOf({ method }: Request): Method {
  return (method === 'HEAD' ? 'GET' : method) as Method;
}
