import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The prefix of every sealed (encrypted) secret; no token with it is as long as a sealed one. */
const mark = 'sealed:1:';
const [nonceLength, tagLength] = [12, 16];

/** Tells whether a text is a sealed secret, which is longer than any token. */
export function isSealed(text: string): boolean {
  return text.startsWith(mark) && text.length > 64;
}

/** Seals a secret with AES-256-GCM for the place where it is stored; at another place it cannot be opened. */
export function seal(secret: string, key: Buffer, place: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret.padEnd(padded)), cipher.final()]);
  return mark + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens a sealed secret; `undefined` when it was sealed with another key, for another place, or has been changed. */
export function unseal(text: string, key: Buffer, place: string): string | undefined {
  const bytes = Buffer.from(text.slice(mark.length), 'base64url');
  if (bytes.length < nonceLength + tagLength) return undefined;
  const nonce = bytes.subarray(0, nonceLength);
  const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    const opened = Buffer.concat([
      decipher.update(bytes.subarray(nonceLength + tagLength)),
      decipher.final(),
    ]);
    return opened.toString('utf8').trimEnd();
  } catch {
    return undefined;
  }
}

/**
 * Length to which secrets are padded before sealing, so that it does not show how long they are; they have no blanks,
 * and tokens at most 64 characters.
 */
const padded = 64;
