import { Router } from 'express';
import { fail } from '../admin/serve-route.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { OcpiError } from '../ocpi/messages/ocpi-errors.ts';
import { envelope, refusal } from '../ocpi/messages/response-envelope.ts';
import type { Sandbox } from './all-workspaces.ts';
import { passToSuite } from './run-conformance-suite.ts';

/**
 * The paths that partners' systems call, to be mounted at the root: `/sandbox/w/{workspace}/ocpi` is the hub of a
 * workspace, `/suite` beside it the conformance suite that runs there. A path that leads to no workspace passes
 * through.
 */
export function sandboxPartners(hub: Hub, sandbox: Sandbox): Router {
  const router = Router({ caseSensitive: true });
  router.use('/sandbox/w/:workspace', async (request, response, next) => {
    const workspace = await sandbox.byId(request.params.workspace ?? '');
    if (!workspace) return next();
    // The workspace's hub has a URL of its own, below which its paths begin.
    request.originalUrl = request.url;
    if (request.url.startsWith('/suite/')) {
      request.url = request.url.slice('/suite'.length);
      return passToSuite(workspace, request, response);
    }
    if (workspace.full) {
      const error = new OcpiError(
        'tooMany',
        'this workspace of the sandbox holds as much as it may: reset it',
      );
      response.status(error.http).set('Content-Type', 'application/json; charset=utf-8');
      return void response.end(envelope(refusal(error), hub.now()));
    }
    workspace.partners(request, response, next);
  });
  router.use('/sandbox/w', fail(hub));
  return router;
}
