import { setTimeout as pause } from 'node:timers/promises';
import { admin } from '../../torture/call-admin-api.ts';
import { until } from '../../torture/wait-until.ts';
import type { Hub } from './measured-hub-process.ts';
import type { Partner } from './measured-partner.ts';

/** Lets the hub pull the Locations of an operator; gives the number of those that it stored. */
export async function synced(hub: Hub, operator: Partner, type: 'full' | 'delta'): Promise<number> {
  const { json } = await admin(hub.url, 'POST', `/connections/${operator.id}/syncs`, {
    type,
    modules: ['locations'],
  });
  let stored = 0;
  await until(async () => {
    // Polling every 20 ms cost the hub a tenth of the sync.
    await pause(250);
    const seen = (await admin(hub.url, 'GET', `/syncs/${String(json.id)}`)).json;
    if (seen.status === 'RUNNING') return 'the sync runs';
    stored = (seen.modules as { stored: number }[])[0]?.stored ?? 0;
    return seen.status === 'DONE' ? undefined : `the sync is ${JSON.stringify(seen)}`;
  });
  return stored;
}

/** Waits until no sync runs: the one after a handshake must be over before the partner offers its list. */
export async function noSyncRuns(hub: Hub): Promise<void> {
  await until(async () => {
    const { json } = await admin(hub.url, 'GET', '/syncs');
    return /"RUNNING"/.test(JSON.stringify(json)) ? 'a sync runs' : undefined;
  });
}
