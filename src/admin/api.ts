import express, { type Router } from 'express';
import { docs } from './api-documents.ts';
import { bearer, boundedByAddress, sameSite } from './authentication-and-limits.ts';
import { passOn } from './control-simulators-through-hub.ts';
import { exposition } from './health-and-metrics.ts';
import { problem, sendProblem } from './problem-details.ts';
import { routes } from './route-table.ts';
import type { Admin } from './route-types.ts';
import { answerHeaders, expressPath, fail, serve } from './serve-route.ts';
import { shared } from './single-flight.ts';

/** Settings of the hub's admin API, and the parts of the hub that it operates. */
export interface AdminOptions extends Omit<Admin, 'metrics'> {
  /** The bearer token that requests to the admin API need. */
  token: string;
  /** Largest body in bytes; 16 MiB by default. */
  bodyLimit?: number;
}

/** The router of admin API, health and metrics, to be mounted at the root; other paths pass through. */
export function adminApi(options: AdminOptions): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(['/admin', '/health', '/metrics'], (_request, response, next) => {
    response.set(answerHeaders);
    next();
  });
  const admin = withMetrics(options);
  const add = (open: boolean) => {
    const rows = routes.filter((row) => (row.open ?? false) === open);
    for (const path of new Set(rows.map((row) => row.path))) {
      const same = rows.filter((row) => row.path === path);
      router.all(
        expressPath(path),
        serve(() => admin, same),
      );
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
    router.all(
      row.path,
      serve(() => admin, [row]),
    );
  return router;
}

function withMetrics(options: Omit<Admin, 'metrics'>): Admin {
  const { hub } = options;
  return { ...options, metrics: shared(() => exposition(hub), hub.now) };
}
