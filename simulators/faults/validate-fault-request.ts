import { moduleIds } from '../../src/ocpi/editions/modules.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { faultKinds } from './all-fault-kinds.ts';
import type { ValueRule } from './fault-kind-type.ts';
import type { Fault } from './faults-in-force.ts';

/** Checks the body of `PUT /control/faults`: the faults in it, and every problem. */
export function readFaults(given: unknown): { faults: Fault[]; findings: Finding[] } {
  if (!Array.isArray(given))
    return { faults: [], findings: [{ pointer: '', message: 'must be a list of faults' }] };
  const findings = given.flatMap((fault, index) => findingsOf(fault, `/${index}`));
  const faults = given.map((fault) => ({
    match: fault?.match ?? {},
    kind: String(fault?.kind),
    value: fault?.value ?? faultKinds[String(fault?.kind)]?.value?.default,
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
    ...unknownFields(match, Object.keys(matches), `${at}/match`),
  ];
  const expect = (holds: boolean, field: string, message: string) => {
    if (!holds) findings.push({ pointer: `${at}/${field}`, message });
  };
  expect(kind !== undefined, 'kind', `must be one of ${Object.keys(faultKinds).join(', ')}`);
  if (kind && fault.value != null) {
    const wrong = wrongValue(kind.value, fault.value);
    expect(wrong === undefined, 'value', wrong ?? '');
  }
  if (fault.probability != null) expect(between(fault.probability, 0, 1), 'probability', 'must be 0 to 1');
  if (fault.times != null)
    expect(
      Number.isInteger(fault.times) && (fault.times as number) >= 0,
      'times',
      'must be a whole number of at least 0',
    );
  expect(typeof match === 'object', 'match', 'must be an object');
  for (const [field, allowed] of Object.entries(matches))
    if (match[field] != null)
      expect(
        allowed.includes(String(match[field])),
        `match/${field}`,
        `must be one of ${allowed.join(', ')}`,
      );
  return findings;
}

/** The problem of a fault's value, in words. */
function wrongValue(rule: ValueRule | undefined, value: unknown): string | undefined {
  if (!rule) return 'must be absent';
  if ('oneOf' in rule)
    return rule.oneOf.includes(String(value)) ? undefined : `must be one of ${rule.oneOf.join(', ')}`;
  if ('shape' in rule)
    return typeof value === 'string' && rule.shape.test(value) ? undefined : `must be text: ${rule.is}`;
  return between(value, rule.min, rule.max)
    ? undefined
    : `must be ${rule.is} from ${rule.min} to ${rule.max}`;
}

function between(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

/** Refuses unknown fields: a misspelt one would make a fault strike more than was meant. */
function unknownFields(given: object, known: string[], at: string): Finding[] {
  const unknown = Object.keys(given).filter((field) => !known.includes(field));
  return unknown.map((field) => ({
    pointer: `${at}/${field}`,
    message: `is not one of ${known.join(', ')}`,
  }));
}

const matches: Record<string, string[]> = {
  module: ['versions', 'credentials', ...moduleIds],
  method: ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'],
  direction: ['IN', 'OUT'],
};
