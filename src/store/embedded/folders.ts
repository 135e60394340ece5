import { statSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder with those above it, for this user only, so that a power cut cannot take it. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes the entries of a folder durable: files that are new in it, renamed or removed. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

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
