import { readFileSync } from 'node:fs';
import { normalize } from 'node:path/posix';

/** A file call that a process has made below the root of a shim, in the order of all processes. */
export type Entry =
  | { is: 'open'; path: string; inode: number; emptied: boolean }
  | { is: 'write'; inode: number; offset: number; data: Buffer }
  | { is: 'truncate'; inode: number; size: number }
  | { is: 'rename' | 'link'; path: string; to: string }
  | { is: 'unlink' | 'rmdir'; path: string }
  | { is: 'mkdir'; path: string; inode: number }
  | { is: 'sync begin' | 'sync end'; inode: number; pid: number }
  | { is: 'say'; text: string };

const headBytes = 32;
const kinds = [
  '',
  'open',
  'write',
  'truncate',
  'rename',
  'unlink',
  'mkdir',
  'rmdir',
  'sync begin',
  'sync end',
  'say',
  'link',
] as const;

/** Reads the log of file calls of a shim; an entry that was cut off does not count. */
export function readLog(file: string): Entry[] {
  const bytes = readFileSync(file);
  const entries: Entry[] = [];
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const [op, length, more, pid] = [0, 4, 8, 12].map((place) => bytes.readUInt32LE(at + place)) as [
      number,
      number,
      number,
      number,
    ];
    const inode = Number(bytes.readBigUInt64LE(at + 16));
    const offset = Number(bytes.readBigUInt64LE(at + 24));
    const data = bytes.subarray(at + headBytes, at + headBytes + length);
    const next = at + headBytes + length + more;
    if (next > bytes.length) break;
    const other = bytes.toString('utf8', next - more, next);
    entries.push(entryOf(kinds[op] as Entry['is'], { inode, offset, data, other, pid }));
    at = next;
  }
  return entries;
}

function entryOf(
  is: Entry['is'],
  {
    inode,
    offset,
    data,
    other,
    pid,
  }: { inode: number; offset: number; data: Buffer; other: string; pid: number },
): Entry {
  // PostgreSQL opens files by paths with a dot in them.
  const path = () => normalize(data.toString());
  if (is === 'open') return { is, path: path(), inode, emptied: offset === 1 };
  if (is === 'write') return { is, inode, offset, data };
  if (is === 'truncate') return { is, inode, size: offset };
  if (is === 'rename' || is === 'link') return { is, path: path(), to: normalize(other) };
  if (is === 'unlink' || is === 'rmdir') return { is, path: path() };
  if (is === 'mkdir') return { is, path: path(), inode };
  if (is === 'say') return { is, text: data.toString() };
  return { is, inode, pid };
}
