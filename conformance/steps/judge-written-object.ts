import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { check, checkPatch } from '../../src/ocpi/schemas/validation.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';

/**
 * Findings about an object that a partner writes: errors for every reader, and breaches of strict 2.1.1-d2, but no
 * values and fields of later versions, which are no fault. Findings that have a requirement, and so a check, of their
 * own are left out.
 */
export function writtenWrongly(name: ObjectName, value: unknown, patch = false): Finding[] {
  const judge = patch ? checkPatch : check;
  const letter = judge(name, value, 'strict').filter(
    ({ message }) => !/must be one of|is not known|without fraction|printable ASCII/.test(message),
  );
  const found = new Map(
    [...judge(name, value), ...letter].map((one) => [`${one.pointer} ${one.message}`, one]),
  );
  return [...found.values()].filter(
    ({ pointer, message }) => !apart.some((one) => one.test(`${pointer}: ${message}`)),
  );
}

const apart = [
  /\/coordinates\/|\/related_locations\/\d+\/(latitude|longitude)/,
  /\/country: /,
  /\/connectors: must have at least/,
  /\/connectors\/\d+\/id: must be unique/,
  /\/opening_times\/regular_hours\//,
  /\/restrictions\/(start|end)_(time|date): /,
  /^\/start_datetime: is required|^\/(start|stop)_date_time: is required/,
];
