import type { NextFunction, Request, Response } from 'express';
import { moduleIds } from '../../src/ocpi/modules.ts';
import type { Finding } from '../../src/ocpi/validation.ts';
import type { Clock } from './clock.ts';
import { faultKinds } from './fault-kinds.ts';
import { moduleOf } from './module-of.ts';
import { type Random, seeded } from './random.ts';

/** A fault and the requests it strikes. */
export interface Fault {
  match: { module?: string; method?: string };
  kind: string;
  value: number;
  /** Share of the matching requests that it strikes, 0 to 1. */
  probability: number;
  /** How many requests it strikes yet; `null` for all. */
  times: number | null;
}

/** The faults in force. */
export interface FaultRules {
  list(): Fault[];
  set(faults: Fault[]): void;
  /** The faults that strike a request, in their order; each that does is one use of its `times`. */
  strike(module: string, method: string): Fault[];
}

/** No faults yet; what `probability` leaves to chance is the same in every run. */
export function newFaultRules(): FaultRules {
  let faults: Fault[] = [];
  let random: Random = seeded(1);
  return {
    list: () => faults,
    set(given) {
      faults = given;
      random = seeded(1);
    },
    strike(module, method) {
      const struck = faults.filter(
        ({ match, probability, times }) =>
          (match.module ?? module) === module &&
          (match.method ?? method) === method &&
          times !== 0 &&
          random() < probability,
      );
      for (const fault of struck) if (fault.times !== null) fault.times -= 1;
      return struck;
    },
  };
}

/** Lets the faults in force strike the requests that arrive. */
export function applyFaults(rules: FaultRules, clock: Clock) {
  return async (req: Request, res: Response, next: NextFunction) => {
    for (const name of ['X-Request-ID', 'X-Correlation-ID']) {
      const id = req.get(name);
      if (id) res.set(name, id);
    }
    for (const { kind, value } of rules.strike(moduleOf(req.originalUrl), req.method))
      if (await faultKinds[kind]?.act(res, value, clock)) return;
    next();
  };
}

/** Reads what `PUT /control/faults` was given: the faults, and every problem of it. */
export function readFaults(given: unknown): { faults: Fault[]; findings: Finding[] } {
  if (!Array.isArray(given))
    return { faults: [], findings: [{ pointer: '', message: 'must be a list of faults' }] };
  const findings = given.flatMap((fault, index) => findingsOf(fault, `/${index}`));
  const faults = given.map((fault) => ({
    match: fault?.match ?? {},
    kind: String(fault?.kind),
    value: fault?.value ?? faultKinds[String(fault?.kind)]?.default ?? 0,
    probability: fault?.probability ?? 1,
    times: fault?.times ?? null,
  }));
  return { faults, findings };
}

function findingsOf(fault: Record<string, unknown> | null, at: string): Finding[] {
  if (typeof fault !== 'object' || fault === null) return [{ pointer: at, message: 'must be an object' }];
  const kind = Object.hasOwn(faultKinds, String(fault.kind)) ? faultKinds[String(fault.kind)] : undefined;
  const match = (fault.match ?? {}) as Record<string, unknown>;
  const findings = [
    ...unknownFields(fault, ['match', 'kind', 'value', 'probability', 'times'], at),
    ...unknownFields(match, ['module', 'method'], `${at}/match`),
  ];
  const expect = (holds: boolean, field: string, message: string) => {
    if (!holds) findings.push({ pointer: `${at}/${field}`, message });
  };
  const between = (value: unknown, min: number, max: number) =>
    typeof value === 'number' && value >= min && value <= max;
  expect(kind !== undefined, 'kind', `must be one of ${Object.keys(faultKinds).join(', ')}`);
  if (kind && fault.value != null)
    expect(
      between(fault.value, kind.min, kind.max),
      'value',
      `must be ${kind.value ?? 'absent'} from ${kind.min} to ${kind.max}`,
    );
  if (fault.probability != null) expect(between(fault.probability, 0, 1), 'probability', 'must be 0 to 1');
  if (fault.times != null)
    expect(
      Number.isInteger(fault.times) && (fault.times as number) >= 0,
      'times',
      'must be a whole number of at least 0',
    );
  expect(typeof match === 'object', 'match', 'must be an object');
  if (match.module != null)
    expect(places.includes(String(match.module)), 'match/module', `must be one of ${places.join(', ')}`);
  if (match.method != null)
    expect(methods.includes(String(match.method)), 'match/method', `must be one of ${methods.join(', ')}`);
  return findings;
}

/** A misspelt field would make a fault strike more than was meant. */
function unknownFields(given: object, known: string[], at: string): Finding[] {
  const unknown = Object.keys(given).filter((field) => !known.includes(field));
  return unknown.map((field) => ({
    pointer: `${at}/${field}`,
    message: `is not one of ${known.join(', ')}`,
  }));
}

const places = ['versions', 'credentials', ...moduleIds];
const methods = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];
