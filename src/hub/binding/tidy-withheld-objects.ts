import type { Hub } from '../hub-dependencies.ts';
import { keyIn, letGo, listHeld } from './withheld-objects.ts';

/**
 * Deletes notes of withheld objects that the hub does not withhold any more, because the process that freed one died
 * before it deleted the note (ROUTE-56). Runs at the start, and when work moves to this process.
 */
export function tidyHeld(hub: Hub): void {
  const tidy = () =>
    tidyAll(hub).catch((error: unknown) => hub.log.error(error, 'held objects could not be looked through'));
  hub.store.processes.onMoved(async () => void tidy());
  void tidy();
}

async function tidyAll(hub: Hub): Promise<void> {
  if (!hub.store.processes.isMine('held')) return;
  for (const held of await listHeld(hub)) {
    const key = keyIn(held);
    const object = await hub.store.objects.get(key);
    if (object?.recipient !== null) await letGo(hub, key);
  }
}
