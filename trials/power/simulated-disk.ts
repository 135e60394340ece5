import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../torture/common/seeded-random.ts';
import type { Entry } from './file-call-log.ts';
import { afterCut, type FileChange } from './files-after-power-cut.ts';

/** A file of the simulated disk: its content that a power cut cannot take, and the changes since, in order. */
interface File {
  durable: Buffer;
  pending: FileChange[];
}

/** A change of a folder's entries: `node` is the file or folder to which the name leads from there on. */
interface FolderChange {
  name: string;
  node: Node | undefined;
  /** The entry's name before a rename in the same folder. */
  from?: string;
}

/**
 * A folder of the simulated disk: the entries that a power cut cannot take, the changes since, and the entries as
 * programs see them.
 */
interface Folder {
  durable: Map<string, Node>;
  pending: FolderChange[];
  seen: Map<string, Node>;
}

type Node = ({ file: File } | { folder: Folder }) & { mode: number };

/** A simulated disk on which the file calls of a log are replayed, and which loses power. */
export interface Disk {
  /** The inode of the disk's own root folder. */
  rootInode(): number;
  play(entry: Entry): void;
  /** Writes what survives a power cut now into a folder that does not exist yet; chance decides on what was not synced. */
  cut(to: string, chance: Random): void;
}

/** A simulated disk with everything in a folder, all of it durable. */
export function diskOf(root: string): Disk {
  const byInode = new Map<number, Node>();
  const begun = new Map<string, number>();
  const top = readNode(root, byInode) as { folder: Folder };

  const folderAt = (path: string): Folder | undefined => {
    if (path === '.') return top.folder;
    const node = folderAt(dirname(path))?.seen.get(path.slice(path.lastIndexOf('/') + 1));
    return node && 'folder' in node ? node.folder : undefined;
  };
  const put = (path: string, node: Node | undefined, from?: string) => {
    const folder = folderAt(dirname(path));
    if (!folder) return;
    const name = path.slice(path.lastIndexOf('/') + 1);
    folder.pending.push({ name, node, ...(from === undefined ? {} : { from }) });
    if (from !== undefined) folder.seen.delete(from);
    if (node) folder.seen.set(name, node);
    else folder.seen.delete(name);
  };
  const at = (path: string) => folderAt(dirname(path))?.seen.get(path.slice(path.lastIndexOf('/') + 1));
  const fileOf = (inode: number): File | undefined => {
    const node = byInode.get(inode);
    return node && 'file' in node ? node.file : undefined;
  };

  function rename(from: string, to: string): void {
    const node = at(from);
    if (!node) return;
    if (dirname(from) === dirname(to)) return put(to, node, from.slice(from.lastIndexOf('/') + 1));
    put(to, node);
    put(from, undefined);
  }

  function synced(inode: number, until: number): void {
    const node = byInode.get(inode);
    if (!node) return;
    if ('file' in node) {
      const { file } = node;
      file.durable = afterAll(file.durable, file.pending.splice(0, until));
    } else for (const change of node.folder.pending.splice(0, until)) apply(node.folder.durable, change);
  }

  function play(entry: Entry): void {
    if (entry.is === 'open') {
      const known = at(entry.path);
      if (!known) {
        const made: Node = { file: { durable: Buffer.alloc(0), pending: [] }, mode: 0o600 };
        byInode.set(entry.inode, made);
        put(entry.path, made);
      } else if (entry.emptied && 'file' in known) known.file.pending.push({ size: 0 });
    } else if (entry.is === 'write')
      fileOf(entry.inode)?.pending.push({ offset: entry.offset, data: entry.data });
    else if (entry.is === 'truncate') fileOf(entry.inode)?.pending.push({ size: entry.size });
    else if (entry.is === 'rename') rename(entry.path, entry.to);
    else if (entry.is === 'link') put(entry.to, at(entry.path));
    else if (entry.is === 'unlink' || entry.is === 'rmdir') put(entry.path, undefined);
    else if (entry.is === 'mkdir') {
      const made: Node = { folder: { durable: new Map(), pending: [], seen: new Map() }, mode: 0o700 };
      byInode.set(entry.inode, made);
      put(entry.path, made);
    } else if (entry.is === 'sync begin')
      begun.set(`${entry.pid} ${entry.inode}`, pendingOf(byInode, entry.inode));
    else if (entry.is === 'sync end') synced(entry.inode, begun.get(`${entry.pid} ${entry.inode}`) ?? 0);
  }

  return {
    rootInode: () => statSync(root).ino,
    play,
    cut: (to, chance) => writeNode(top as Node, to, chance),
  };
}

function pendingOf(byInode: Map<number, Node>, inode: number): number {
  const node = byInode.get(inode);
  if (!node) return 0;
  return 'file' in node ? node.file.pending.length : node.folder.pending.length;
}

function apply(entries: Map<string, Node>, { name, node, from }: FolderChange): void {
  if (from !== undefined) entries.delete(from);
  if (node) entries.set(name, node);
  else entries.delete(name);
}

function afterAll(content: Buffer, changes: FileChange[]): Buffer {
  const ends = changes.map((change) => ('size' in change ? change.size : change.offset + change.data.length));
  const room = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(room);
  let size = content.length;
  for (const change of changes) {
    if ('size' in change) {
      if (change.size < size) room.fill(0, change.size, size);
      size = change.size;
    } else {
      change.data.copy(room, change.offset);
      size = Math.max(size, change.offset + change.data.length);
    }
  }
  return room.subarray(0, size);
}

/** The durable file or folder at a path. */
function readNode(path: string, byInode: Map<number, Node>): Node {
  const { ino, mode } = statSync(path);
  const node: Node = statSync(path).isDirectory()
    ? { folder: folderOf(path, byInode), mode: mode & 0o777 }
    : { file: { durable: readFileSync(path), pending: [] }, mode: mode & 0o777 };
  byInode.set(ino, node);
  return node;
}

function folderOf(path: string, byInode: Map<number, Node>): Folder {
  const entries = readdirSync(path).map((name) => [name, readNode(join(path, name), byInode)] as const);
  return { durable: new Map(entries), pending: [], seen: new Map(entries) };
}

/**
 * Writes the parts of a file or folder that survive a power cut. Entries of one folder survive in the order in which
 * they were changed, as on every file system with a journal; how far is chance.
 */
function writeNode(node: Node, to: string, chance: Random): void {
  if ('file' in node) return writeFileSync(to, afterCut(node.file, chance), { mode: node.mode });
  const { durable, pending } = node.folder;
  mkdirSync(to, { mode: node.mode });
  const entries = new Map(durable);
  const kept = chance.weighted({ none: 5, all: 2, some: 3 });
  const count = { none: 0, all: pending.length, some: chance.whole(0, pending.length) }[kept];
  for (const change of pending.slice(0, count)) apply(entries, change);
  for (const [name, child] of entries) writeNode(child, join(to, name), chance);
}
