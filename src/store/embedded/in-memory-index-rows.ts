import type { StoredObject } from '../../hub/ports/object-store.ts';
import { type Block, blockAt, count } from './count-rows-by-block.ts';
import type { PartyNumbers } from './numbers-for-parties.ts';

/** The fields of an object by which lists filter and sort. */
export type Row = Pick<StoredObject, 'created' | 'changed' | 'lastUpdated' | 'owner' | 'recipient' | 'gone'>;

/** The rows of one module in the in-memory index, in the order of creation, as columns: 33 bytes an object. */
export interface Rows {
  /** Number of places in use in the in-memory index, including those of deleted objects. */
  count: number;
  deleted: number;
  created: Float64Array;
  changed: Float64Array;
  lastUpdated: Float64Array;
  owner: Uint32Array;
  /** Party number of the recipient, 0 for no particular one. */
  recipient: Uint32Array;
  flags: Uint8Array;
  /** Numbers of objects in each block of successive rows of the in-memory index. */
  blocks: Block[];
}

/** Flags of a row; a deleted row occupies its place until it is reclaimed. */
export const GONE = 1;
export const DELETED = 2;

const smallest = 64;

/** Empty columns with room for so many rows. */
export function noRows(capacity = smallest): Rows {
  return {
    count: 0,
    deleted: 0,
    created: new Float64Array(capacity),
    changed: new Float64Array(capacity),
    lastUpdated: new Float64Array(capacity),
    owner: new Uint32Array(capacity),
    recipient: new Uint32Array(capacity),
    flags: new Uint8Array(capacity),
    blocks: [],
  };
}

/** Writes the row of an object: a new object's at the end, a known one's in its place. */
export function putRow(rows: Rows, row: Row, parties: PartyNumbers): void {
  const known = placeOf(rows, row.created);
  if (known === undefined) return addRow(rows, row, parties);
  count(rows, known, -1);
  writeRow(rows, known, row, parties);
}

/** Appends the row of an object. */
export function addRow(rows: Rows, row: Row, parties: PartyNumbers): void {
  if (rows.count === rows.created.length)
    Object.assign(
      rows,
      copyRows(rows, () => true, rows.count * 2),
    );
  writeRow(rows, rows.count++, row, parties);
}

/** Deletes the row of an object; places of deleted rows are reclaimed when they are more than half of all. */
export function deleteRow(rows: Rows, created: number): void {
  const at = placeOf(rows, created);
  if (at === undefined) return;
  count(rows, at, -1);
  rows.flags[at] = DELETED;
  rows.deleted++;
  const reclaim = rows.count > smallest && rows.deleted * 2 > rows.count;
  if (reclaim)
    Object.assign(
      rows,
      copyRows(rows, (place) => rows.flags[place] !== DELETED, rows.count),
    );
}

/** Number of the last change of an object; `undefined` when there is no such object. */
export function changedOf(rows: Rows, created: number): number | undefined {
  const at = placeOf(rows, created);
  return at === undefined ? undefined : rows.changed[at];
}

/** The rows of the in-memory index, sorted by the creation of their objects. */
export function sortRows(rows: Rows): Rows {
  const order = Uint32Array.from({ length: rows.count }, (_, at) => at);
  order.sort((a, b) => rows.created[a]! - rows.created[b]!);
  const sorted = noRows(rows.created.length);
  for (const at of order) copyRow(rows, at, sorted);
  return sorted;
}

function placeOf(rows: Rows, created: number): number | undefined {
  let low = 0;
  let high = rows.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.created[middle]! < created) low = middle + 1;
    else high = middle;
  }
  return low < rows.count && rows.created[low] === created && rows.flags[low] !== DELETED ? low : undefined;
}

function writeRow(rows: Rows, at: number, row: Row, parties: PartyNumbers): void {
  rows.created[at] = row.created;
  rows.changed[at] = row.changed;
  rows.lastUpdated[at] = row.lastUpdated;
  rows.owner[at] = parties.of(row.owner);
  rows.recipient[at] = parties.of(row.recipient);
  rows.flags[at] = row.gone ? GONE : 0;
  counted(rows, at);
}

function counted(rows: Rows, at: number): void {
  count(rows, at, 1);
  const block = blockAt(rows, at);
  block.newest = Math.max(block.newest, rows.lastUpdated[at]!);
}

function copyRows(from: Rows, wanted: (place: number) => boolean, capacity: number): Rows {
  const to = noRows(Math.max(capacity, smallest));
  for (let at = 0; at < from.count; at++) if (wanted(at)) copyRow(from, at, to);
  return to;
}

function copyRow(from: Rows, at: number, to: Rows): void {
  to.created[to.count] = from.created[at]!;
  to.changed[to.count] = from.changed[at]!;
  to.lastUpdated[to.count] = from.lastUpdated[at]!;
  to.owner[to.count] = from.owner[at]!;
  to.recipient[to.count] = from.recipient[at]!;
  to.flags[to.count] = from.flags[at]!;
  if (from.flags[at] === DELETED) to.deleted++;
  counted(to, to.count);
  to.count++;
}
