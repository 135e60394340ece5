import type { WorkspaceView } from '../../hub/types.generated.ts';
import type { Key } from './ask.ts';
import type { SandboxPlace } from './place.ts';

/** The properties of every page of a workspace. */
export interface PageProps {
  place: SandboxPlace & { key: Key };
  workspace: WorkspaceView;
  /** Looks at the workspace again at once. */
  again(): void;
}
