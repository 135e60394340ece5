import type { WorkspaceCallback, WorkspaceVerdict } from '../hub/types.generated.ts';
import type { Party, Role } from '../ocpi/words/party-id.ts';

/**
 * The record of a workspace in the hub's store, which is removed at the workspace's end. Times are milliseconds since
 * 1970.
 */
export interface WorkspaceRecord {
  id: string;
  /** SHA-256 of the secret that opens the workspace. */
  secret: string;
  /** The rate limit's key for the address from which the workspace was opened. */
  address: string;
  role: Role;
  name: string;
  /** The party of the partner that opened the workspace. */
  party: Party;
  /** The party of the simulated operator. */
  operator: Party;
  /** The party of the simulated provider. */
  provider: Party;
  created: number;
  until: number;
  /** The outcome of the last attempt to reach the partner's address. */
  callback: WorkspaceCallback;
  /** The versions URL as the partner gave it. */
  versionsUrl?: string;
  /** The verdict of the last full run of the conformance suite that reached one. */
  verdict: WorkspaceVerdict;
}

/** The limits of a sandbox. */
export interface SandboxLimits {
  hours: number;
  workspaces: number;
  perAddress: number;
  /** Bytes on disk at which a workspace counts as full. */
  bytes: number;
}
