import type { Finding } from '../ocpi/words/finding-type.ts';

/** Kinds of reasons to refuse a request of the hub's operator. */
export type RefusalKind = 'notFound' | 'conflict' | 'invalid' | 'partnerRefused' | 'partnerUnreachable';

/** The one error of the operator's use cases; the admin API has an HTTP status for each kind. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly findings: Finding[];

  constructor(kind: RefusalKind, message: string, findings: Finding[] = []) {
    super(message);
    this.kind = kind;
    this.findings = findings;
  }
}
