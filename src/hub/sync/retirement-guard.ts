/** Number of missing objects up to which no confirmation is needed; more than this and more than a tenth are usually a mistake (SYNC-19). */
const few = 20;

/** How much later another full sync must lack the same, in milliseconds. */
const later = 3600 * 1000;

/** How long held retirements are kept, in milliseconds: 30 days, by when full syncs have settled them. */
export const heldFor = 30 * 24 * 3600 * 1000;

/** Objects that would be retired and wait for the operator, or for another full sync. */
export interface HeldRetirement {
  /** The syncs that found them missing. */
  syncs: string[];
  /** The time of the first of these syncs, in milliseconds since 1970. */
  since: number;
  /** The hub's position before that one: what has changed since then is not missing any more. */
  begun: number;
  ids: string[];
}

/** The findings of a full sync about one owner's objects. */
export interface Found {
  /** Ids of an owner's objects of one module that it lacks. */
  missing: string[];
  /** Number of all objects of that owner and module. */
  total: number;
  /** The objects that an earlier full sync found missing and held back. */
  waiting: HeldRetirement | undefined;
  now: number;
  sync: string;
  begun: number;
}

/**
 * Decides what is retired now and what is held. All of an owner's objects, or more than a tenth and more than 20 of them,
 * are held until a full sync at least an hour later lacks at least these (SYNC-19); what only the later one lacks is
 * judged by itself.
 */
export function guard({ missing, total, waiting, now, sync, begun }: Found): {
  retire: string[];
  hold?: HeldRetirement;
} {
  const lacking = new Set(missing);
  const again = waiting !== undefined && waiting.ids.every((id) => lacking.has(id));
  if (again && now - waiting.since >= later) {
    const known = new Set(waiting.ids);
    const rest = guard({
      ...{ waiting: undefined, now, sync, begun },
      missing: missing.filter((id) => !known.has(id)),
      total: total - known.size,
    });
    return { ...rest, retire: [...waiting.ids, ...rest.retire] };
  }
  if (missing.length === 0 || !isMuch(missing.length, total)) return { retire: missing };
  if (again) return { retire: [], hold: { ...waiting, syncs: [...waiting.syncs, sync] } };
  return { retire: [], hold: { syncs: [sync], since: now, begun, ids: missing } };
}

function isMuch(missing: number, total: number): boolean {
  return missing >= total || (missing > few && missing * 10 > total);
}
