import type { Random } from '../chance/seeded-random.ts';
import { type AskedFault, faultKinds } from './all-fault-kinds.ts';
import type { Direction, FaultKind, Value } from './fault-kind-type.ts';

/** A fault and the messages it strikes. */
export interface Fault {
  match: { module?: string; method?: string; direction?: Direction };
  kind: string;
  /** The fault's value; absent where the kind takes none. */
  value?: Value;
  /** Share of the matching messages that the fault strikes, 0 to 1. */
  probability: number;
  /** Number of messages that the fault still strikes; `null` for all. */
  times: number | null;
}

/** The faults in force at a simulator. */
export interface FaultRules {
  list(): Fault[];
  set(faults: Fault[]): void;
  /** The faults that strike a message, in their order; each strike uses up one of a fault's `times`. */
  strike(direction: Direction, module: string, method: string): Fault[];
  /** A fault that the simulator's code asks for, when it strikes; each strike uses up one of its `times`. */
  asked(kind: AskedFault, module: string, method: string): Fault | undefined;
}

/**
 * A set of faults, empty at first. `chance` gives a random sequence for each kind of message, which decides about
 * `probability`; `mixedIn` is the share of messages that a harmless fault strikes by itself.
 */
export function newFaultRules(chance: (name: string) => Random, mixedIn = 0): FaultRules {
  let faults: Fault[] = [];
  const use = (struck: Fault[]) => {
    for (const fault of struck) if (fault.times !== null) fault.times -= 1;
    return struck;
  };
  const strikes = ({ match, probability, times }: Fault, module: string, method: string, random: Random) =>
    (match.module ?? module) === module &&
    (match.method ?? method) === method &&
    times !== 0 &&
    (probability === 1 || random() < probability);
  return {
    list: () => faults,
    set(given) {
      faults = given;
    },
    strike(direction, module, method) {
      const random = chance(`${direction} ${module} ${method}`);
      const struck = faults.filter(
        (fault) =>
          acts(faultKinds[fault.kind], direction) &&
          (fault.match.direction ?? direction) === direction &&
          strikes(fault, module, method, random),
      );
      return [...use(struck), ...mixIn(random, mixedIn, direction, method)];
    },
    asked(kind, module, method) {
      const random = chance(`asked ${module} ${method}`);
      const found = faults.find((fault) => fault.kind === kind && strikes(fault, module, method, random));
      return found && use([found])[0];
    },
  };
}

/** Whether a kind of fault affects messages of a direction. */
function acts(kind: FaultKind | undefined, direction: Direction): boolean {
  if (!kind) return false;
  if (kind.content) return true;
  return direction === 'IN' ? Boolean(kind.arrives ?? kind.answers) : Boolean(kind.sends);
}

function mixIn(random: Random, share: number, direction: Direction, method: string): Fault[] {
  if (share === 0 || random() >= share) return [];
  const fitting = harmless.filter(
    ([, kind]) =>
      acts(kind, direction) &&
      (kind.mild?.direction ?? direction) === direction &&
      (kind.mild?.method ?? method) === method,
  );
  const [name, kind] = fitting[Math.floor(random() * fitting.length)] ?? [];
  if (!name || !kind) return [];
  return [
    { match: {}, kind: name, value: kind.mild?.value ?? kind.value?.default, probability: 1, times: null },
  ];
}

const harmless = Object.entries(faultKinds).filter(([, { mild }]) => mild);
