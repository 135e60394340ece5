import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { random } from '../torture/common/seeded-random.ts';
import type { Entry } from './file-call-log.ts';
import { diskOf } from './simulated-disk.ts';

const made: Entry[] = [{ is: 'open', path: 'a', inode: 7, emptied: false }];
const syncOf = (inode: number): Entry[] => [
  { is: 'sync begin', inode, pid: 1 },
  { is: 'sync end', inode, pid: 1 },
];
const write = (offset: number, text: string): Entry => ({
  ...{ is: 'write', inode: 7, offset },
  data: Buffer.from(text),
});

test('what was synced, with its folder, survives every cut', (t) => {
  const after = cuts(t, (root) => [
    ...made,
    write(0, 'kept'),
    ...syncOf(7),
    ...syncOf(root),
    write(4, 'more'),
  ]);
  assert.ok(after.every((content) => content?.startsWith('kept')));
  const lengths = new Set(after.map((content) => content?.length));
  assert.ok(lengths.has(4) && lengths.has(8) && lengths.size > 2);
});

test('a file whose folder was not synced may be gone, whatever was synced in it', (t) => {
  const after = cuts(t, () => [...made, write(0, 'kept'), ...syncOf(7)]);
  assert.deepEqual(new Set(after), new Set([undefined, 'kept']));
});

test('what is written while a sync is under way is not covered by it', (t) => {
  const after = cuts(t, (root) => [
    ...made,
    ...syncOf(root),
    { is: 'sync begin', inode: 7, pid: 1 },
    write(0, 'x'),
    { is: 'sync end', inode: 7, pid: 1 },
  ]);
  assert.ok(after.includes(''));
});

test('a renamed file has its old or its new name, never both or none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'power-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const names = new Set<string>();
  for (let nth = 0; nth < 40; nth++) {
    const disk = diskOf(mkdtempSync(join(folder, 'disk-')));
    for (const entry of [...made, ...syncOf(disk.rootInode()), { is: 'rename', path: 'a', to: 'b' } as Entry])
      disk.play(entry);
    const to = join(folder, String(nth));
    disk.cut(to, random(nth));
    names.add(['a', 'b'].filter((name) => existsSync(join(to, name))).join());
  }
  assert.deepEqual(names, new Set(['a', 'b']));
});

/** The contents of the file `a` after forty power cuts of a simulated disk, each decided by another seed. */
function cuts(t: TestContext, log: (root: number) => Entry[]): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'power-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return Array.from({ length: 40 }, (_, nth) => {
    const disk = diskOf(mkdtempSync(join(folder, 'disk-')));
    for (const entry of log(disk.rootInode())) disk.play(entry);
    const to = join(folder, String(nth));
    disk.cut(to, random(nth));
    return existsSync(join(to, 'a')) ? readFileSync(join(to, 'a'), 'utf8') : undefined;
  });
}
