import { crc32 } from 'node:zlib';

/** The first byte of a sealed value; no value began with it before values were sealed, nor with one that a bit makes of it. */
const mark = 0xc5;
const sealBytes = 5;

/** A value as it is stored: a mark, a CRC-32 of key and value, the value. */
export function sealed(key: string, value: Buffer): Buffer {
  const stored = Buffer.allocUnsafeSlow(sealBytes + value.length);
  stored[0] = mark;
  stored.writeUInt32LE(checksum(key, value), 1);
  value.copy(stored, sealBytes);
  return stored;
}

/** Whether stored bytes are sealed, rightly or not; the release before sealed none. */
export function isSealed(stored: Buffer): boolean {
  return stored.length >= sealBytes && stored[0] === mark;
}

/** The value in stored bytes, in the same memory; `undefined` when key or value are not what was written together. */
export function unsealed(key: string, stored: Buffer): Buffer | undefined {
  if (!isSealed(stored)) return undefined;
  const value = stored.subarray(sealBytes);
  return checksum(key, value) === stored.readUInt32LE(1) ? value : undefined;
}

function checksum(key: string, value: Buffer): number {
  return crc32(value, crc32(key));
}
