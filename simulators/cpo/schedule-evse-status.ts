import type { EVSE, Status } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import { changeEvse } from './find-evses.ts';

/**
 * Announces an EVSE status for a future time, in milliseconds since 1970, and pushes the status itself when that time
 * comes (LOC-35).
 */
export function scheduleStatus(
  platform: Platform,
  locationId: string,
  uid: string,
  status: Status,
  time: number,
): EVSE | undefined {
  const { clock, over } = platform;
  void wait(clock, time - clock.now(), over).then(() => {
    if (!over.aborted) changeEvse(platform, locationId, uid, { status, status_schedule: [] });
  });
  const period_begin = formatDateTime(time);
  return changeEvse(platform, locationId, uid, { status_schedule: [{ period_begin, status }] });
}
