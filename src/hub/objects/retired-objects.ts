import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, parsed } from '../../ocpi/editions/write-object-part.ts';
import { formatDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import type { Decision, StoredObject } from '../ports/object-store.ts';

/** The look-up that marks an object which the hub has retired. */
const mark = 'retired';

/**
 * Tells whether the hub itself has set the EVSEs of a Location to REMOVED: its owner knows nothing of this state
 * (SYNC-20).
 */
export function isRetired({ lookups }: Pick<StoredObject, 'lookups'>): boolean {
  return lookups[mark] !== undefined;
}

/**
 * The end of an object that its owner no longer lists: the hub keeps and sends a Location with EVSEs, with all of them
 * REMOVED from this moment on, so that every list with dates shows it (SYNC-20); it deletes any other object. `now` in
 * milliseconds since 1970.
 */
export function retirement(object: StoredObject, now: number): Decision {
  const [part] = objectRow(object.module).parts ?? [];
  if (!part?.removed) return { to: 'delete' };
  const { list, removed } = part;
  const location = parsed(object.bytes);
  const evses = (location[list] ?? []) as Json[];
  if (evses.length === 0) return { to: 'delete' };
  // Cut to the second the time would lie before a window that began in this second.
  const moment = Math.ceil(now / 1000) * 1000;
  const last_updated = formatDateTime(moment);
  const ended = evses.map((evse) =>
    evse[removed.field] === removed.value ? evse : { ...evse, [removed.field]: removed.value, last_updated },
  );
  return {
    to: 'store',
    object: {
      ...object,
      lastUpdated: moment,
      gone: true,
      lookups: { ...object.lookups, [mark]: last_updated },
      bytes: Buffer.from(JSON.stringify({ ...location, [list]: ended, last_updated })),
    },
  };
}
