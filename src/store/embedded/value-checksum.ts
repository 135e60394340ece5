import { crc32 } from 'node:zlib';

/**
 * First byte of a stored value with a checksum; no value of the release before begins with it, nor with a byte that
 * differs from it in one bit.
 */
const mark = 0xc5;
const prefixBytes = 5;

/** A value as it is stored in LevelDB: a mark, a CRC-32 of key and value, the value. */
export function withChecksum(key: string, value: Buffer): Buffer {
  const stored = Buffer.allocUnsafe(prefixBytes + value.length);
  stored[0] = mark;
  stored.writeUInt32LE(checksum(key, value), 1);
  value.copy(stored, prefixBytes);
  return stored;
}

/** Tells whether stored bytes have a checksum, right or wrong; bytes of the release before have none. */
export function hasChecksum(stored: Buffer): boolean {
  return stored.length >= prefixBytes && stored[0] === mark;
}

/** The value in stored bytes, in the same memory; `undefined` when the checksum does not fit key and value. */
export function withoutChecksum(key: string, stored: Buffer): Buffer | undefined {
  if (!hasChecksum(stored)) return undefined;
  const value = stored.subarray(prefixBytes);
  return checksum(key, value) === stored.readUInt32LE(1) ? value : undefined;
}

function checksum(key: string, value: Buffer): number {
  return crc32(value, crc32(key));
}
