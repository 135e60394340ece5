import { statSync } from 'node:fs';
import { syncFolder } from '../../files/folders.ts';

/** Nanoseconds within which two changes of a folder may have the same time. */
const coarse = 100_000_000n;

/**
 * A function that makes the entries of a folder durable when they have changed since its last call: LevelDB syncs what it writes
 * into a new log, and not that the log is in the folder.
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
