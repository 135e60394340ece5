import type { Finding } from '../src/ocpi/finding.ts';
import type { Exchange } from './exchange.ts';

/**
 * What came of a check. Only a MUST that 2.1.1 itself makes can be `failed`; anything else that does not hold is
 * `warned`. A check whose precondition the partner does not offer is `skipped`, and says why; `broken` is a bug of the suite.
 */
export type Verdict = 'passed' | 'failed' | 'warned' | 'skipped' | 'broken';

/** One scenario that was run against the partner. */
export interface Check {
  /** The one requirement it is about. */
  id: string;
  name: string;
  /** Its steps, as they stand in the feature. */
  steps: string[];
  feature: string;
  verdict: Verdict;
  /** Why it was skipped, or the error of the suite. */
  reason: string;
  /** What does not hold: where (JSON Pointer), and what was expected. */
  findings: Finding[];
  exchanges: Exchange[];
  milliseconds: number;
}

/** Thrown by a step whose precondition the partner does not offer. */
export class Unmet extends Error {}

/** Thrown by a step whose expectation does not hold. */
export class Breach extends Error {
  readonly findings: Finding[];
  constructor(findings: Finding[]) {
    super(findings.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '));
    this.findings = findings;
  }
}

/** Ends the check: what was expected does not hold. */
export function breach(message: string, pointer = ''): never {
  throw new Breach([{ pointer, message }]);
}
