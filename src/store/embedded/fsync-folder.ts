import { statSync } from 'node:fs';
import { syncFolder } from '../../files/make-durable-folder.ts';

/** Nanoseconds within which two changes of a folder may have the same time. */
const coarse = 100_000_000n;

/**
 * Makes a function that syncs a folder to disk when its entries have changed since the last call: LevelDB syncs the
 * data in a new log, but not the folder's entry for the log.
 */
export function folderSync(folder: string): () => Promise<void> {
  let synced: bigint | undefined;
  return async () => {
    const { mtimeNs } = statSync(folder, { bigint: true });
    if (mtimeNs === synced) return;
    const settled = BigInt(Date.now()) * 1_000_000n - mtimeNs > coarse;
    await syncFolder(folder);
    synced = settled ? mtimeNs : undefined;
  };
}
