import type { BatchOperation, ClassicLevel, Snapshot } from 'classic-level';
import { withChecksum, withoutChecksum } from './value-checksum.ts';

/** A LevelDB database with text keys, in the form of the library `classic-level`. */
export type RawLevel = ClassicLevel<string, Buffer>;

/** One operation of a LevelDB batch. */
export type Operation = BatchOperation<RawLevel, string, Buffer>;

/** A part of a LevelDB database: keys in their order, from the end with `reverse`, as of a snapshot if there is one. */
export interface Range {
  gt?: string;
  gte?: string;
  lt?: string;
  reverse?: boolean;
  limit?: number;
  snapshot?: Snapshot;
}

/** A LevelDB database that checks every value together with its key when it is read: damaged data is never returned. */
export interface Level {
  get(key: string): Promise<Buffer | undefined>;
  getSync(key: string): Buffer | undefined;
  getMany(keys: string[], options?: { snapshot?: Snapshot }): Promise<(Buffer | undefined)[]>;
  /** The entries of a range, in pages of some thousand. */
  pages(range: Range): AsyncGenerator<[key: string, value: Buffer][]>;
  keys(range: Range): Promise<string[]>;
  batch(operations: Operation[], options?: { sync?: boolean }): Promise<void>;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/**
 * Adds checksums to all values written to a LevelDB database and checks them when they are read. A damaged record
 * throws an error that names it, or counts as missing after a warning where there is a `warn`.
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
      // The library makes room for as many entries as it is asked for, 640 KB for 10,000: look-ups, which mostly find one, took 100 MB.
      for (let some = await entries.nextv(100); some.length > 0; some = await entries.nextv(10_000))
        yield some.flatMap(([key, stored]): [string, Buffer][] => {
          const value = open(key, stored);
          return value ? [[key, value]] : [];
        });
    } finally {
      await entries.close();
    }
  }

  // One call with options takes 31 µs of the main thread for a change, and 11 step by step: the library merges options
  // and operation into a new object each time.
  async function batch(operations: Operation[], options: { sync?: boolean } = {}): Promise<void> {
    const steps = level.batch();
    for (const operation of operations)
      if (operation.type === 'put') steps.put(operation.key, withChecksum(operation.key, operation.value));
      else steps.del(operation.key);
    await steps.write(options);
  }

  return {
    get: async (key) => open(key, await level.get(key)),
    getSync: (key) => open(key, level.getSync(key)),
    getMany: async (keys, options = {}) =>
      (await level.getMany(keys, options)).map((stored, at) => open(keys[at]!, stored)),
    pages,
    keys: (range) => level.keys(range).all(),
    batch,
    snapshot: () => level.snapshot(),
    close: () => level.close(),
  };
}
