import type { WorkspaceView } from '../../hub/types.generated.ts';
import type { Key } from './sandbox-api.ts';
import type { SandboxPlace } from './url-hash.ts';

/** The properties that every page of a workspace gets. */
export interface PageProps {
  place: SandboxPlace & { key: Key };
  workspace: WorkspaceView;
  /** Loads the sandbox's workspace again at once. */
  again(): void;
}
