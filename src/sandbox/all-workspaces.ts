import { every } from '../hub/call-at-intervals.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { NewWorkspace } from '../hub/types.generated.ts';
import { hashToken, sameSecret } from '../ocpi/words/credentials-tokens.ts';
import { newRecord, refuseTooMany } from './limit-new-workspaces.ts';
import { tryCallback } from './test-partner-callback.ts';
import type { Workspace } from './workspace.ts';
import type { SandboxLimits, WorkspaceRecord } from './workspace-record.ts';
import { newShelf, type SandboxParts } from './workspace-store.ts';

/** All workspaces of a hub. Calls wait for a workspace that is being opened or reset. */
export interface Sandbox {
  limits: SandboxLimits;
  /** Whether the sandbox has room for another workspace. */
  hasRoom(): boolean;
  /** Opens a workspace and returns the secret that opens it from then on; throws a Refusal where there are too many. */
  open(given: NewWorkspace, address: string): Promise<{ workspace: Workspace; secret: string }>;
  /**
   * The workspace that a secret opens; throws the same Refusal for a wrong secret as for a workspace that does not
   * exist.
   */
  find(id: string, secret: string | undefined): Promise<Workspace>;
  /**
   * The workspace with an id as soon as it has a hub, for callers that authenticate otherwise; `undefined` where there
   * is none.
   */
  byId(id: string): Promise<Workspace | undefined>;
  /** Number of conformance runs under way in all workspaces. */
  suites(): number;
  /** Removes all content of a workspace and opens it anew, with the same id, secret and end. */
  reset(workspace: Workspace): Promise<Workspace>;
  /** Removes a workspace with all its content. */
  end(workspace: Workspace): Promise<void>;
  /** Calls the versions URL that a workspace's partner gave, and stores whether it answered. */
  tryAddress(workspace: Workspace, versionsUrl: string): Promise<void>;
  /** Stores a change of the record of a sandbox's workspace. */
  keep(workspace: Workspace, change: Partial<WorkspaceRecord>): Promise<void>;
  /** Opens the sandbox's workspaces that are stored, and begins to remove those whose time is over. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds between two checks of the workspaces: whether their time is over, and how large they are. */
const lookEvery = 30_000;

/** Makes a sandbox without workspaces; `begin` opens those in the store. */
export function newSandbox(parts: SandboxParts): Sandbox {
  const { hub, limits } = parts;
  const { notes } = hub.store;
  const shelf = newShelf(parts);
  const { entries, running } = shelf;
  let stopLooking = () => {};
  const sandbox: Sandbox = {
    limits,
    hasRoom: () => entries.size < limits.workspaces,
    async open(given, address) {
      const all = [...entries.values()].map(({ record }) => record);
      refuseTooMany(all, limits, address);
      const secret = hub.newToken();
      const record = newRecord(hub, all, given, { secret, address, hours: limits.hours });
      const workspace = await shelf.add(record).catch(async (error: unknown) => {
        await shelf.end(record.id);
        throw error;
      });
      await notes.put('workspace', record.id, workspace.record, record.until);
      if (given.versions_url) await sandbox.tryAddress(workspace, given.versions_url);
      return { workspace, secret };
    },
    async find(id, secret) {
      const entry = entries.get(id);
      if (!entry || secret === undefined || !sameSecret(hashToken(secret), entry.record.secret))
        throw new Refusal('notFound', 'there is no workspace here that this secret opens');
      return entry.open;
    },
    byId: async (id) => running.get(id) ?? entries.get(id)?.open.catch(() => undefined),
    suites: () =>
      [...running.values()].filter(({ conformance }) =>
        conformance.list().some(({ status }) => status === 'RUNNING'),
      ).length,
    async reset(workspace) {
      const record = { ...workspace.record, verdict: null };
      const entry = entries.get(record.id);
      if (!entry) throw new Refusal('notFound', 'there is no workspace here that this secret opens');
      const emptied = entry.open.then(() => shelf.remove(record.id));
      const opened = await shelf.add(record, emptied);
      await notes.put('workspace', record.id, opened.record, record.until);
      return opened;
    },
    end: ({ record }) => shelf.end(record.id),
    async tryAddress(workspace, versionsUrl) {
      const callback = await tryCallback(workspace.hub, versionsUrl);
      await sandbox.keep(workspace, { callback, versionsUrl });
    },
    async keep(workspace, change) {
      Object.assign(workspace.record, change);
      const { id, until } = workspace.record;
      if (entries.has(id)) await notes.put('workspace', id, workspace.record, until);
    },
    async begin() {
      await shelf.restore();
      stopLooking = every(hub.after, lookEvery, () => {
        shelf.look().catch((error: unknown) => hub.log.error(error, 'workspaces could not be looked at'));
      });
    },
    async stop() {
      stopLooking();
      await shelf.close();
    },
  };
  return sandbox;
}
