import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../files/make-durable-folder.ts';

/**
 * Replaces the content of files in one folder, which only this user may read: after a crash each file has the old or
 * the new content, never a part.
 */
export async function replaceFiles(files: [string, ...string[]], content: string | Buffer): Promise<void> {
  for (const file of files) await writeDurably(`${file}.new`, content);
  for (const file of files) await rename(`${file}.new`, file);
  await syncFolder(dirname(files[0]));
}

async function writeDurably(file: string, content: string | Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
