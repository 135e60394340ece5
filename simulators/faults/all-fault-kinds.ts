import { decidingFaults } from './decision-faults.ts';
import type { FaultKind } from './fault-kind-type.ts';
import { transportFaults } from './network-and-web-server-faults.ts';
import { contentFaults } from './object-content-faults.ts';
import { pagingFaults } from './paging-faults.ts';
import { envelopeFaults } from './response-envelope-faults.ts';
import { sendingFaults } from './sending-faults.ts';
import { versionFaults } from './version-details-faults.ts';

const table = {
  ...transportFaults,
  ...envelopeFaults,
  ...contentFaults,
  ...pagingFaults,
  ...sendingFaults,
  ...versionFaults,
  ...decidingFaults,
};

/** All kinds of fault, by name. */
export const faultKinds: Record<string, FaultKind> = table;

/** The name of a fault that the simulator's code asks for. */
export type AskedFault = keyof typeof decidingFaults;

/** The table of faults for people: name, sentence, value, requirements violated; `GET /control/faults/kinds`. */
export function describedFaults(): object[] {
  return Object.entries(faultKinds).map(([kind, { does, breaks, value, mild }]) => ({
    kind,
    does,
    ...(value ? { value: described(value) } : {}),
    ...(breaks ? { breaks: breaks.split(' ') } : {}),
    harmless: mild !== undefined,
  }));
}

function described(value: NonNullable<FaultKind['value']>): object {
  if ('oneOf' in value) return { is: value.is, default: value.default, one_of: value.oneOf };
  if ('shape' in value) return { is: value.is, default: value.default };
  return value;
}
