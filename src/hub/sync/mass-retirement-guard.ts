/** Number of missing objects up to which no confirmation is needed; more than this and more than a tenth are usually a mistake (SYNC-19). */
const few = 20;

/** Time in milliseconds after which another full sync must miss the same objects. */
const later = 3600 * 1000;

/**
 * Time for which retirements that wait for confirmation are stored, in milliseconds: 30 days, by when full syncs have
 * settled them.
 */
export const heldFor = 30 * 24 * 3600 * 1000;

/** Missing objects that the hub retires only when its operator, or another full sync, confirms it. */
export interface HeldRetirement {
  /** Ids of the syncs that found the objects missing. */
  syncs: string[];
  /** Time of the first of these syncs, in milliseconds since 1970. */
  since: number;
  /** Number of the newest change before the first of these syncs: objects that changed later are not missing. */
  begun: number;
  ids: string[];
}

/** The findings of a full sync about one owner's objects of one module. */
export interface Found {
  /** Ids of the stored objects that the owner's list lacks. */
  missing: string[];
  /** Number of all stored objects of the owner and module whose list was read. */
  total: number;
  /** The objects that an earlier full sync found missing and that wait for confirmation. */
  waiting: HeldRetirement | undefined;
  now: number;
  sync: string;
  begun: number;
}

/**
 * Decides which missing objects the hub retires now and which wait. All of an owner's objects, or more than a tenth and
 * more than 20 of them, wait until a full sync at least an hour later misses at least these (SYNC-19); objects that
 * only the later one misses are judged by themselves.
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
