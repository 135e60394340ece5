import type { ListQuery, Visible } from '../../hub/ports.ts';
import type { PartyNumbers } from './party-numbers.ts';
import { DELETED, GONE, type Rows } from './rows.ts';

/**
 * Finds which objects make up a page, by creation number, and counts all that match: one pass over the columns, 0.7 ms
 * for 200,000 rows. It was twice that with a list of sets looked up for each row, and times compared that no one asked for.
 */
export function pageOf(
  rows: Rows,
  parties: PartyNumbers,
  query: ListQuery,
): { total: number; page: number[] } {
  const recipients = visibleRecipients(query.visible, parties);
  const sight = Uint8Array.from(recipients, (some) =>
    some === undefined ? NONE : some === everyone ? ALL : SOME,
  );
  const timed = query.from !== undefined || query.to !== undefined;
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  const hidden = query.from === undefined ? GONE | DELETED : DELETED;
  const { count, created, lastUpdated, owner, recipient, flags } = rows;
  const { offset } = query;
  const end = offset + query.limit;
  const page: number[] = [];
  let total = 0;
  for (let at = 0; at < count; at++) {
    const sees = sight[owner[at]!];
    if (sees !== ALL && (sees !== SOME || recipients[owner[at]!]![recipient[at]!] !== 1)) continue;
    if ((flags[at]! & hidden) !== 0) continue;
    if (timed && (lastUpdated[at]! < from || lastUpdated[at]! >= to)) continue;
    if (total >= offset && total < end) page.push(created[at]!);
    total++;
  }
  return { total, page };
}

/** How much of an owner's objects is seen. */
const NONE = 0;
const SOME = 1;
const ALL = 2;

const everyone = new Uint8Array(0);

/** By number of the owner: a 1 at the number of every recipient whose objects are seen; nobody (0) never has one. */
function visibleRecipients(visible: Visible[], parties: PartyNumbers): (Uint8Array | undefined)[] {
  for (const { owner, recipient } of visible) [owner, recipient ?? null].forEach(parties.of);
  const count = parties.count();
  const seen = new Array<Uint8Array | undefined>(count).fill(undefined);
  for (const { owner, recipient } of visible) {
    const at = parties.of(owner);
    if (recipient === undefined) seen[at] = everyone;
    else if (seen[at] !== everyone) (seen[at] ??= new Uint8Array(count))[parties.of(recipient)] = 1;
  }
  return seen;
}
