import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import type { ObjectKey } from '../ports/object-store.ts';
import { Refusal } from '../refusal-error.ts';
import type { Sync } from '../sync-report-types.ts';
import { prepare } from './prepare-sync.ts';
import { newSyncNotes } from './stored-syncs.ts';

/**
 * The full syncs that bring back objects which a store has lost, and the lost objects that no sync brings, since their
 * owner must send them again.
 */
export interface PulledAgain {
  syncs: Sync[];
  unasked: ObjectKey[];
}

/** Stores full syncs of the modules in which objects were lost, or of all: the next start of the hub runs them. */
export async function pullAgain(
  hub: Pick<Hub, 'store' | 'now' | 'newId'>,
  lost: readonly ObjectKey[],
  isAll: boolean,
): Promise<PulledAgain> {
  const state = hub.store.registry.read();
  const wanted = new Map<string, Set<ObjectModuleId>>();
  const unasked: ObjectKey[] = [];
  for (const object of lost) {
    const { id, status } = connectionOf(state, objectRow(object.module).owner, object.owner) ?? {};
    const offers = id !== undefined && status === 'REGISTERED' && prepared(hub, id, [object.module]);
    if (!id || !offers) unasked.push(object);
    else wanted.set(id, (wanted.get(id) ?? new Set()).add(object.module));
  }
  const all = isAll
    ? state.connections.map(({ id }) => prepared(hub, id, undefined))
    : [...wanted].map(([id, modules]) => prepared(hub, id, [...modules]));
  const syncs = all.filter((sync) => sync !== undefined).filter(({ modules }) => modules.length > 0);
  const notes = newSyncNotes(() => hub);
  const begun = await hub.store.objects.present();
  for (const sync of syncs) await notes.keep({ sync, begun, due: hub.now() });
  return { syncs, unasked };
}

function prepared(...[hub, id, modules]: [Parameters<typeof prepare>[0], string, string[] | undefined]) {
  try {
    return prepare(hub, id, 'full', modules);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
