import type { Level, Operation } from './leveldb-with-checksums.ts';

/** Makes LevelDB operations durable; resolves in the order of the calls. */
export type Commit = (operations: Operation[]) => Promise<void>;

interface Waiting {
  operations: Operation[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** Most operations in one batch: more would only make the first of them wait longer. */
const groupSize = 512;

/**
 * Collects the LevelDB operations that arrive while one batch is written, and writes them as the next batch: one fsync
 * serves all of them. `failed` is called when no more can be written; `entriesSynced` makes new files of the database
 * durable.
 */
export function groupCommit(
  level: Pick<Level, 'batch'>,
  failed: (error: Error) => void = () => {},
  entriesSynced: () => Promise<void> = async () => {},
): Commit {
  let waiting: Waiting[] = [];
  let writing = false;
  let broken: Error | undefined;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      // Waiting a turn of the event loop lets other changes join the batch.
      await new Promise(setImmediate);
      const group = waiting.slice(0, groupSize);
      waiting = waiting.slice(groupSize);
      await writeGroup(group);
    }
    writing = false;
  }

  async function writeGroup(group: Waiting[]): Promise<void> {
    try {
      if (broken) throw broken;
      const operations = group.flatMap((one) => one.operations);
      await level.batch(operations, { sync: true });
      await entriesSynced();
      for (const one of group) one.resolve();
    } catch (cause) {
      // After a failed write no more may follow: LevelDB may have written half a record, and would lose later ones of
      // the same log at the next start.
      broken ??= new Error('The store could not write and takes no more changes until restarted', { cause });
      failed(broken);
      for (const one of group) one.reject(broken);
    }
  }

  return (operations) =>
    new Promise((resolve, reject) => {
      waiting.push({ operations, resolve, reject });
      if (!writing) void writeAll();
    });
}
