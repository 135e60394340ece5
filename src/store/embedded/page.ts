import type { ListQuery, Visible } from '../../hub/ports.ts';
import type { PartyNumbers } from './party-numbers.ts';
import { DELETED, GONE, type Rows } from './rows.ts';

/** Finds which objects make up a page, by creation number, and counts all that match: one pass over the columns. */
export function pageOf(
  rows: Rows,
  parties: PartyNumbers,
  query: ListQuery,
): { total: number; page: number[] } {
  const seen = visibleRecipients(query.visible, parties);
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  const hidden = query.from === undefined ? GONE | DELETED : DELETED;
  const { count, created, lastUpdated, owner, recipient, flags } = rows;
  const end = query.offset + query.limit;
  const page: number[] = [];
  let total = 0;
  for (let at = 0; at < count; at++) {
    const recipients = seen[owner[at]!];
    if (recipients === undefined) continue;
    if (recipients !== everyone && recipients[recipient[at]!] !== 1) continue;
    if ((flags[at]! & hidden) !== 0) continue;
    const time = lastUpdated[at]!;
    if (time < from || time >= to) continue;
    if (total >= query.offset && total < end) page.push(created[at]!);
    total++;
  }
  return { total, page };
}

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
