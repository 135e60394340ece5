import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { isDeletable } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { retirement } from '../objects/retired-objects.ts';
import { pagesOwnedBy } from '../read-stored-objects-in-pages.ts';
import { guard, type HeldRetirement, heldFor } from './mass-retirement-guard.ts';

/** Number of objects that are read from the store at a time. */
const pageSize = 1000;

/**
 * Tells whether an object with this id in the store is on its owner's list now; an error where the list could not be
 * read to its end.
 */
export type Looked = { shows(id: string): boolean } | { error: string };

/** Reads the list of an owner a second time. */
export type SecondLook = (owner: Party) => Promise<Looked>;

/** The facts about a complete list by which objects are retired. */
export interface WholeList {
  module: ObjectModuleId;
  owner: Party;
  /** Ids in the store of the objects on the list. */
  seen: ReadonlySet<string>;
  /** Time in milliseconds since 1970: objects with this `last_updated` or a later one may be missing from the list. */
  until: number;
  /** Number of the newest change before the list was asked for: objects that have changed since are left alone. */
  begun: number;
  /** Id of the sync that read the list. */
  sync: string;
  /** Reads the partner's list a second time, for objects that the first reading missed. */
  again: SecondLook;
}

/** The numbers of objects that were retired and that wait for confirmation. */
export interface Retired {
  removed: number;
  held: number;
  of: number;
  /** Number of objects that stay though the complete list lacks them, and the reason. */
  unsure?: { lacking: number; error: string };
}

/**
 * Retires the objects that an owner no longer lists and that have not changed since (SYNC-10, TAR-14), unless there are
 * so many that they must be confirmed first (SYNC-19). The reader may have missed an object on a list, so that it has
 * to be missing from a second list without dates too.
 */
export async function retire(hub: Hub, list: WholeList): Promise<Retired> {
  const { module, owner, begun } = list;
  const { missing: lacking, total } = await compare(hub, list);
  const looked = lacking.length > 0 ? await list.again(owner) : { shows: () => false };
  if ('error' in looked)
    return { removed: 0, held: 0, of: total, unsure: { lacking: lacking.length, ...looked } };
  const missing = lacking.filter((id) => !looked.shows(id));
  const key = heldKey(list);
  const waiting = await hub.store.notes.get<HeldRetirement>('retirement', key);
  const { retire: now, hold } = guard({ missing, total, waiting, now: hub.now(), sync: list.sync, begun });
  const removed = await retireAll(hub, { module, owner, begun }, now);
  if (hold) await hub.store.notes.put('retirement', key, hold, hub.now() + heldFor);
  else if (waiting) await hub.store.notes.take('retirement', key);
  return { removed, held: hold?.ids.length ?? 0, of: total };
}

/**
 * Retires the missing objects of a sync, as the operator has confirmed; returns by module how many of them were still
 * unchanged.
 */
export async function retireHeld(hub: Hub, sync: string): Promise<Map<ObjectModuleId, number> | undefined> {
  const all = await hub.store.notes.all<HeldRetirement>('retirement');
  const mine = all.filter(({ value }) => value.syncs.includes(sync));
  if (mine.length === 0) return undefined;
  const removed = new Map<ObjectModuleId, number>();
  for (const { key } of mine) {
    const held = await hub.store.notes.take<HeldRetirement>('retirement', key);
    if (!held) continue;
    const [module, owner] = key.split(' ') as [ObjectModuleId, Party];
    const count = await retireAll(hub, { module, owner, begun: held.begun }, held.ids);
    removed.set(module, (removed.get(module) ?? 0) + count);
  }
  return removed;
}

function heldKey({ module, owner }: Pick<WholeList, 'module' | 'owner'>): string {
  return `${module} ${owner}`;
}

/** Finds the stored objects of an owner that the list lacks though it could have contained them. */
async function compare(hub: Hub, { module, owner, seen, until, begun }: WholeList) {
  const missing: string[] = [];
  let total = 0;
  for await (const objects of pagesOwnedBy(hub.store.objects, module, owner, pageSize)) {
    total += objects.length;
    for (const { id, lastUpdated, changed } of objects)
      if (lastUpdated < until && changed <= begun && !seen.has(id)) missing.push(id);
  }
  return { missing, total };
}

async function retireAll(
  hub: Hub,
  { module, owner, begun }: Pick<WholeList, 'module' | 'owner' | 'begun'>,
  ids: readonly string[],
): Promise<number> {
  let removed = 0;
  for (const id of ids) {
    const { outcome, before, after, changed } = await hub.store.objects.change(
      { module, owner, id },
      (old) => (old && old.changed <= begun ? retirement(old, hub.now()) : { to: 'keep' }),
    );
    if (!before || outcome === 'unchanged') continue;
    removed += 1;
    if (after) void hub.deliver.offer(wholePush(after), before.changed);
    else if (isDeletable(module)) {
      const name = { id: before.lookups.id ?? id, path: [], body: undefined };
      void hub.deliver.offer({ object: { ...before, changed }, method: 'DELETE', ...name }, before.changed);
    }
  }
  return removed;
}
