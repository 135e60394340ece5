import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Hub } from '../hub/hub.ts';
import { bearer, boundedByAddress, readRequest, sameSite } from './access.ts';
import { docs } from './docs.ts';
import { exposition } from './health.ts';
import { problem, problemOf, sendProblem } from './problem.ts';
import type { Admin, AdminAnswer, Route } from './route.ts';
import { routes } from './routes.ts';
import { passOn } from './simulators.ts';
import { shared } from './single-flight.ts';

/** Options of the admin API. */
export interface AdminOptions extends Omit<Admin, 'metrics'> {
  /** The operator's bearer token. */
  token: string;
  /** Largest body in bytes; 16 MiB by default. */
  bodyLimit?: number;
}

/** The router of admin API, health and metrics, to be mounted at the root; other paths pass through. */
export function adminApi(options: AdminOptions): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(['/admin', '/health', '/metrics'], (_request, response, next) => {
    response.set(securityHeaders);
    next();
  });
  const admin = withMetrics(options);
  const add = (open: boolean) => {
    const rows = routes.filter((row) => (row.open ?? false) === open);
    for (const path of new Set(rows.map((row) => row.path))) {
      const same = rows.filter((row) => row.path === path);
      router.all(path.replace(/\{(\w+)\}/g, ':$1'), serve(admin, same));
    }
  };
  router.use(['/docs', '/admin/openapi.json', '/metrics'], boundedByAddress(options.hub.now));
  add(true);
  router.use('/docs', docs(options.hub.url));
  router.use(
    '/admin',
    bearer(options.token, options.hub.now),
    sameSite,
    express.raw({ type: () => true, limit: options.bodyLimit ?? 16_777_216 }),
  );
  router.use('/admin/simulators/:id/control', passOn(admin));
  add(false);
  router.use(['/admin', '/health'], (request, response) =>
    sendProblem(
      response,
      problem('notFound', `no resource has the path ${request.originalUrl.split('?')[0]}`),
    ),
  );
  router.use(fail(options.hub));
  return router;
}

/** The router of the health routes alone, for the partners' address when the admin API has an address of its own. */
export function healthApi(options: Omit<Admin, 'metrics'>): Router {
  const admin = withMetrics(options);
  const router = express.Router({ caseSensitive: true });
  for (const row of routes.filter(({ path }) => path.startsWith('/health')))
    router.all(row.path, serve(admin, [row]));
  return router;
}

function withMetrics(options: Omit<Admin, 'metrics'>): Admin {
  const { hub } = options;
  return { ...options, metrics: shared(() => exposition(hub), hub.now) };
}

/** Security headers for browsers: the answers are data, appear in no frame, and send no referrer to other sites. */
const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Answers the requests of one path: 405 for a method that none of its rows has. */
function serve(admin: Admin, rows: Route[]) {
  const methods = rows.map(({ method }) => method as string);
  return async (request: Request, response: Response): Promise<void> => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = rows.find((row) => row.method === method);
    if (route) return send(response, await route.handle(admin, readRequest(route, request)), request.method);
    const allowed = methods.includes('GET') ? ['HEAD', ...methods] : methods;
    const detail = `${request.method} is not offered here; offered: ${methods.join(', ')}`;
    sendProblem(response, problem('methodNotAllowed', detail), { Allow: allowed.join(', ') });
  };
}

function send(response: Response, answer: AdminAnswer, method: string): void {
  const { status = 200, headers, body, text, stream } = answer;
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (stream && method !== 'HEAD') return stream(response);
  if (body !== undefined) response.set('Content-Type', 'application/json; charset=utf-8');
  response.end(body === undefined ? text : JSON.stringify(body));
}

function fail(hub: Hub) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const known = problemOf(error);
    if (!known)
      hub.log.error({ err: error, method: request.method, path: request.path }, 'admin request failed');
    if (response.headersSent) return void response.destroy();
    sendProblem(response, known ?? problem('internal', 'the cause is in the log of the hub'));
  };
}
