import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { sameSite } from '../admin/authentication-and-limits.ts';
import { passOnTo } from '../admin/control-simulators-through-hub.ts';
import { openapi } from '../admin/openapi.ts';
import { problem, sendProblem } from '../admin/problem-details.ts';
import { readRequest } from '../admin/read-request.ts';
import type { Route } from '../admin/route-types.ts';
import { answerHeaders, expressPath, fail, serve } from '../admin/serve-route.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { NewWorkspace, SandboxView, WorkspaceCreated } from '../hub/types.generated.ts';
import { readBearer } from '../ocpi/words/credentials-tokens.ts';
import { addressKey, type RateLimit, rateLimit } from '../ocpi/words/rate-limit.ts';
import type { Sandbox } from './all-workspaces.ts';
import { type StandInId, standIns } from './simulated-partners.ts';
import { viewOf, type Workspace } from './workspace.ts';
import { adminOf } from './workspace-handler-context.ts';
import { workspacePath, workspaceRoutes } from './workspace-route-table.ts';

/** Limit of all requests of one address: `burst` at once, then `perSecond`. */
const ordinary = { perSecond: 20, burst: 200 };

/** Limit of requests that open a workspace or call a partner's system: for one address, and for one workspace. */
const dear = { perSecond: 1 / 30, burst: 12 };

/** Paths of such requests below a workspace. */
const dearPaths = ['callback', 'reset', 'conformance', 'connections/:id/syncs', 'connections/:id/rotate'];

/** Largest request body in bytes. */
const bodyLimit = 65_536;

/**
 * The API of the sandbox, to be mounted at the root: plain JSON below `/sandbox/api`. Requests about a workspace need
 * its secret as a bearer token; without it they are answered with 404, as for a workspace that does not exist.
 */
export function sandboxApi(hub: Hub, sandbox: Sandbox): Router {
  const router = Router({ caseSensitive: true });
  const api = '/sandbox/api';
  router.use(api, (_request, response, next) => {
    response.set(answerHeaders);
    next();
  });
  const { now } = hub;
  const address = (request: Request) => addressKey(request.ip);
  const few = bounded(rateLimit({ ...dear, now }), (_request, response) => workspaceOf(response).record.id);
  router.use(
    api,
    bounded(rateLimit({ ...ordinary, now }), address),
    sameSite,
    express.raw({ type: () => true, limit: bodyLimit }),
  );
  router.get(api, (_request, response) => {
    const body: SandboxView = { hours: sandbox.limits.hours, open: sandbox.hasRoom() };
    response.json(body);
  });
  router.get(`${api}/openapi.json`, (_request, response) => {
    response.json(sandboxOpenapi(hub.url()));
  });
  router.post(`${api}/workspaces`, bounded(rateLimit({ ...dear, now }), address), open(hub, sandbox));
  const workspace = expressPath(workspacePath);
  router.use(workspace, admit(sandbox));
  for (const path of dearPaths) router.post(`${workspace}/${path}`, few);
  for (const path of new Set(workspaceRoutes.map((row) => row.path))) {
    const rows = workspaceRoutes.filter((row) => row.path === path);
    router.all(
      expressPath(path),
      serve((_request, response) => adminOf(workspaceOf(response), sandbox), rows),
    );
  }
  router.use(`${workspace}/stand-ins/:standIn/control`, toStandIn());
  router.use(api, (request, response) =>
    sendProblem(
      response,
      problem('notFound', `no resource has the path ${request.originalUrl.split('?')[0]}`),
    ),
  );
  router.use(api, fail(hub));
  return router;
}

const opening: Route = {
  id: 'openWorkspace',
  method: 'POST',
  path: '/sandbox/api/workspaces',
  summary: 'Open a workspace, without asking anybody: TOKEN_A, and the secret that opens it from then on',
  body: 'workspace-new',
  answer: { status: 201, schema: 'workspace-created' },
  refusals: ['invalid', 'conflict', 'tooMany'],
  open: true,
  handle: () => ({}),
};

/** The OpenAPI document of the sandbox's API. */
export function sandboxOpenapi(url: string): object {
  return openapi([opening, ...(workspaceRoutes as Route[])], url, {
    title: 'OCPI hub: sandbox',
    description: 'A workspace of one’s own: a hub with a stand-in operator and provider, for a time.',
    secret: 'The secret of the workspace.',
  });
}

function open(hub: Hub, sandbox: Sandbox): RequestHandler {
  return async (request, response) => {
    const given = readRequest(opening, request).body as NewWorkspace;
    const { workspace, secret } = await sandbox.open(given, addressKey(request.ip));
    const body: WorkspaceCreated = {
      workspace: viewOf(workspace),
      token: workspace.token ?? '',
      secret,
      // Browsers do not send the part behind # to servers.
      link: `${hub.url()}/sandbox/#/${workspace.record.id}/${secret}`,
    };
    response
      .status(201)
      .set({ 'Cache-Control': 'no-store', Location: `/sandbox/api/workspaces/${workspace.record.id}` });
    response.json(body);
  };
}

/** Admits requests with the secret of the workspace in the path; all others get 404. */
function admit(sandbox: Sandbox): RequestHandler {
  return async (request, response, next) => {
    const { workspace } = request.params as { workspace: string };
    response.locals.workspace = await sandbox.find(workspace, readBearer(request.get('authorization')));
    next();
  };
}

function workspaceOf(response: Response): Workspace {
  return response.locals.workspace as Workspace;
}

/** Passes a request on to the control API of one of the workspace's simulated partners. */
function toStandIn(): RequestHandler {
  return async (request, response) => {
    const { standIn: id } = request.params as { standIn: string };
    if (!Object.hasOwn(standIns, id)) throw new Refusal('notFound', `there is no stand-in ${id}`);
    const standIn = workspaceOf(response).standIns[id as StandInId];
    if (!standIn) throw new Refusal('notFound', `the stand-in ${id} does not run`);
    const { url, controlToken: token } = standIn;
    await passOnTo({ name: id, url, token }, request, response);
  };
}

/** Answers 429 to a sender that exceeds a limit; `keyOf` gives the sender's key. */
function bounded(limit: RateLimit, keyOf: (request: Request, response: Response) => string): RequestHandler {
  return (request, response, next) => {
    const wait = limit(keyOf(request, response));
    if (wait === 0) return next();
    const detail = `too many such requests at a time: try again in ${wait} s`;
    sendProblem(response, problem('tooMany', detail), { 'Retry-After': String(wait) });
  };
}
