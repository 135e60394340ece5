import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Size in bytes of all files in a folder; a file that vanishes meanwhile counts nothing. */
export async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
