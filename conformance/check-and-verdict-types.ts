import type { Authority } from '../src/ocpi/rules/origins-of-rules.ts';
import type { Finding } from '../src/ocpi/words/finding-type.ts';
import type { Exchange } from './http-exchange.ts';

/**
 * The outcome of a check. `failed` is only a breach of a rule that 2.1.1 itself demands of the partner; another breach
 * is `warned`. `skipped` is a check whose precondition the partner does not offer or has failed, with the reason;
 * `broken` is a bug of the suite.
 */
export type Verdict = 'passed' | 'failed' | 'warned' | 'skipped' | 'broken';

/** One scenario that the suite ran against the partner under test. */
export interface Check {
  /** Id of the requirement that the scenario checks. */
  id: string;
  name: string;
  /** The steps of the scenario, as the feature has them. */
  steps: string[];
  feature: string;
  verdict: Verdict;
  /** Authority of the rule behind the check; a scenario may have less than its requirement. */
  authority: Authority;
  /** Ids of requirements that must hold for the check to tell anything. */
  needs: string[];
  /**
   * Ids of requirements whose breach leaves a refusal without a meaning: because of them only a pass becomes `skipped`.
   */
  twins: string[];
  /** The reason why the check was skipped, or the error of the suite. */
  reason: string;
  /** Id of the broken requirement that is the reason. */
  because?: string;
  /** The breaches that the check found: JSON Pointer and expectation. */
  findings: Found[];
  exchanges: Exchange[];
  milliseconds: number;
}

/** A breach that a check found; it names its authority where that is less than the check's. */
export interface Found extends Finding {
  authority?: Authority;
}

/**
 * Thrown by a step whose precondition the partner does not offer, or fails at: `because` is the id of the requirement
 * that covers the failure.
 */
export class Unmet extends Error {
  readonly because: string | undefined;
  constructor(message: string, because?: string) {
    super(message);
    this.because = because;
  }
}

/** Thrown by a run that finds no partner to judge: the message explains it in one line. */
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
