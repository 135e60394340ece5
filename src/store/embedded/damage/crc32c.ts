/** Eight tables of CRC-32C (Castagnoli), each for a byte one place further from the end. */
const tables = tablesOf();

/** The CRC-32C of bytes, as LevelDB stores it for its blocks and log records. */
export function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  let crc = 0xffffffff;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc =
      t7[crc & 255]! ^
      t6[(crc >>> 8) & 255]! ^
      t5[(crc >>> 16) & 255]! ^
      t4[crc >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Converts a checksum to the masked form in which LevelDB writes it, and back. */
export const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
export function unmasked(stored: number): number {
  const turned = (stored - 0xa282ead8) >>> 0;
  return ((turned >>> 17) | (turned << 15)) >>> 0;
}

/**
 * Finds the one flipped bit that explains why bytes do not have their checksum; `undefined` when no single bit does. A
 * CRC is linear: the difference of two checksums determines the difference of the bytes.
 */
export function flippedBit(bytes: Uint8Array, wanted: number): { at: number; mask: number } | undefined {
  const difference = (crc32c(bytes) ^ wanted) >>> 0;
  const [table] = tables;
  const traces = Uint32Array.from({ length: 8 }, (_, bit) => table[1 << bit]!);
  for (let at = bytes.length - 1; at >= 0; at--)
    for (let bit = 0; bit < 8; bit++) {
      if (traces[bit] === difference) return { at, mask: 1 << bit };
      traces[bit] = table[traces[bit]! & 255]! ^ (traces[bit]! >>> 8);
    }
  return undefined;
}

type Tables = [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

function tablesOf(): Tables {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256)) as Tables;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    all[0][byte] = crc;
  }
  for (let nth = 1; nth < 8; nth++)
    for (let byte = 0; byte < 256; byte++) {
      const before = all[nth - 1]![byte]!;
      all[nth]![byte] = all[0][before & 255]! ^ (before >>> 8);
    }
  return all;
}
