import type { Hub } from '../hub-dependencies.ts';
import { Refusal } from '../refusal-error.ts';
import type { Sync } from '../sync-report-types.ts';
import { heldFor } from './mass-retirement-guard.ts';

/** Time for which a sync is stored for the operator to look at, in milliseconds: 3 days. */
const memory = 3 * 24 * 3600 * 1000;

/**
 * A sync as it is stored. `begun` is the number of the newest change when it was asked for, `due` its start in
 * milliseconds since 1970.
 */
export interface SyncNote {
  sync: Sync;
  begun: number;
  due: number;
  /** Number of syncs before it that failed or broke off; only the first attempt retires objects (SYNC-16). */
  attempt?: number;
}

/** Keeps the syncs of all hub processes in the store. */
export function newSyncNotes(hub: () => Pick<Hub, 'store' | 'now'>) {
  return {
    keep(kept: SyncNote): Promise<unknown> {
      const waits = kept.sync.modules.some(({ held }) => held > 0);
      return hub().store.notes.put('pull', kept.sync.id, kept, hub().now() + (waits ? heldFor : memory));
    },
    async all(): Promise<SyncNote[]> {
      return (await hub().store.notes.all<SyncNote>('pull')).map(({ value }) => value);
    },
    /** One sync as it was last stored; throws a Refusal where there is none with this id. */
    async find(id: string): Promise<SyncNote> {
      const found = await hub().store.notes.get<SyncNote>('pull', id);
      if (!found) throw new Refusal('notFound', `there is no sync ${id}`);
      return found;
    },
  };
}
