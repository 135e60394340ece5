import type { BatchOperation, ClassicLevel, Snapshot } from 'classic-level';
import { withChecksum, withoutChecksum } from './record-checksum.ts';

/** A LevelDB database with text keys, as the library gives it. */
export type RawLevel = ClassicLevel<string, Buffer>;

/** One operation of a LevelDB batch. */
export type Operation = BatchOperation<RawLevel, string, Buffer>;

/** Part of a database: keys in their order, from the end with `reverse`, as of a snapshot if there is one. */
export interface Range {
  gt?: string;
  gte?: string;
  lt?: string;
  reverse?: boolean;
  limit?: number;
  snapshot?: Snapshot;
}

/** A database whose values are checked with their keys whenever one is read: what was not written is never read. */
export interface Level {
  get(key: string): Promise<Buffer | undefined>;
  getSync(key: string): Buffer | undefined;
  getMany(keys: string[], options?: { snapshot?: Snapshot }): Promise<(Buffer | undefined)[]>;
  /** The entries of a range, some thousand at a time. */
  pages(range: Range): AsyncGenerator<[key: string, value: Buffer][]>;
  keys(range: Range): Promise<string[]>;
  batch(operations: Operation[], options?: { sync?: boolean }): Promise<void>;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/**
 * Seals what is written to a database and checks what is read. A damaged record is an error that names it, or counts as missing after a
 * warning where there is a `warn`.
 */
export function checkedLevel(level: RawLevel, warn?: (message: string) => void): Level {
  function open(key: string, stored: Buffer | undefined): Buffer | undefined {
    const value = stored && withoutChecksum(key, stored);
    if (value || !stored) return value;
    const message = `The record ${key} of ${level.location} is damaged: it does not have its checksum`;
    if (!warn) throw new Error(`${message}. End the hub and run "ocpi-hub doctor --mend"`);
    warn(`${message}; it is left out`);
    return undefined;
  }

  async function* pages(range: Range): AsyncGenerator<[string, Buffer][]> {
    const entries = level.iterator({ ...range, highWaterMarkBytes: 1_000_000 });
    try {
      for (let some = await entries.nextv(10_000); some.length > 0; some = await entries.nextv(10_000))
        yield some.flatMap(([key, stored]): [string, Buffer][] => {
          const value = open(key, stored);
          return value ? [[key, value]] : [];
        });
    } finally {
      await entries.close();
    }
  }

  const checksummed = (operation: Operation): Operation =>
    operation.type === 'put'
      ? { ...operation, value: withChecksum(operation.key, operation.value) }
      : operation;

  return {
    get: async (key) => open(key, await level.get(key)),
    getSync: (key) => open(key, level.getSync(key)),
    getMany: async (keys, options = {}) =>
      (await level.getMany(keys, options)).map((stored, at) => open(keys[at]!, stored)),
    pages,
    keys: (range) => level.keys(range).all(),
    batch: (operations, options = {}) => level.batch(operations.map(checksummed), options),
    snapshot: () => level.snapshot(),
    close: () => level.close(),
  };
}
