import express, { type Express, type Router } from 'express';
import { adminApi, healthApi } from './admin/api.ts';
import { guidePages } from './admin/serve-guide.ts';
import { consolePages } from './admin/serve-web-console.ts';
import type { Settings } from './hub/configuration.ts';
import { addressOf, close, listen } from './listening-sockets.ts';
import { isWithin } from './ocpi/client/allowed-networks.ts';
import { elsewhere } from './ocpi/server/answer-unknown-paths.ts';
import { boundedServer, type Certificate } from './ocpi/server/http-server-with-limits.ts';
import { partnerRoutes } from './ocpi-routes.ts';

/** The running HTTP servers of the hub. */
interface Servers {
  /** URL at which partners reach the hub. */
  url: string;
  /** URL at which the operator reaches the admin API, when it has a server of its own (`HUB_ADMIN_HOST`). */
  adminUrl?: string;
  /** Accepts no new connections; requests in flight get their answers within `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

/**
 * Starts the server for partners, and for the operator the same server or one at an address of its own; `more` is
 * served to everybody.
 */
export async function startServers(
  settings: Settings,
  admin: Parameters<typeof adminApi>[0],
  certificate: Certificate | undefined,
  more: Router[] = [],
): Promise<Servers> {
  const { hub } = admin;
  const isProxy = isWithin(settings.HUB_TRUST_PROXY.split(','));
  const front = application(isProxy);
  const back = settings.HUB_ADMIN_HOST ? application(isProxy) : front;
  // The partners' routes come first, so that partners' requests do not pass the routes of the admin API.
  front.use(partnerRoutes(hub, settings));
  for (const router of more) front.use(router);
  back.use(adminApi(admin));
  back.use(consolePages());
  // Partners read the guide too, wherever the operator's address is.
  for (const app of new Set([front, back])) app.use(guidePages(hub.now));
  if (back !== front) front.use(healthApi(admin));
  for (const app of new Set([front, back]))
    app.use(...elsewhere(hub.now, app === front ? ['cpo', 'emsp'] : []));
  const serve = (app: Express) => boundedServer(app, { certificate, trusted: isProxy, now: hub.now });
  const server = serve(front);
  const adminServer = back === front ? undefined : serve(back);
  try {
    await listen(server, settings.HUB_PORT, settings.HUB_HOST);
    if (adminServer) await listen(adminServer, settings.HUB_ADMIN_PORT, settings.HUB_ADMIN_HOST ?? '');
  } catch (error) {
    server.close();
    throw error;
  }
  const scheme = certificate ? 'https' : 'http';
  return {
    url: addressOf(server, scheme, settings.HUB_HOST),
    ...(adminServer && { adminUrl: addressOf(adminServer, scheme, settings.HUB_ADMIN_HOST ?? '') }),
    close: async (patience) =>
      void (await Promise.all([close(server, patience), adminServer && close(adminServer, patience)])),
  };
}

function application(isProxy: (address: string) => boolean): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', isProxy);
  return app;
}
