import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Size of the files in a folder and those below it, in bytes. */
export async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
