import type { Origin } from './origins.ts';

/** One problem of a document: where it is (JSON Pointer, `''` is the whole document) and what, in words a partner can act on. */
export interface Finding {
  pointer: string;
  message: string;
}

/** A finding about a partner, with the requirement it breaks where that is known, where the rule comes from, and how to mend it. */
export interface Judged extends Finding {
  requirement?: string;
  origin?: Origin;
  mend?: string;
  /** What the hub made of it all the same; it breaks the requirement it names, or none that is known. */
  lenient?: true;
}
