import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Request, Response } from 'express';
import { start as startConformance } from '../admin/conformance-handlers.ts';
import type { AdminAnswer } from '../admin/route-types.ts';
import { connectionReport } from '../hub/insight/connection-report.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { NewWorkspaceSuite, WorkspaceReadiness, WorkspaceVerdict } from '../hub/types.generated.ts';
import { forward } from './forward-request.ts';
import { connectionOf, type Workspace } from './workspace.ts';
import type { WorkspaceAdmin } from './workspace-handler-context.ts';

/** Maximum number of conformance runs at a time, in all workspaces together: each is a process. */
const most = 2;

/**
 * Starts the conformance suite against the partner's own system; the partner reaches the suite below the URL of its
 * workspace.
 */
export async function startSuite(admin: WorkspaceAdmin, body: NewWorkspaceSuite): Promise<AdminAnswer> {
  const { workspace, sandbox } = admin;
  if (sandbox.suites() >= most)
    throw new Refusal('conflict', 'other suites are under way in this sandbox: try again in some minutes');
  const connection = connectionOf(workspace)!;
  const known = connection.versionsUrl ?? workspace.record.versionsUrl;
  const port = await freePort();
  const own = { host: '127.0.0.1', port, url: `${workspace.hub.url()}/suite` };
  const versions = body.read_only || body.versions_url || !known ? {} : { versions_url: known };
  const params = { id: connection.id };
  const given = { ...versions, ...body, ...own };
  const answer = await startConformance(admin, { params, query: {}, body: given, url: '', page: false });
  workspace.suitePort = port;
  return answer;
}

/** Passes a partner's request on to the conformance run in its workspace; 404 where there is none. */
export function passToSuite(
  { hub, conformance, suitePort }: Workspace,
  request: Request,
  response: Response,
): void {
  const isRunning = conformance.list().some(({ status }) => status === 'RUNNING');
  if (!isRunning || suitePort === undefined)
    throw new Refusal('notFound', 'no suite is under way in this workspace');
  // The suite knows its paths by its public URL, whatever proxy stands in front of this hub.
  const path = `${new URL(hub.url()).pathname}/suite${request.url}`;
  const failed = () => void response.writeHead(502).end();
  void forward(request, response, { port: suitePort, path }, failed).then((isTaken) => isTaken || failed());
}

/** The partner's progress: its checklist, and the profiles that it is ready for by the last full run of the suite. */
export async function readiness({ workspace, sandbox }: WorkspaceAdmin): Promise<WorkspaceReadiness> {
  const newest = verdictOf(workspace);
  if (newest && newest.id !== workspace.record.verdict?.id)
    await sandbox.keep(workspace, { verdict: newest });
  const { steps } = await connectionReport(workspace.hub, connectionOf(workspace)!.id);
  const run = workspace.record.verdict;
  const ready = (run?.profiles ?? []).filter(({ verdict }) => verdict === 'ready');
  return {
    ready_for: ready.map(({ profile }) => profile),
    checklist: { done: steps.filter(({ status }) => status === 'done').length, all: steps.length },
    run,
  };
}

/** The verdict of the newest full run that has ended with a report. */
function verdictOf({ conformance }: Workspace): WorkspaceVerdict {
  const run = conformance
    .list()
    .find(({ status, read_only, conformant }) => status === 'DONE' && !read_only && conformant !== null);
  if (!run) return null;
  const report = JSON.parse(conformance.report(run.id, 'json')) as {
    readiness: NonNullable<WorkspaceVerdict>['profiles'];
  };
  const profiles = report.readiness.map(({ profile, verdict, why }) => ({ profile, verdict, why }));
  const { id, finished, conformant, verdicts } = run;
  return { id, finished: finished ?? '', conformant: conformant === true, verdicts, profiles };
}

/** A port of this machine that is free at the moment. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
