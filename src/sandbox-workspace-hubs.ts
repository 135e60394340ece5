import type { Logger } from 'pino';
import { buildHub } from './build-hub.ts';
import type { Settings } from './hub/configuration.ts';
import type { Hub } from './hub/hub-dependencies.ts';
import { partnerRoutes } from './ocpi-routes.ts';
import { openStore } from './open-store.ts';
import type { HubMaker } from './sandbox/workspace.ts';

/** Bytes of objects that a workspace's hub has in memory, and megabytes of its trace. */
const cacheBytes = 4 << 20;
const traceMb = 16;

/** Longest wait, in milliseconds, for pushes in flight when a workspace's hub stops. */
const patience = 2000;

/**
 * Makes the hubs of the sandbox's workspaces: each has an embedded store in its own folder, whatever store the main hub
 * has, makes no agreements by itself, and logs as the main hub does. `around` gives the clock and the source of
 * randomness of the main hub.
 */
export function workspaceHubs(
  settings: Settings,
  log: Logger,
  around: Pick<Hub, 'now' | 'after' | 'newId' | 'newToken' | 'random'>,
): HubMaker {
  return async ({ folder, url, near, record }) => {
    const own: Settings = {
      ...settings,
      HUB_DATA_DIR: folder,
      HUB_TRACE_MB: traceMb,
      HUB_TRACE_HOURS: Math.max(settings.HUB_TRACE_HOURS, settings.HUB_SANDBOX_HOURS),
      HUB_AGREE_WITH: '',
      HUB_SIMULATORS: '',
      HUB_REQUIRED_ENDPOINTS: '',
      HUB_RATE_LIMIT: settings.HUB_SANDBOX_RATE_LIMIT,
    };
    delete own.DATABASE_URL;
    const store = await openStore(own, () => undefined, cacheBytes);
    try {
      const { now, after, newId, newToken, random } = around;
      const ground = { settings: own, store, log, url, now, after, newId, newToken, random, near, record };
      const { hub, reach, rest, end } = await buildHub(ground);
      return {
        hub,
        reach,
        partners: partnerRoutes(hub, own),
        async stop() {
          rest();
          await end(patience);
          await store.close();
        },
      };
    } catch (error) {
      await store.close();
      throw error;
    }
  };
}
