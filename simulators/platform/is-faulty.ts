import type { AskedFault } from '../faults/kinds.ts';
import type { Platform, PlatformRequest } from './platform.ts';

/** Whether a fault that the simulator's code asks for by name strikes a request. */
export function isFaulty(
  { faults }: Platform,
  { route, method }: Pick<PlatformRequest, 'route' | 'method'>,
  kind: AskedFault,
): boolean {
  return faults.asked(kind, route.module, method) !== undefined;
}
