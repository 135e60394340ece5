import type { Authority } from '../src/ocpi/rules/origins.ts';
import type { Finding } from '../src/ocpi/words/finding.ts';
import type { Exchange } from './exchange.ts';

/**
 * The outcome of a check. Only what 2.1.1 itself demands of that side can be `failed`; anything else that does not hold is
 * `warned`. A check is `skipped` whose precondition the partner does not offer, or has failed at, and says why; `broken` is a bug of the suite.
 */
export type Verdict = 'passed' | 'failed' | 'warned' | 'skipped' | 'broken';

/** One scenario that was run against the partner. */
export interface Check {
  /** The requirement that it checks. */
  id: string;
  name: string;
  /** Its steps, as they stand in the feature. */
  steps: string[];
  feature: string;
  verdict: Verdict;
  /** The authority of the check, where it differs from that of its requirement. */
  authority: Authority;
  /** Requirements that must hold for the check to tell anything. */
  needs: string[];
  /** Requirements whose breach leaves a refusal without a meaning: only its passing is skipped because of them. */
  twins: string[];
  /** Why it was skipped, or the error of the suite. */
  reason: string;
  /** The requirement whose breach is the reason. */
  because?: string;
  /** The breaches: JSON Pointer and expectation. */
  findings: Found[];
  exchanges: Exchange[];
  milliseconds: number;
}

/** A breach; it names its authority where that is less than the check's. */
export interface Found extends Finding {
  authority?: Authority;
}

/** Thrown by a step whose precondition the partner does not offer, or fails at: `because` names the requirement that covers the failure. */
export class Unmet extends Error {
  readonly because: string | undefined;
  constructor(message: string, because?: string) {
    super(message);
    this.because = because;
  }
}

/** The error of a run that reached no partner: the message explains it in one line. */
export class NobodyThere extends Error {}

/** Thrown by a step whose expectation does not hold. */
export class Breach extends Error {
  readonly findings: Found[];
  constructor(findings: Found[]) {
    super(findings.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '));
    this.findings = findings;
  }
}

/** Ends the check with a breach, by less authority than the check's where one is given. */
export function breach(message: string, pointer = '', authority?: Authority): never {
  throw new Breach([{ pointer, message, ...(authority ? { authority } : {}) }]);
}
