import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Pulled, PulledList } from '../in-memory-state.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { ListQuery, StoredObject } from '../ports/object-store.ts';

/**
 * A page of a list as it was sent to a partner: its offset, the numbers of its objects and of all objects in the list,
 * and the newest change before it was read.
 */
export interface PageGiven extends Pick<ListQuery, 'from' | 'to' | 'offset'> {
  count: number;
  total: number;
  position: number;
  at: number;
  request: string;
}

/** Most lists that are remembered of one connection and module; the oldest are forgotten first. */
const mostLists = 8;

/** Notes a page that a connection got of the list of all objects that it may see. */
export async function notePage(
  { store, memory, log }: Pick<Hub, 'store' | 'memory' | 'log'>,
  { id }: Pick<Connection, 'id'>,
  module: ObjectModuleId,
  page: PageGiven,
): Promise<void> {
  const key = keyOf(id, module);
  const turn = (memory.pulls.get(key)?.turn ?? Promise.resolve()).then(async () => {
    const several = store.processes.count() > 1;
    const kept = several ? undefined : memory.pulls.get(key)?.pulled;
    const known = kept ?? (await store.notes.get<Pulled>('pulled', key));
    const pulled = afterPage(known, page);
    const entry = memory.pulls.get(key);
    if (entry) entry.pulled = pulled;
    // Pages of one list may be answered by different processes.
    if (several || pulled.lists !== known?.lists) await store.notes.put('pulled', key, pulled, forEver);
  });
  const entry = memory.pulls.get(key) ?? { turn, pulled: undefined };
  entry.turn = turn.catch((error: unknown) => log.error(error, 'a list that was read could not be noted'));
  memory.pulls.set(key, entry);
  await entry.turn;
}

/** The lists of a module that a connection has read to their end. */
export async function pulledLists(
  { store }: Pick<Hub, 'store'>,
  { id }: Pick<Connection, 'id'>,
  module: ObjectModuleId,
): Promise<PulledList[]> {
  return (await store.notes.get<Pulled>('pulled', keyOf(id, module)))?.lists ?? [];
}

/**
 * Tells whether a list that a partner read to its end contained an object in its present state, given that the partner
 * might see it.
 */
export function isOn({ from, to, position }: PulledList, object: StoredObject): boolean {
  const { changed, lastUpdated, gone } = object;
  return (
    changed <= position && (from === null ? !gone : lastUpdated >= from) && (to === null || lastUpdated < to)
  );
}

/**
 * The lists that a partner has read, after one more page: a list counts when its pages follow each other to the end,
 * and no object left it meanwhile.
 */
export function afterPage(known: Pulled | undefined, page: PageGiven): Pulled {
  const { from = null, to = null, offset, count, total, position, at, request } = page;
  const { lists = [], underWay } = known ?? {};
  const isNext =
    underWay !== undefined &&
    underWay.from === from &&
    underWay.to === to &&
    underWay.next === offset &&
    total >= underWay.total;
  if (offset > 0 && !isNext) return { lists, ...(underWay && offset < underWay.next ? { underWay } : {}) };
  const begun = offset > 0 && underWay ? underWay : { from, to, position, began: at };
  const next = { ...begun, next: offset + count, total };
  if (next.next < total) return { lists, underWay: next };
  const list: PulledList = {
    ...{ from, to, position: begun.position, began: begun.began },
    ...{ ended: at, request },
  };
  return { lists: [...lists.filter((one) => !covers(list, one)), list].slice(-mostLists) };
}

function covers(list: PulledList, other: PulledList): boolean {
  return (
    list.position >= other.position &&
    (list.from ?? Number.NEGATIVE_INFINITY) <= (other.from ?? Number.NEGATIVE_INFINITY) &&
    (list.to ?? Number.POSITIVE_INFINITY) >= (other.to ?? Number.POSITIVE_INFINITY)
  );
}

function keyOf(connection: string, module: ObjectModuleId): string {
  return `${connection} ${module}`;
}
