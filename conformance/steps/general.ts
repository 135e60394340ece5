import type { Finding } from '../../src/ocpi/finding.ts';

/** Of the problems of an object those that have no requirement, and so no check, of their own. */
export function general(findings: Finding[]): Finding[] {
  return findings.filter(({ pointer, message }) => !apart.some((one) => one.test(`${pointer}: ${message}`)));
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
