import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { syncFolder } from '../../files/make-durable-folder.ts';
import type { Level } from './leveldb-with-checksums.ts';
import { type LevelOptions, openLevel } from './open-leveldb.ts';

/**
 * Opens the LevelDB database of the journal. A damaged one is moved aside with a call of `warn`, and a new one begins:
 * a hub without yesterday's exchanges is better than none.
 */
export async function openJournalLevel(
  folder: string,
  now: () => number,
  warn: (message: string) => void,
): Promise<Level> {
  // The database of objects is open already, which locks the folder against other hubs.
  const options: LevelOptions = { warn, alone: (work) => work(), isLazy: true };
  try {
    return await openLevel(folder, 'journal', options);
  } catch (error) {
    if (!(error as Error).message.includes('is damaged')) throw error;
    const aside = `${join(folder, 'journal')}.damaged-${new Date(now()).toISOString().replaceAll(':', '')}`;
    await rename(join(folder, 'journal'), aside);
    await syncFolder(folder);
    warn(`${(error as Error).message}; the trace begins anew, the old one is kept as ${basename(aside)}`);
    return openLevel(folder, 'journal', options);
  }
}
