import { join } from 'node:path';
import { makeFolder } from '../../files/make-durable-folder.ts';
import type { ChangeRecord } from '../../hub/ports/object-store.ts';
import { folderSync } from './fsync-folder.ts';
import { groupCommit } from './group-commit-to-leveldb.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';
import { operationsOf } from './leveldb-operations-of-change.ts';
import { toRecord } from './object-record-bytes.ts';
import { openLevel, whileLocked } from './open-leveldb.ts';

/** Most writes of the copied store that are under way at a time. */
const width = 500;

/** Copies the objects of another store into a data folder without objects, with their numbers, deletions included. */
export async function fillFolder(
  folder: string,
  records: AsyncIterable<ChangeRecord>,
  warn: (message: string) => void,
): Promise<void> {
  await makeFolder(folder);
  const level = await openLevel(folder, 'objects', { warn, alone: whileLocked(folder, 'journal') });
  try {
    const commit = groupCommit(level, undefined, folderSync(join(folder, 'objects')));
    let writes: Promise<void>[] = [];
    for await (const { object, changed, ...key } of records) {
      const stored = object && toRecord(key, object, object.created, changed);
      const made = stored && { after: stored.object, record: stored.record };
      writes.push(commit(operationsOf({ key, name: nameKey(key), changed, supersedes: undefined, ...made })));
      if (writes.length < width) continue;
      await Promise.all(writes);
      writes = [];
    }
    await Promise.all(writes);
  } finally {
    await level.close();
  }
}
