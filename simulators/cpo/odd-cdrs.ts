import type { CDR } from '../../src/ocpi/types/2.1.1.generated.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';

/** The CDRs to post for a session at an EVSE, in order: one, unless the EVSE is one for tests of odd bills. */
export function billsFor(evseUid: string, cdr: CDR): CDR[] {
  const dearer = { ...cdr, total_cost: Math.round((cdr.total_cost + 1) * 100) / 100 };
  switch (oddityOf(evseUid)?.bill) {
    case 'never':
      return [];
    case 'twice':
      return [cdr, cdr];
    case 'changed':
      return [cdr, dearer];
    case 'wrong':
      return [dearer];
    default:
      return [cdr];
  }
}

/** Waits the 8 seconds by which an EVSE for tests delays its CDR; less when the simulator ends. */
export async function waitForBill({ clock, over }: Platform, evseUid: string): Promise<void> {
  if (oddityOf(evseUid)?.bill === 'late') await wait(clock, 8000, over);
}
