import { type Json } from '../../ocpi/editions/parts.ts';
import { formatDateTime } from '../../ocpi/words/dates.ts';
import type { Decision, StoredObject } from '../ports/objects.ts';

/** Under which name the store keeps when the hub has retired an object. */
const mark = 'retired';

/** Whether the hub itself has set the EVSEs of a Location to REMOVED: its owner knows nothing of this state (SYNC-20). */
export function isRetired({ lookups }: Pick<StoredObject, 'lookups'>): boolean {
  return lookups[mark] !== undefined;
}

/**
 * The end of an object that its owner lists no longer: a Location with EVSEs is kept and told, all of them REMOVED from
 * this moment on, so that every window over it shows that (SYNC-20); anything else is deleted. `now` in milliseconds.
 */
export function retirement(object: StoredObject, now: number): Decision {
  if (object.module !== 'locations') return { to: 'delete' };
  const location = JSON.parse(object.bytes.toString()) as Json;
  const evses = (location.evses ?? []) as Json[];
  if (evses.length === 0) return { to: 'delete' };
  // Cut to the second it would lie before a window that began in this one.
  const moment = Math.ceil(now / 1000) * 1000;
  const last_updated = formatDateTime(moment);
  const removed = evses.map((evse) =>
    evse.status === 'REMOVED' ? evse : { ...evse, status: 'REMOVED', last_updated },
  );
  return {
    to: 'store',
    object: {
      lastUpdated: moment,
      recipient: object.recipient,
      gone: true,
      lookups: { ...object.lookups, [mark]: last_updated },
      bytes: Buffer.from(JSON.stringify({ ...location, evses: removed, last_updated })),
    },
  };
}
