import type { AskedFault } from '../faults/all-fault-kinds.ts';
import type { Platform, PlatformRequest } from './simulated-platform.ts';

/** Whether a fault that the simulator's code asks for by name strikes a request. */
export function isFaulty(
  { faults }: Platform,
  { route, method }: Pick<PlatformRequest, 'route' | 'method'>,
  kind: AskedFault,
): boolean {
  return faults.asked(kind, route.module, method) !== undefined;
}
