import type { Level, Operation } from './level.ts';

/** Makes operations durable; resolves in the order of the calls. */
export type Commit = (operations: Operation[]) => Promise<void>;

interface Waiting {
  operations: Operation[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** More than this in one batch only makes the first of them wait. */
const groupSize = 512;

/** Puts all that waits while one batch is written into the next: one fsync serves all of it. `failed` is told when no more can be written. */
export function groupCommit(level: Pick<Level, 'batch'>, failed: (error: Error) => void = () => {}): Commit {
  let waiting: Waiting[] = [];
  let writing = false;
  let broken: Error | undefined;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      // Changes that become ready in this turn of the event loop come along.
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
      for (const one of group) one.resolve();
    } catch (cause) {
      // LevelDB may have written half a record: what followed it in the same log would be lost at the next start.
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
