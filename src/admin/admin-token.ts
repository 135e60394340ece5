import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSecretFile } from '../files/secret-file.ts';
import { newToken } from '../ocpi/words/credentials-tokens.ts';

/**
 * The bearer token of the admin API: the configured one, else one made at the first start and stored in the data folder
 * with mode 0600.
 */
export async function adminToken(configured: string | undefined, folder: string): Promise<string> {
  if (configured) return configured;
  const file = join(folder, 'admin-token');
  const kept = async () => (await readFile(file, 'utf8').catch(() => '')).trim();
  const known = await kept();
  if (known) return known;
  const token = newToken();
  try {
    await writeSecretFile(file, `${token}\n`);
    return token;
  } catch (error) {
    // Another process of the same hub has made the token meanwhile.
    const other = await kept();
    if (!other) throw error;
    return other;
  }
}
