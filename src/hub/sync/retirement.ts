import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { isDeletable } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Hub } from '../hub.ts';
import { retirement } from '../objects/retired.ts';
import { pagesOwnedBy } from '../stored-pages.ts';
import { wholePush } from '../whole-push.ts';
import { guard, type HeldRetirement, heldFor } from './retirement-guard.ts';

/** Objects that are read from the store at a time. */
const pageSize = 1000;

/** Whether an owner's object of a store id is on its list now; the reason why nobody knows where that could not be read to its end. */
export type Looked = { shows(id: string): boolean } | { error: string };

/** Looks again at the list of an owner. */
export type SecondLook = (owner: Party) => Promise<Looked>;

/** A complete list that has been read, as far as retiring goes by it. */
export interface WholeList {
  module: ObjectModuleId;
  owner: Party;
  /** Store ids of what was on it. */
  seen: ReadonlySet<string>;
  /** Objects with a `last_updated` from this time on, in milliseconds, could be missing from the list. */
  until: number;
  /** The hub's position before it was asked for: what has changed since is left alone. */
  begun: number;
  /** The sync that read it. */
  sync: string;
  /** Looks at it again. */
  again: SecondLook;
}

/** The numbers of objects that were retired and that are held back until confirmed. */
export interface Retired {
  removed: number;
  held: number;
  of: number;
  /** Why objects that the list lacks stay though it was complete, and how many. */
  unsure?: { lacking: number; error: string };
}

/**
 * Retires the objects that an owner lists no longer and that have not changed since (SYNC-10, TAR-14), unless there are so many
 * that they must be confirmed first (SYNC-19). What a list lacks may have been missed by whoever read it, so that it has to be
 * missing on a second, unfiltered one too.
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

/** Retires what a sync held back, as the operator has confirmed; how much of it still stood as it was, by module. */
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

/** Finds the owner's objects that the list lacks though it could have held them. */
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
