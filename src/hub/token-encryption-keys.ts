import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSecretFile } from '../files/secret-file.ts';

/**
 * Keys of 32 bytes that encrypt the tokens of partners: the first one encrypts, all of them decrypt. `made`: the hub
 * made the key itself and stores it beside the data that it protects.
 */
export interface SecretKeys {
  keys: [Buffer, ...Buffer[]];
  made: boolean;
  /** Writes a key that is new to its file, before anything is encrypted with it; not set for keys that are kept. */
  keep?(): Promise<void>;
}

/**
 * The configured keys, else one that the hub makes at the first start and keeps in the data folder with mode 0600. A
 * key in that file still decrypts after another one is configured. Rejects when the file holds no key. A new key is
 * written by `keep` alone: where the file was lost, the tokens show it, and the place stays free for the lost one.
 */
export async function secretKeys(configured: string | undefined, folder: string): Promise<SecretKeys> {
  const file = join(folder, 'secret-key');
  const kept = (await readFile(file, 'utf8').catch(ifMissing)).trim();
  const [first, ...others] = [...(configured?.split(',') ?? []), ...(kept === '' ? [] : [kept])].map((text) =>
    checked(keyOf(text), file),
  );
  if (first) return { keys: [first, ...others], made: !configured };
  const key = randomBytes(32);
  const keep = () => writeSecretFile(file, `${key.toString('base64')}\n`);
  return { keys: [key], made: true, keep };
}

/** Reads a key of 32 bytes from its text in hex or base64. */
export function keyOf(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
}

function checked(key: Buffer, file: string): Buffer {
  if (key.length !== 32) throw new Error(`HUB_SECRET_KEY or ${file} is no key of 32 bytes`);
  return key;
}

function ifMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
