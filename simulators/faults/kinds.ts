import { decidingFaults } from './behaviour.ts';
import { contentFaults } from './content.ts';
import { envelopeFaults } from './envelope.ts';
import type { FaultKind } from './kind.ts';
import { pagingFaults } from './paging.ts';
import { sendingFaults } from './sending.ts';
import { transportFaults } from './transport.ts';
import { versionFaults } from './versions.ts';

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
