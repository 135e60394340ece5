import type { Router } from 'express';
import type { Hub } from '../hub/hub.ts';
import { sandboxApi } from './api.ts';
import { sandboxPages } from './pages.ts';
import { innerServer, sandboxPartners } from './partners.ts';
import type { SandboxLimits } from './record.ts';
import { newSandbox } from './sandbox.ts';
import type { HubMaker } from './workspace.ts';

/** The sandbox of a hub: what is mounted, and its begin and end. */
export interface RunningSandbox {
  routers: Router[];
  /** Opens the workspaces that are kept, once the hub's URL is known. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes the sandbox of a hub, with its workspaces in `folder`. */
export function startSandbox(
  hub: Hub,
  folder: string,
  limits: SandboxLimits,
  makeHub: HubMaker,
): RunningSandbox {
  const inner = innerServer(hub);
  const sandbox = newSandbox({ hub, folder, limits, makeHub, near: inner.near });
  const partners = sandboxPartners(hub, sandbox);
  return {
    routers: [partners, sandboxApi(hub, sandbox), sandboxPages(hub.now)],
    async begin() {
      await inner.listen(partners);
      await sandbox.begin();
    },
    async stop() {
      await sandbox.stop();
      await inner.close();
    },
  };
}
