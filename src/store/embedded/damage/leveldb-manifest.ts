import { cursor } from './read-varints.ts';

/**
 * The files of a LevelDB folder that its manifest still uses; other files were being made or removed when the process
 * ended.
 */
export interface LiveFiles {
  tables: Set<number>;
  /** The number of the first log in use; the contents of older logs are in tables already. */
  firstLog: number;
}

/** Reads the files in use from the records of a manifest. Throws when the records are not a manifest's. */
export function liveFiles(records: Buffer[]): LiveFiles {
  const live: LiveFiles = { tables: new Set(), firstLog: 0 };
  for (const record of records) readEdit(record, live);
  return live;
}

function readEdit(record: Buffer, live: LiveFiles): void {
  const from = cursor(record);
  const text = () => from.bytes(from.number());
  const skipNumber = () => void from.number();
  const tags: Record<number, () => void> = {
    1: text,
    2: () => (live.firstLog = from.number()),
    3: skipNumber,
    4: skipNumber,
    5: () => void [from.number(), text()],
    6: () => void [from.number(), live.tables.delete(from.number())],
    7: () => void [from.number(), live.tables.add(from.number()), from.number(), text(), text()],
    9: skipNumber,
  };
  while (from.at < record.length) {
    const tag = from.number();
    const read = tags[tag];
    if (!read) throw new Error(`has the unknown tag ${tag}`);
    read();
  }
}
