import type { WorkspaceCallback, WorkspaceVerdict } from '../hub/types.generated.ts';
import type { Party, Role } from '../ocpi/words/party.ts';

/** The note of a workspace in the store, which ends with it. Times are milliseconds since 1970. */
export interface WorkspaceRecord {
  id: string;
  /** SHA-256 of the secret that opens it. */
  secret: string;
  /** The key of the address from which it was opened. */
  address: string;
  role: Role;
  name: string;
  /** The partner's party, and those of the stand-ins. */
  party: Party;
  operator: Party;
  provider: Party;
  created: number;
  until: number;
  /** How the partner's address was last tried. */
  callback: WorkspaceCallback;
  /** The address as the partner gave it. */
  versionsUrl?: string;
  /** The last full run of the suite that came to a verdict. */
  verdict: WorkspaceVerdict;
}

/** The limits of a sandbox. */
export interface SandboxLimits {
  hours: number;
  workspaces: number;
  perAddress: number;
  /** Bytes on disk at which a workspace is full. */
  bytes: number;
}
