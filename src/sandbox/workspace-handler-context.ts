import type { Admin } from '../admin/route-types.ts';
import type { Sandbox } from './all-workspaces.ts';
import type { Workspace } from './workspace.ts';

/** The parts of a workspace that handlers use: as for the admin API, with the hub of that workspace and no other. */
export interface WorkspaceAdmin extends Admin {
  workspace: Workspace;
  sandbox: Sandbox;
}

/** Makes that record for one workspace, which has no backup and no metrics. */
export function adminOf(workspace: Workspace, sandbox: Sandbox): WorkspaceAdmin {
  const { hub, feed, reach, conformance } = workspace;
  return {
    ...{ hub, feed, reach, conformance, workspace, sandbox },
    simulators: [],
    backup: () => none(),
    metrics: async () => '',
  };
}

async function* none(): AsyncGenerator<string> {}
