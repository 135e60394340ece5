import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file of secrets that does not exist yet, for this user only, with its folder: after a power cut it is there as a whole,
 * once this has resolved. Rejects when there is one; an empty one, as earlier releases left it after a power cut, does not count.
 */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
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
  await place(fresh, file).finally(() => rm(fresh, { force: true }));
  await syncFolder(folder);
  for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made))
    await syncFolder(dirname(made));
}

/** Gives a file its name unless the name is taken. Some file systems have no links; there the name is looked at before. */
async function place(fresh: string, file: string): Promise<void> {
  try {
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || (await stat(file).catch(() => undefined)))
      throw error;
    await rename(fresh, file);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
