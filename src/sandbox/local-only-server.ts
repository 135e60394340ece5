import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import type { Hub } from '../hub/hub-dependencies.ts';
import type { Near } from '../ocpi/client/origins-in-this-process.ts';

/**
 * A server on this machine alone: simulated partners of the sandbox call their hubs at it, whatever address the hub has
 * for others, and other processes of the hub pass requests to the sandbox's process by it.
 */
export interface InnerServer {
  near: Near;
  /** Port of the server on this machine, while it listens. */
  port(): number | undefined;
  listen(routers: Router[]): Promise<void>;
  close(): Promise<void>;
}

/** A server that does not listen yet. */
export function newInnerServer(hub: Pick<Hub, 'url'>): InnerServer {
  let server: Server | undefined;
  const port = () => (server?.address() as AddressInfo | null | undefined)?.port;
  return {
    port,
    near(origin) {
      const at = port();
      return at !== undefined && origin === new URL(hub.url()).origin ? `http://127.0.0.1:${at}` : undefined;
    },
    async listen(routers) {
      const app = express();
      app.disable('x-powered-by');
      // Another process of the hub says for which address it asks.
      app.set('trust proxy', 'loopback');
      app.use((request, _response, next) => {
        // A proxy in front of the hub may have removed a part of the path that the hub's URL has.
        request.url = request.url.slice(Math.max(0, request.url.indexOf('/sandbox/')));
        next();
      });
      for (const router of routers) app.use(router);
      server = createServer(app);
      // By default the workers of one port would share this port too.
      const at = { port: 0, host: '127.0.0.1', exclusive: true };
      await new Promise<void>((done, failed) => server?.once('error', failed).listen(at, done));
    },
    async close() {
      server?.closeAllConnections();
      await new Promise((done) => (server ? server.close(done) : done(undefined)));
      server = undefined;
    },
  };
}
