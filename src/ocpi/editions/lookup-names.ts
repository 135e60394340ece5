import type { LookupFact } from './basic-ocpi-types.ts';

/**
 * The field names under which stores index the facts that find objects: the same for every version of OCPI, as the
 * first release chose them.
 */
export const lookupNames: Record<LookupFact, string> = { contract: 'auth_id', uid: 'uid' };
