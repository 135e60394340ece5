import type { Hub } from '../hub.ts';
import { keyIn, letGo, listHeld } from './held.ts';

/**
 * Forgets notes of held objects that are not held any more: the process that had freed one died before it took the note
 * away (ROUTE-56). Looks at the start, and when work moves to this process.
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
