import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler, Router } from 'express';
import { problem, sendProblem } from '../admin/problem.ts';
import { fail } from '../admin/serve.ts';
import type { Hub } from '../hub/hub.ts';
import type { Near } from '../ocpi/client/near.ts';
import type { Sandbox } from './sandbox.ts';
import { passToSuite } from './suite.ts';

/**
 * The paths that partners' systems call, to be mounted at the root: `/sandbox/w/{workspace}/ocpi` is the hub of a workspace, `/suite`
 * beside it the suite that is under way there. A path that leads to no workspace passes through.
 */
export function sandboxPartners(hub: Hub, sandbox: Sandbox): Router {
  const router = Router({ caseSensitive: true });
  router.use('/sandbox/w/:workspace', async (request, response, next) => {
    const workspace = await sandbox.byId(request.params.workspace ?? '');
    if (!workspace) return next();
    // The workspace's hub has a URL of its own, below which these are its paths.
    request.originalUrl = request.url;
    if (request.url.startsWith('/suite/')) {
      request.url = request.url.slice('/suite'.length);
      return passToSuite(workspace, request, response);
    }
    if (workspace.full) {
      const detail = 'this workspace holds as much as it may: reset it';
      return sendProblem(response, problem('tooLarge', detail));
    }
    workspace.partners(request, response, next);
  });
  router.use('/sandbox/w', fail(hub));
  return router;
}

/** The way of stand-ins to their hubs: a server on this machine alone, whatever address the hub has for others. */
export interface InnerServer {
  near: Near;
  listen(partners: RequestHandler): Promise<void>;
  close(): Promise<void>;
}

/** A server that does not listen yet. */
export function innerServer(hub: Pick<Hub, 'url'>): InnerServer {
  let server: Server | undefined;
  return {
    near(origin) {
      const address = server?.address() as AddressInfo | null | undefined;
      return address && origin === new URL(hub.url()).origin ? `http://127.0.0.1:${address.port}` : undefined;
    },
    async listen(partners) {
      const app = express();
      app.disable('x-powered-by');
      app.use((request, _response, next) => {
        // A proxy in front may have taken a part of the path away that the hub's URL has.
        request.url = request.url.slice(Math.max(0, request.url.indexOf('/sandbox/w/')));
        next();
      });
      app.use(partners);
      server = createServer(app);
      await new Promise<void>((done, failed) => server?.once('error', failed).listen(0, '127.0.0.1', done));
    },
    async close() {
      server?.closeAllConnections();
      await new Promise((done) => (server ? server.close(done) : done(undefined)));
    },
  };
}
