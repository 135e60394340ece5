import type { Hub } from '../hub-dependencies.ts';
import { Refusal } from '../refusal-error.ts';
import type { Sync } from '../sync-report-types.ts';
import { retireHeld } from './retire-missing-objects.ts';

/**
 * Retires the objects that a sync kept for want of confirmation, and returns the sync with that counted; throws a
 * Refusal where it still runs or nothing waits for it (SYNC-19).
 */
export async function confirmed(hub: Hub, sync: Sync): Promise<Sync> {
  if (sync.status === 'RUNNING') throw new Refusal('conflict', `the sync ${sync.id} has not finished yet`);
  const removed = await retireHeld(hub, sync.id);
  if (!removed)
    throw new Refusal(
      'conflict',
      'nothing waits for this sync: what it held back has been confirmed, or a later full sync has settled it',
    );
  const modules = sync.modules.map((one) => {
    const count = removed.get(one.module);
    return count === undefined ? one : { ...one, removed: one.removed + count, held: 0 };
  });
  return { ...sync, modules };
}
