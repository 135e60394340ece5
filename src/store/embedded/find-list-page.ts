import type { ListQuery, Visible } from '../../hub/ports/object-store.ts';
import { type Block, blockAt, blockSize } from './count-rows-by-block.ts';
import { DELETED, GONE, type Rows } from './in-memory-index-rows.ts';
import type { PartyNumbers } from './numbers-for-parties.ts';

/**
 * Finds the creation numbers of the objects on a page of a list, and counts all matches. It looks only at rows of
 * blocks that overlap the page or whose totals are unknown: 10 µs for 200,000 rows, first page or last, against 700 µs
 * for every row.
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
  const late = lateIn(query.visible, parties);
  const timed = query.from !== undefined || query.to !== undefined;
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  const hidden = query.from === undefined ? GONE | DELETED : DELETED;
  const { count, created, lastUpdated, owner, recipient, flags } = rows;
  const { offset } = query;
  const { except = [] } = query;
  const end = offset + query.limit;
  const page: number[] = [];
  let total = 0;
  for (let start = 0; start < count; start += blockSize) {
    const block = blockAt(rows, start);
    const last = Math.min(count, start + blockSize);
    const whole = !except.some((one) => one >= created[start]! && one <= created[last - 1]!);
    const known = timed
      ? noneSince(block, from, late !== undefined)
      : whole
        ? shownOf(block, sight)
        : undefined;
    if (known !== undefined && (known === 0 || total + known <= offset || total >= end)) {
      total += known;
      continue;
    }
    for (let at = start; at < last; at++) {
      const sees = sight[owner[at]!];
      if (sees !== ALL && (sees !== SOME || recipients[owner[at]!]![recipient[at]!] !== 1)) continue;
      if ((flags[at]! & hidden) !== 0) continue;
      if (!whole && except.includes(created[at]!)) continue;
      if (timed && lastUpdated[at]! >= to) continue;
      if (timed && lastUpdated[at]! < from && !late?.(owner[at]!, recipient[at]!, created[at]!)) continue;
      if (total >= offset && total < end) page.push(created[at]!);
      total++;
    }
  }
  return { total, page };
}

/**
 * Returns 0 when every row of a block is older than `from` and none counts in spite of its age; `undefined` when the
 * rows must be looked at.
 */
function noneSince({ newest }: Block, from: number, olderCounts: boolean): 0 | undefined {
  return newest < from && !olderCounts ? 0 : undefined;
}

/**
 * Makes a test, by owner, recipient and creation number, of whether an object counts although it is older than `from`;
 * `undefined` when none does.
 */
function lateIn(visible: Visible[], parties: PartyNumbers) {
  const upTo = new Map<string, number>();
  for (const { owner, recipient, late } of visible) {
    const of = `${parties.of(owner)} ${recipient === undefined ? '' : parties.of(recipient)}`;
    if (late !== undefined) upTo.set(of, Math.max(late, upTo.get(of) ?? 0));
  }
  if (upTo.size === 0) return undefined;
  return (owner: number, recipient: number, created: number) =>
    created <= (upTo.get(`${owner} `) ?? 0) || created <= (upTo.get(`${owner} ${recipient}`) ?? 0);
}

/** Number of visible rows in a block; undefined when a reader sees only some recipients' objects of an owner in it. */
function shownOf({ shown }: Block, sight: Uint8Array): number | undefined {
  let sum = 0;
  for (const [owner, rows] of shown) {
    if (rows === 0 || sight[owner] === NONE) continue;
    if (sight[owner] === SOME) return undefined;
    sum += rows;
  }
  return sum;
}

/** The extent to which a reader sees an owner's objects. */
const NONE = 0;
const SOME = 1;
const ALL = 2;

const everyone = new Uint8Array(0);

/**
 * By number of the owner, an array with 1 at the number of every recipient whose objects are visible; the number 0, no
 * recipient, never has one.
 */
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
