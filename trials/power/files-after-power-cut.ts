import type { Random } from '../torture/common/seeded-random.ts';

/** A change of a file's content: bytes written at an offset, or another size. */
export type FileChange = { offset: number; data: Buffer } | { size: number };

/** The bytes that a disk writes as a whole (a sector). */
const sector = 512;
/** The bytes that a kernel hands to the disk together (a memory page). */
const page = 4096;

/**
 * The content of a file after a power cut: the durable part, and of the changes since none, all, the first ones with a
 * torn end, or any memory pages in any order, with zeros or old garbage in the gaps.
 */
export function afterCut(
  { durable, pending }: { durable: Buffer; pending: FileChange[] },
  chance: Random,
): Buffer {
  if (pending.length === 0) return durable;
  const kept = chance.weighted({ none: 3, all: 2, beginning: 4, pages: 3 });
  if (kept === 'none') return durable;
  if (kept === 'beginning') return torn(durable, pending, chance);
  return scattered(durable, pending, kept === 'all' ? () => true : () => chance.whole(0, 1) === 1, chance);
}

/** A file's content after the first of its changes, of which the last survives in part. */
function torn(durable: Buffer, pending: FileChange[], chance: Random): Buffer {
  const count = chance.whole(0, pending.length - 1);
  const whole = pending.slice(0, count);
  const last = pending[count];
  if (!last || 'size' in last) return scattered(durable, whole, () => true, chance);
  const length = chance.whole(0, last.data.length);
  const some = chance.whole(0, 1) === 1 ? length - ((last.offset + length) % sector) : length;
  const part = { offset: last.offset, data: last.data.subarray(0, Math.max(0, some)) };
  return scattered(durable, [...whole, part], () => true, chance);
}

/** A file's content with the memory pages of its changes that `keeps` chooses; the size is that after all of them. */
function scattered(durable: Buffer, changes: FileChange[], keeps: () => boolean, chance: Random): Buffer {
  const ends = changes.map((change) => ('size' in change ? change.size : change.offset + change.data.length));
  const content = Buffer.alloc(Math.max(durable.length, ...ends));
  // A gap that a lost write leaves in a file has zeros, or bytes of a deleted file.
  if (chance.whole(0, 3) === 0)
    for (let at = durable.length; at < content.length; at++) content[at] = chance.whole(0, 255);
  durable.copy(content);
  let size = durable.length;
  const keptPages = new Map<number, boolean>();
  const isKept = (nth: number) => {
    const known = keptPages.get(nth) ?? keeps();
    keptPages.set(nth, known);
    return known;
  };
  for (const change of changes) {
    if ('size' in change) {
      if (change.size < size) content.fill(0, change.size, size);
      size = change.size;
      continue;
    }
    const { offset, data } = change;
    for (let at = 0; at < data.length; ) {
      const end = Math.min(data.length, at + page - ((offset + at) % page));
      if (isKept(Math.floor((offset + at) / page))) data.copy(content, offset + at, at, end);
      at = end;
    }
    size = Math.max(size, offset + data.length);
  }
  return content.subarray(0, size);
}
