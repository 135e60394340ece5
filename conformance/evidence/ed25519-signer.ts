import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The holder of an Ed25519 key that signs evidence, and the key that determines its stand-ins. */
export interface Signer {
  /** The public key: 32 bytes in hexadecimal. */
  key: string;
  /** Signs a hash of the evidence; returns the signature in Base64. */
  sign(hash: string): string;
  /** Key of the stand-ins: the same signer replaces a secret by the same stand-in in all bundles. */
  standIns: Buffer;
}

/** Thrown when a file with a signing key cannot be used; the message names the file and says what to do. */
export class BadKey extends Error {}

/** Path of the signing key when no file is named: below XDG_CONFIG_HOME, else ~/.config. */
export function usualKeyFile({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env): string {
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'ocpi-hub', 'evidence-key.pem');
}

/** Reads a signing key from a file, or makes the file, readable for its owner alone, where there is none. */
export function signerFrom(file: string): Signer {
  const key = read(file) ?? make(file);
  const secret = key.export({ type: 'pkcs8', format: 'der' });
  return {
    key: Buffer.from(String(createPublicKey(key).export({ format: 'jwk' }).x), 'base64url').toString('hex'),
    sign: (hash) => sign(null, signed(hash), key).toString('base64'),
    standIns: Buffer.from(hkdfSync('sha256', secret, '', 'ocpi-hub stand-ins', 32)),
  };
}

/** Whether a signature over a hash was made with the private half of this key. */
export function isSignedBy(key: string, hash: string, signature: string): boolean {
  try {
    const x = Buffer.from(key, 'hex').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, signed(hash), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/**
 * The bytes that are signed for a hash; a fixed text before the hash keeps a signature from meaning anything elsewhere.
 */
function signed(hash: string): Buffer {
  return Buffer.from(`ocpi-hub evidence bundle 1\n${hash}\n`);
}

function read(file: string): KeyObject | undefined {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new BadKey(`the key ${file} cannot be read: ${code}`);
  }
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new BadKey(
      `the key ${file} is open to others (mode ${mode.toString(8)}): chmod 600 it, or let --key name another file`,
    );
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The error is thrown below: the message of the parser could show a part of the key file.
  }
  throw new BadKey(`${file} holds no Ed25519 private key in PEM`);
}

function make(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new BadKey(`the key ${file} cannot be made: ${(error as NodeJS.ErrnoException).code}`);
  }
  return privateKey;
}
