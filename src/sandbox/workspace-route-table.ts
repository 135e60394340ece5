import { routes as adminRoutes } from '../admin/route-table.ts';
import type { Handler, Route } from '../admin/route-types.ts';
import type { NewWorkspaceCallback, NewWorkspaceSuite } from '../hub/types.generated.ts';
import { readiness, startSuite } from './run-conformance-suite.ts';
import { inviteOnce, viewOf } from './workspace.ts';
import type { WorkspaceAdmin } from './workspace-handler-context.ts';

type WorkspaceRoute = Route<WorkspaceAdmin>;

/** The path of a workspace; all requests at and below it need the workspace's secret. */
export const workspacePath = '/sandbox/api/workspaces/{workspace}';

/**
 * The operations of the admin API that a partner may use in its workspace. They see the workspace's hub alone, which
 * has a store, trace and registry of its own, so that nothing of other partners can be found.
 */
const scoped = [
  'listConnections',
  'showConnection',
  'changeConnection',
  'rotateConnection',
  'reportConnection',
  'listParked',
  'resend',
  'startSync',
  'showSync',
  'listSyncs',
  'listAgreements',
  'showAgreement',
  'changeAgreement',
  'listRequests',
  'showRequest',
  'listObjects',
  'listWrites',
  'why',
  'listConformance',
  'showConformance',
  'endConformance',
  'reportConformance',
];

const show: Handler<WorkspaceAdmin> = ({ workspace }) => ({ body: viewOf(workspace) });

/** The routes for one workspace, from which Express serves and the OpenAPI document is made. */
export const workspaceRoutes: WorkspaceRoute[] = [
  {
    id: 'showWorkspace',
    method: 'GET',
    path: workspacePath,
    summary: 'The workspace',
    answer: { status: 200, schema: 'workspace-view' },
    handle: show,
  },
  {
    id: 'endWorkspace',
    method: 'DELETE',
    path: workspacePath,
    summary: 'End the workspace and remove all that is in it',
    answer: { status: 204 },
    async handle({ workspace, sandbox }) {
      await sandbox.end(workspace);
      return { status: 204 };
    },
  },
  {
    id: 'resetWorkspace',
    method: 'POST',
    path: `${workspacePath}/reset`,
    summary: 'Remove all that is in the workspace and begin anew, with a new TOKEN_A',
    answer: { status: 200, schema: 'workspace-created' },
    async handle({ workspace, sandbox }) {
      const fresh = await sandbox.reset(workspace);
      return { body: { workspace: viewOf(fresh), token: fresh.token ?? '' } };
    },
  },
  {
    id: 'inviteWorkspace',
    method: 'POST',
    path: `${workspacePath}/invite`,
    summary: 'Make a new TOKEN_A for a partner that has not registered yet, or has left',
    answer: { status: 200, schema: 'workspace-created' },
    refusals: ['conflict'],
    async handle({ workspace }) {
      const token = await inviteOnce(workspace);
      return { body: { workspace: viewOf(workspace), token } };
    },
  },
  {
    id: 'tryCallback',
    method: 'POST',
    path: `${workspacePath}/callback`,
    summary: "Try the partner's address: whether the hub can call back, and if not, why",
    body: 'workspace-callback-new',
    answer: { status: 200, schema: 'workspace-view' },
    refusals: ['tooMany'],
    async handle({ workspace, sandbox }, { body }) {
      await sandbox.tryAddress(workspace, (body as NewWorkspaceCallback).versions_url);
      return { body: viewOf(workspace) };
    },
  },
  {
    id: 'startSuite',
    method: 'POST',
    path: `${workspacePath}/conformance`,
    summary: "Check the partner's own system with the conformance suite; one run at a time",
    body: 'workspace-suite-new',
    answer: { status: 202, schema: 'conformance-view' },
    refusals: ['conflict', 'tooMany'],
    handle: (admin, { body }) => startSuite(admin, body as NewWorkspaceSuite),
  },
  {
    id: 'showReadiness',
    method: 'GET',
    path: `${workspacePath}/readiness`,
    summary: 'What the partner is ready for: its checklist, and the profiles of the last full run',
    answer: { status: 200, schema: 'workspace-readiness' },
    handle: async (admin) => ({ body: await readiness(admin) }),
  },
  ...adminRoutes
    .filter(({ id }) => scoped.includes(id))
    .map((row) => ({ ...row, path: row.path.replace('/admin', workspacePath) })),
];
