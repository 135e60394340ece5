import type { Notes } from '../ports/notes.ts';
import { after } from './claim-fit.ts';
import { folded, normalised } from './contracts.ts';

/** The driver of a piece of evidence: the contracts and the uid of a Token, the reference of a command. */
export interface About {
  contracts: string[];
  uid?: string | undefined;
  reference?: string | undefined;
}

/** The beginnings of the keys of claims, which are found by contract, uid or reference. */
export const claimsUnder = {
  contract: (contract: string) => `contract ${encodeURIComponent(normalised(contract))} `,
  uid: (uid: string) => `uid ${encodeURIComponent(folded(uid))} `,
  reference: (reference: string) => `reference ${encodeURIComponent(folded(reference))} `,
};

/**
 * The time for a new piece of evidence, in milliseconds since 1970: `now`, or the millisecond after the newest that is stored
 * of the same driver. Evidence is ranked by its times, and each process has a clock of its own; what a process finds
 * stored came before what it stores, whatever the clocks say. A time that is further ahead than clocks differ is a wrong one.
 */
export async function laterThanKnown(
  { store: { notes } }: { store: { notes: Notes } },
  { contracts, uid, reference }: About,
  now: number,
): Promise<number> {
  const timesUnder = async (kind: 'claim' | 'naming' | 'history', prefix: string) =>
    (await notes.under<{ at: number }>(kind, prefix)).map(({ value }) => value.at);
  const times = await Promise.all([
    ...contracts.flatMap((contract) => [
      timesUnder('claim', claimsUnder.contract(contract)),
      timesUnder('naming', `${encodeURIComponent(normalised(contract))} `),
      timesUnder('history', `${encodeURIComponent(normalised(contract))} `),
    ]),
    ...(uid ? [timesUnder('claim', claimsUnder.uid(uid))] : []),
    ...(reference ? [timesUnder('claim', claimsUnder.reference(reference))] : []),
  ]);
  return afterAll(times.flat(), now);
}

/** The time `now`, or the millisecond after the newest of these times, unless that is a wrong one. */
export function afterAll(times: number[], now: number): number {
  return times.reduce((time, known) => (known >= time && known <= now + after ? known + 1 : time), now);
}
