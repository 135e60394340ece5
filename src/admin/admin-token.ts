import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '../ocpi/words/tokens.ts';

/**
 * The bearer token of the admin API: the configured one, else one made at the first start and stored in the data folder
 * with mode 0600.
 */
export async function adminToken(configured: string | undefined, folder: string): Promise<string> {
  if (configured) return configured;
  const file = join(folder, 'admin-token');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim()) return kept.trim();
  const token = newToken();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  return token;
}
