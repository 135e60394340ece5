import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/folders.ts';
import { every } from '../hub/every.ts';
import type { Hub } from '../hub/hub.ts';
import { Refusal } from '../hub/refusal.ts';
import type { NewWorkspace } from '../hub/types.generated.ts';
import type { Near } from '../ocpi/client/near.ts';
import { type Party, parseParty } from '../ocpi/words/party.ts';
import { hashToken, sameSecret } from '../ocpi/words/tokens.ts';
import { tryCallback } from './callback.ts';
import { folderSize } from './folder-size.ts';
import { newParty } from './parties.ts';
import type { SandboxLimits, WorkspaceRecord } from './record.ts';
import { closeWorkspace, type HubMaker, openWorkspace, type Workspace } from './workspace.ts';

/** The foundations of a sandbox: the hub whose store keeps the workspaces, and how to make others. */
export interface SandboxParts {
  hub: Hub;
  /** The folder of all workspaces. */
  folder: string;
  limits: SandboxLimits;
  makeHub: HubMaker;
  /** Where this process serves the sandbox to its stand-ins. */
  near: Near;
}

/** All workspaces of a hub. A workspace that is being opened or reset is waited for. */
export interface Sandbox {
  limits: SandboxLimits;
  /** Whether there is room for another workspace. */
  hasRoom(): boolean;
  /** Opens a workspace, with the secret that opens it from then on; a Refusal where there are too many. */
  open(given: NewWorkspace, address: string): Promise<{ workspace: Workspace; secret: string }>;
  /** The workspace that a secret opens; the same Refusal for a wrong secret as for a workspace that is not there. */
  find(id: string, secret: string | undefined): Promise<Workspace>;
  /** The workspace of an id as soon as it has a hub, for who proves otherwise what it may; `undefined` where there is none. */
  byId(id: string): Promise<Workspace | undefined>;
  /** Number of suites under way in all workspaces. */
  suites(): number;
  /** Removes all that is in a workspace and opens it anew, with the same id, secret and end. */
  reset(workspace: Workspace): Promise<Workspace>;
  /** Removes a workspace with all that is in it. */
  end(workspace: Workspace): Promise<void>;
  /** Tries an address of the partner and keeps what was seen. */
  tryAddress(workspace: Workspace, versionsUrl: string): Promise<void>;
  /** Keeps a change of a workspace's record. */
  keep(workspace: Workspace, change: Partial<WorkspaceRecord>): Promise<void>;
  /** Opens the workspaces that are kept, and begins to remove those whose time is over. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/** How often workspaces are looked at: whether their time is over, and how large they are; in milliseconds. */
const lookEvery = 30_000;

interface Entry {
  record: WorkspaceRecord;
  open: Promise<Workspace>;
}

/** A sandbox without workspaces; `begin` opens those that are kept. */
export function newSandbox(parts: SandboxParts): Sandbox {
  const { hub, limits } = parts;
  const { notes } = hub.store;
  const entries = new Map<string, Entry>();
  const running = new Map<string, Workspace>();
  let stopLooking = () => {};

  const folderOf = (id: string) => join(parts.folder, id);
  const start = async (record: WorkspaceRecord): Promise<Workspace> => {
    const url = () => `${hub.url()}/sandbox`;
    const { makeHub, near } = parts;
    const made = (workspace: Workspace) => void running.set(record.id, workspace);
    return openWorkspace(record, { folder: folderOf(record.id), url, makeHub, near, made }).catch(
      (error: unknown) => {
        running.delete(record.id);
        throw error;
      },
    );
  };
  const add = (record: WorkspaceRecord, open: Promise<Workspace>) => {
    entries.set(record.id, { record, open });
    open.catch((error: unknown) =>
      hub.log.error({ err: error, workspace: record.id }, 'a workspace could not be opened'),
    );
    return open;
  };
  const remove = async (id: string, leaves: boolean) => {
    const workspace = running.get(id);
    running.delete(id);
    if (workspace) await closeWorkspace(workspace, leaves);
    await rm(folderOf(id), { recursive: true, force: true });
  };
  const end = async (id: string) => {
    const entry = entries.get(id);
    entries.delete(id);
    await entry?.open.catch(() => undefined);
    await notes.take('workspace', id);
    await remove(id, true);
  };
  const look = async () => {
    for (const { record } of [...entries.values()]) if (record.until <= hub.now()) await end(record.id);
    for (const [id, workspace] of running) workspace.full = (await folderSize(folderOf(id))) > limits.bytes;
  };
  const sandbox: Sandbox = {
    limits,
    hasRoom: () => entries.size < limits.workspaces,
    async open(given, address) {
      refuseTooMany(entries, limits, address);
      const secret = hub.newToken();
      const record = newRecord(hub, entries, given, { secret, address, hours: limits.hours });
      const workspace = await add(record, start(record)).catch(async (error: unknown) => {
        entries.delete(record.id);
        await rm(folderOf(record.id), { recursive: true, force: true });
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
      const again = async () => {
        await remove(record.id, true);
        return start(record);
      };
      const opened = await add(record, entry.open.then(again));
      await notes.put('workspace', record.id, opened.record, record.until);
      return opened;
    },
    end: ({ record }) => end(record.id),
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
      await makeFolder(parts.folder);
      const kept = await notes.all<WorkspaceRecord>('workspace');
      const ids = new Set(kept.map(({ key }) => key));
      for (const name of await readdir(parts.folder))
        if (!ids.has(name) && !entries.has(name)) await rm(folderOf(name), { recursive: true, force: true });
      let before: Promise<unknown> = Promise.resolve();
      for (const { value } of kept) {
        const open = before.then(() => start(value));
        before = add(value, open).catch(() => undefined);
      }
      stopLooking = every(hub.after, lookEvery, () => {
        look().catch((error: unknown) => hub.log.error(error, 'workspaces could not be looked at'));
      });
    },
    async stop() {
      stopLooking();
      await Promise.all([...entries.values()].map(({ open }) => open.catch(() => undefined)));
      await Promise.all([...running.values()].map((workspace) => closeWorkspace(workspace, false)));
    },
  };
  return sandbox;
}

function refuseTooMany(entries: Map<string, Entry>, limits: SandboxLimits, address: string): void {
  const all = [...entries.values()].map(({ record }) => record);
  const next = new Date(Math.min(...all.map(({ until }) => until)));
  if (all.length >= limits.workspaces)
    throw new Refusal('conflict', `no workspace is free: the next one ends at ${next.toISOString()}`);
  const own = all.filter((record) => record.address === address);
  if (own.length >= limits.perAddress)
    throw new Refusal(
      'conflict',
      `${own.length} workspaces were opened from your address: use one of them, or end one`,
    );
}

function newRecord(
  hub: Hub,
  entries: Map<string, Entry>,
  given: NewWorkspace,
  { secret, address, hours }: { secret: string; address: string; hours: number },
): WorkspaceRecord {
  const known = new Set<Party>(hub.store.registry.read().connections.flatMap(({ parties }) => parties));
  for (const { record } of entries.values())
    for (const party of [record.party, record.operator, record.provider]) known.add(party);
  const next = () => {
    const party = newParty(hub.random, (one) => known.has(one));
    known.add(party);
    return party;
  };
  const asked = given.party === undefined ? undefined : parseParty(given.party);
  if (asked) known.add(asked);
  const created = hub.now();
  return {
    id: hashToken(hub.newToken()).slice(0, 16),
    secret: hashToken(secret),
    address,
    role: given.role,
    name: given.name,
    party: asked ?? next(),
    operator: next(),
    provider: next(),
    created,
    until: created + hours * 3_600_000,
    callback: null,
    verdict: null,
  };
}
