/**
 * The origin of a rule: 2.1.1-d2 itself; OCPI 2.2, from which this hub adopts the rule; the policy of a hub; or advice,
 * where 2.1.1 is silent or contradicts itself. Only a MUST of 2.1.1 can fail a partner.
 */
export type Origin = '2.1.1' | '2.2 backport' | 'hub policy' | 'advice';

/** The origin of the rules that bind a partner. */
export const bindingOrigin: Origin = '2.1.1';

/** One problem of a document: its JSON Pointer (`''` is the whole document) and a message that a partner can act on. */
export interface Finding {
  pointer: string;
  message: string;
}

/**
 * A finding about a partner, with the requirement that it breaks where that is known, the origin of the rule, and the
 * remedy.
 */
export interface Judged extends Finding {
  requirement?: string;
  origin?: Origin;
  mend?: string;
  /** Set where the hub tolerated the deviation; the finding then names the broken requirement or none. */
  lenient?: true;
}

/** The rating of an object about which there is no finding, as `Checks.rate` gives it. */
export type Rating = 'normal' | 'sparse';
