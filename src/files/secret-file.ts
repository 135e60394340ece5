import { link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, syncFolder } from './make-durable-folder.ts';

/**
 * Writes a new file of secrets, readable by this user only, and its folder; both survive a power cut once the promise has
 * resolved. Rejects when the file exists; an empty file, as earlier releases left after a power cut, is replaced.
 */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  await makeFolder(folder);
  const fresh = `${file}.${process.pid}.new`;
  await rm(fresh, { force: true });
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if ((await stat(file).catch(() => undefined))?.size === 0) await rm(file);
  try {
    await place(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  await syncFolder(folder);
}

/**
 * Gives a temporary file its final name unless that is taken. Some file systems have no links; there the name is
 * checked before.
 */
async function place(fresh: string, file: string): Promise<void> {
  try {
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await stat(file).catch(() => undefined)))
      throw error;
    await rename(fresh, file);
  }
}
