import type { Router } from 'express';
import type { Hub } from '../hub/hub-dependencies.ts';
import { newSandbox } from './all-workspaces.ts';
import { newInnerServer } from './local-only-server.ts';
import { sandboxPartners } from './partner-router.ts';
import { onlyWhile, passOn } from './pass-to-sandbox-process.ts';
import { sandboxApi } from './sandbox-api-router.ts';
import { sandboxPages } from './serve-sandbox-page.ts';
import type { HubMaker } from './workspace.ts';
import type { SandboxLimits } from './workspace-record.ts';

/** The running sandbox of a hub: the routers to be mounted, and its begin and end. */
export interface RunningSandbox {
  routers: Router[];
  /** Opens the workspaces in the store, once the hub's URL is known. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Messages between the processes of a hub: one asks which process runs the sandbox, and that one answers with its port.
 */
type Word = { asks: true } | { port: number };

/**
 * Makes the sandbox of a hub, with its workspaces in `folder`. Of several processes one runs it, and the others on the
 * same machine pass requests on to that one; when it ends another opens the workspaces again.
 */
export function startSandbox(
  hub: Hub,
  folder: string,
  limits: SandboxLimits,
  makeHub: HubMaker,
): RunningSandbox {
  const { processes } = hub.store;
  const inner = newInnerServer(hub);
  const sandbox = newSandbox({ hub, folder, limits, makeHub, near: inner.near });
  const own = [sandboxPartners(hub, sandbox), sandboxApi(hub, sandbox)];
  let elsewhere: number | undefined;
  // Whether the workspaces are open, or being opened, and requests are taken.
  let isOpen = false;
  let isHere = false;
  let turn: Promise<void> = Promise.resolve();
  const say = (word: Word) => void processes.announce('sandbox', word).catch(() => undefined);

  async function move(): Promise<void> {
    const port = inner.port();
    if (port === undefined || processes.isMine('sandbox') === isOpen) return;
    if (isOpen) {
      isHere = false;
      await sandbox.stop();
      isOpen = false;
      return;
    }
    isOpen = true;
    await sandbox.begin();
    // Before the workspaces in the store are known, a partner would get the answer that its own does not exist.
    isHere = true;
    say({ port });
  }
  const settle = () => {
    turn = turn.then(move).catch((error: unknown) => hub.log.error(error, 'the sandbox could not be moved'));
    return turn;
  };
  processes.onMoved(settle);
  processes.subscribe<Word>('sandbox', (word) => {
    if ('port' in word) elsewhere = word.port;
    else if (isHere) say({ port: inner.port() ?? 0 });
  });
  const lead = passOn(hub, {
    isHere: () => isHere,
    port: () => elsewhere,
    ask: () => say({ asks: true }),
  });
  return {
    routers: [lead, ...own, sandboxPages(hub.now)],
    async begin() {
      await inner.listen([onlyWhile(() => isOpen), ...own]);
      say({ asks: true });
      await settle();
    },
    async stop() {
      await turn;
      isHere = false;
      if (isOpen) await sandbox.stop();
      isOpen = false;
      await inner.close();
    },
  };
}
