import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/make-durable-folder.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import type { Near } from '../ocpi/client/origins-in-this-process.ts';
import { folderSize } from './folder-size.ts';
import { closeWorkspace, type HubMaker, openWorkspace, type Workspace } from './workspace.ts';
import type { SandboxLimits, WorkspaceRecord } from './workspace-record.ts';

/**
 * The foundations of a sandbox: the hub whose store has the records of workspaces, and a function that makes a
 * workspace's hub.
 */
export interface SandboxParts {
  hub: Hub;
  /** The folder that contains the folders of all workspaces. */
  folder: string;
  limits: SandboxLimits;
  makeHub: HubMaker;
  /** The address at which this process serves the sandbox to its simulated partners. */
  near: Near;
}

/** A workspace with its record, and the promise of its opening. */
interface Entry {
  record: WorkspaceRecord;
  open: Promise<Workspace>;
}

/** The workspaces of this process with their folders and their records in the store. */
export interface Shelf {
  /** All workspaces, those that are being opened included. */
  entries: Map<string, Entry>;
  /** The workspaces that have a hub already. */
  running: Map<string, Workspace>;
  /** Opens a workspace, once `after` has ended. */
  add(record: WorkspaceRecord, after?: Promise<unknown>): Promise<Workspace>;
  /** Stops a workspace, tells its partner, and removes its folder. */
  remove(id: string): Promise<void>;
  /** Stops a workspace as `remove` does, and removes its record. */
  end(id: string): Promise<void>;
  /** Ends the workspaces whose time is over, and measures the others. */
  look(): Promise<void>;
  /**
   * Opens the workspaces in the store, one after the other, and removes folders that belong to none; resolves when all
   * workspaces are known.
   */
  restore(): Promise<void>;
  /** Stops all workspaces; their records and folders stay. */
  close(): Promise<void>;
}

/** Makes the store of a sandbox's workspaces, without any workspace. */
export function newShelf({ hub, folder, limits, makeHub, near }: SandboxParts): Shelf {
  const { notes } = hub.store;
  const entries: Shelf['entries'] = new Map();
  const running: Shelf['running'] = new Map();
  const folderOf = (id: string) => join(folder, id);
  const url = () => `${hub.url()}/sandbox`;

  async function start(record: WorkspaceRecord): Promise<Workspace> {
    const made = (workspace: Workspace) => void running.set(record.id, workspace);
    try {
      return await openWorkspace(record, { folder: folderOf(record.id), url, makeHub, near, made });
    } catch (error) {
      running.delete(record.id);
      hub.log.error({ err: error, workspace: record.id }, 'a workspace could not be opened');
      throw error;
    }
  }
  const shelf: Shelf = {
    entries,
    running,
    add(record, after = Promise.resolve()) {
      const open = after.then(() => start(record));
      // Callers that wait for the workspace get the error; the log has it in any case.
      open.catch(() => undefined);
      entries.set(record.id, { record, open });
      return open;
    },
    async remove(id) {
      const workspace = running.get(id);
      running.delete(id);
      if (workspace) await closeWorkspace(workspace, true);
      await rm(folderOf(id), { recursive: true, force: true });
    },
    async end(id) {
      const entry = entries.get(id);
      entries.delete(id);
      await entry?.open.catch(() => undefined);
      await notes.take('workspace', id);
      await shelf.remove(id);
    },
    async look() {
      for (const { record } of [...entries.values()])
        if (record.until <= hub.now()) await shelf.end(record.id);
      for (const [id, workspace] of running) workspace.full = (await folderSize(folderOf(id))) > limits.bytes;
    },
    async restore() {
      await makeFolder(folder);
      const kept = await notes.all<WorkspaceRecord>('workspace');
      const ids = new Set(kept.map(({ key }) => key));
      for (const name of await readdir(folder))
        if (!ids.has(name) && !entries.has(name)) await rm(folderOf(name), { recursive: true, force: true });
      let before: Promise<unknown> = Promise.resolve();
      for (const { value } of kept) {
        // A folder that cannot be opened is removed: the partner can begin anew, and nobody else can repair it.
        const anew = () => shelf.add(value, shelf.remove(value.id));
        before = shelf
          .add(value, before)
          .catch(anew)
          .catch(() => undefined);
      }
    },
    async close() {
      await Promise.all([...entries.values()].map(({ open }) => open.catch(() => undefined)));
      await Promise.all([...running.values()].map((workspace) => closeWorkspace(workspace, false)));
      entries.clear();
      running.clear();
    },
  };
  return shelf;
}
