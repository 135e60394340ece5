import { existsSync } from 'node:fs';
import { chmod, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ClassicLevel, type DatabaseOptions } from 'classic-level';
import { makeFolder, syncFolder } from '../../files/make-durable-folder.ts';
import { checkLevel } from './damage/check-leveldb-folder.ts';
import { checkedLevel, type Level, type RawLevel } from './leveldb-with-checksums.ts';
import { bringToFormat } from './migrate-leveldb-format.ts';

export interface LevelOptions extends DatabaseOptions<string, Buffer> {
  /** Receives warnings about the database, for the hub's operator. */
  warn: (message: string) => void;
  /** Runs work while no other process has the data folder open; rejects when one has. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /**
   * True where the database is written without fsync, so that a power cut may take its newest entries, and a damaged
   * record only causes a warning.
   */
  isLazy?: boolean;
}

/** Runs work while it has another database of the same folder open, which another hub would have locked. */
export function whileLocked(folder: string, name: string): LevelOptions['alone'] {
  return async (work) => {
    const location = join(folder, name);
    const level = new ClassicLevel(location, { createIfMissing: false });
    await level.open().catch((error: Error) => {
      if (isLocked(error)) throw new Error(explain(folder, location, error), { cause: error });
    });
    try {
      await work();
    } finally {
      await level.close();
    }
  };
}

/**
 * Opens a LevelDB in its own folder, with access for this user only. Rejects with a message for the operator when
 * another process has it open, when it is damaged, or when a newer release of the hub wrote it.
 */
export async function openLevel(
  folder: string,
  name: string,
  { warn, alone, isLazy = false, ...options }: LevelOptions,
): Promise<Level> {
  const location = join(folder, name);
  if (!existsSync(location) && existsSync(mendedName(location))) await rename(mendedName(location), location);
  if (!existsSync(location)) await makeLevel(location);
  await chmod(location, 0o700);
  await checkLevel(location, warn, alone, isLazy);
  const level: RawLevel = new ClassicLevel(location, { valueEncoding: 'buffer', ...options });
  try {
    await level.open();
  } catch (cause) {
    throw new Error(explain(folder, location, cause), { cause });
  }
  try {
    await bringToFormat(level);
    await syncFolder(location);
    return checkedLevel(level, isLazy ? warn : undefined);
  } catch (error) {
    await level.close();
    throw error;
  }
}

/**
 * Makes an empty LevelDB, which is there completely or not at all: of a new one LevelDB syncs neither its first
 * manifest nor the folder, and does not open the remains after a power cut.
 */
export async function makeLevel(location: string): Promise<void> {
  const made = `${location}.new`;
  await rm(made, { recursive: true, force: true });
  await makeFolder(made);
  const level = new ClassicLevel(made);
  await level.open();
  await level.close();
  for (const name of await readdir(made)) {
    const file = await open(join(made, name));
    await file.sync();
    await file.close();
  }
  await syncFolder(made);
  await rename(made, location);
  await syncFolder(dirname(location));
}

/** The temporary name of a database that the doctor makes in place of a damaged one. */
export function mendedName(location: string): string {
  return `${location}.mended`;
}

function explain(folder: string, location: string, error: unknown): string {
  const reason = (error as Error).cause as NodeJS.ErrnoException | undefined;
  if (isLocked(error)) {
    return `The data folder ${folder} is in use by another hub process; set HUB_DATA_DIR to another folder`;
  }
  return `The database ${location} cannot be opened (HUB_DATA_DIR is ${folder}): ${reason?.message ?? String(error)}`;
}

function isLocked(error: unknown): boolean {
  return ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'LEVEL_LOCKED';
}
