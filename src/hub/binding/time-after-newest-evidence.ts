import type { Notes } from '../ports/expiring-key-values.ts';
import { folded, keyUnder } from './contract-id-format.ts';
import { after } from './match-claim-to-visit.ts';

/** The driver that a piece of evidence is about: the contracts and the uid of a Token, the reference of a command. */
export interface About {
  contracts: string[];
  uid?: string | undefined;
  reference?: string | undefined;
}

/** Beginnings of the keys of claims on drivers, which are found by contract, uid or authorization reference. */
export const claimsUnder = {
  contract: (contract: string) => `contract ${keyUnder(contract)}`,
  uid: (uid: string) => `uid ${encodeURIComponent(folded(uid))} `,
  reference: (reference: string) => `reference ${encodeURIComponent(folded(reference))} `,
};

/**
 * The time for a new piece of evidence, in milliseconds since 1970: `now`, or the millisecond after the newest stored
 * evidence about the same driver. Evidence is ranked by its times, and each process has a clock of its own: evidence
 * that a process finds stored came before evidence that it stores, whatever the clocks say. A stored time further ahead
 * than clocks differ is ignored as wrong.
 */
export async function laterThanKnown(
  { store: { notes } }: { store: { notes: Notes } },
  about: About,
  now: number,
): Promise<number> {
  const newest = await Promise.all(namesOf(about).map((name) => notes.get<{ at: number }>('newest', name)));
  return afterAll(
    newest.flatMap((note) => (note ? [note.at] : [])),
    now,
  );
}

/**
 * Notes the time of a piece of evidence as that of the newest about its driver, for as long as another process's clock
 * may be behind it.
 */
export async function noteNewest(
  { store: { notes } }: { store: { notes: Notes } },
  about: About,
  at: number,
): Promise<void> {
  await Promise.all(namesOf(about).map((name) => notes.put('newest', name, { at }, at + 2 * after)));
}

/** The keys that name a driver, the same as those by which claims on the driver are found. */
function namesOf({ contracts, uid, reference }: About): string[] {
  return [
    ...contracts.map(claimsUnder.contract),
    ...(uid ? [claimsUnder.uid(uid)] : []),
    ...(reference ? [claimsUnder.reference(reference)] : []),
  ];
}

/** The time `now`, or the millisecond after the newest of these times, unless that is too far ahead to be right. */
export function afterAll(times: number[], now: number): number {
  return times.reduce((time, known) => (known >= time && known <= now + after ? known + 1 : time), now);
}
