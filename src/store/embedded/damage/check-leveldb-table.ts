import { crc32c, flippedBit, masked, unmasked } from './crc32c.ts';
import { cursor, unsnappied } from './read-varints.ts';

/**
 * The damage of a LevelDB file: bytes that one flipped bit explains, with their correction, and a message about the
 * rest.
 */
export interface Damage {
  mended: { at: number; byte: number }[];
  lost: string[];
}

interface Handle {
  offset: number;
  size: number;
}

const footerBytes = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');

/**
 * Checks every byte of a LevelDB table: all blocks by their checksums, and the footer, which has none, by the blocks
 * that it names. Repairs flipped bits in `bytes`.
 */
export function checkTable(bytes: Buffer): Damage {
  const damage: Damage = { mended: [], lost: [] };
  const footer = footerOf(bytes, damage);
  if (!footer) return damage;
  for (const index of [footer.index, footer.metaindex]) {
    if (!isWhole(bytes, index, damage)) continue;
    try {
      for (const block of handlesIn(contentOf(bytes, index))) isWhole(bytes, block, damage);
    } catch (error) {
      damage.lost.push(`the index at byte ${index.offset} ${(error as Error).message}`);
    }
  }
  return damage;
}

function footerOf(bytes: Buffer, damage: Damage): { metaindex: Handle; index: Handle } | undefined {
  const at = bytes.length - footerBytes;
  const found = at < 0 ? undefined : readFooter(bytes);
  if (found) return found;
  for (let bit = 0; at >= 0 && bit < footerBytes * 8; bit++) {
    const place = at + (bit >> 3);
    bytes[place]! ^= 1 << (bit & 7);
    const mended = readFooter(bytes);
    if (mended) {
      damage.mended.push({ at: place, byte: bytes[place]! });
      return mended;
    }
    bytes[place]! ^= 1 << (bit & 7);
  }
  damage.lost.push('its footer leads nowhere');
  return undefined;
}

/** Reads the footer of a table, if its blocks lie right before it, one after the other. */
function readFooter(bytes: Buffer): { metaindex: Handle; index: Handle } | undefined {
  const start = bytes.length - footerBytes;
  const footer = bytes.subarray(start);
  if (!footer.subarray(40).equals(magic)) return undefined;
  try {
    const from = cursor(footer);
    const metaindex = { offset: from.number(), size: from.number() };
    const index = { offset: from.number(), size: from.number() };
    const follow =
      metaindex.offset + metaindex.size + 5 === index.offset && index.offset + index.size + 5 === start;
    return follow && footer.subarray(from.at, 40).every((byte) => byte === 0)
      ? { metaindex, index }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a block has a valid checksum, or has one after a flipped bit was repaired. */
function isWhole(bytes: Buffer, { offset, size }: Handle, damage: Damage): boolean {
  const end = offset + size + 1;
  if (end + 4 > bytes.length - footerBytes) {
    damage.lost.push(`the block at byte ${offset} ends outside`);
    return false;
  }
  const right = masked(crc32c(bytes.subarray(offset, end)));
  if (right === bytes.readUInt32LE(end) || mendChecked(bytes, offset, end, end, damage)) return true;
  damage.lost.push(`the block from byte ${offset} to ${end + 4} does not have its checksum`);
  return false;
}

function contentOf(bytes: Buffer, { offset, size }: Handle): Buffer {
  const content = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? unsnappied(content) : content;
}

/** Repairs one flipped bit, in bytes or in their checksum at `sum`; tells whether there was one. */
export function mendChecked(bytes: Buffer, start: number, end: number, sum: number, damage: Damage): boolean {
  const right = masked(crc32c(bytes.subarray(start, end)));
  const difference = (right ^ bytes.readUInt32LE(sum)) >>> 0;
  const inBody = flippedBit(bytes.subarray(start, end), unmasked(bytes.readUInt32LE(sum)));
  if (inBody) {
    bytes[start + inBody.at]! ^= inBody.mask;
    damage.mended.push({ at: start + inBody.at, byte: bytes[start + inBody.at]! });
    return true;
  }
  if ((difference & (difference - 1)) !== 0) return false;
  bytes.writeUInt32LE(right, sum);
  for (let at = sum; at < sum + 4; at++) damage.mended.push({ at, byte: bytes[at]! });
  return true;
}

/** The blocks that an index block of a table names. */
function handlesIn(block: Buffer): Handle[] {
  return entriesIn(block).map(([, value]) => {
    const from = cursor(value);
    return { offset: from.number(), size: from.number() };
  });
}

/** The keys and values of a block; each key shares its beginning with the one before. */
function entriesIn(block: Buffer): [key: Buffer, value: Buffer][] {
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 * (restarts + 1);
  const from = cursor(block.subarray(0, end));
  const entries: [Buffer, Buffer][] = [];
  let key = Buffer.alloc(0);
  while (from.at < end) {
    const [shared, rest, length] = [from.number(), from.number(), from.number()];
    key = Buffer.concat([key.subarray(0, shared), from.bytes(rest)]);
    entries.push([key, from.bytes(length)]);
  }
  return entries;
}

/** The entries in those blocks of a table that have valid checksums; keys end in 8 bytes for order and kind. */
export function* readableIn(bytes: Buffer): Generator<[key: Buffer, value: Buffer]> {
  const damage: Damage = { mended: [], lost: [] };
  const footer = footerOf(bytes, damage);
  if (!footer || !isWhole(bytes, footer.index, damage)) return;
  for (const block of handlesIn(contentOf(bytes, footer.index)))
    if (isWhole(bytes, block, damage)) yield* entriesIn(contentOf(bytes, block));
}
