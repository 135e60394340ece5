import type { Finding } from '../ocpi/words/finding.ts';

/** The reason for the refusal of an operator's request. */
export type RefusalKind = 'notFound' | 'conflict' | 'invalid' | 'partnerRefused' | 'partnerUnreachable';

/** The one error of the operator's use cases; the admin API has a status code for each kind. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly findings: Finding[];

  constructor(kind: RefusalKind, message: string, findings: Finding[] = []) {
    super(message);
    this.kind = kind;
    this.findings = findings;
  }
}
