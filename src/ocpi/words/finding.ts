/**
 * Where a rule comes from: 2.1.1-d2 itself; OCPI 2.2, from where this hub takes it back; the policy of a hub; or advice,
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

/** A finding about a partner, with the requirement it breaks where that is known, where the rule comes from, and how to mend it. */
export interface Judged extends Finding {
  requirement?: string;
  origin?: Origin;
  mend?: string;
  /** The deviation was tolerated; it breaks the requirement it names, or none that is known. */
  lenient?: true;
}
