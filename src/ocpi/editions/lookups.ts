import type { LookupFact } from './edition.ts';

/** The names under which stores keep the facts that objects are found by: the same for every edition, as the first release chose them. */
export const lookupNames: Record<LookupFact, string> = { contract: 'auth_id', uid: 'uid' };
