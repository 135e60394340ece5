import { type Damage, mendChecked } from './check-leveldb-table.ts';
import { crc32c, masked } from './crc32c.ts';

const blockBytes = 32_768;
const headBytes = 7;
/** Kinds of pieces in a LevelDB log: a full record, its first, a middle or its last piece. */
const [full, first, middle, last] = [1, 2, 3, 4];

/** The damage of a LevelDB log, and its intact records. */
export interface Checked extends Damage {
  records: Buffer[];
  /** Byte at which a record begins that was not written to its end. */
  torn?: number;
}

/**
 * Checks every piece of a LevelDB log or manifest, and repairs flipped bits in `bytes`. A record that a power cut left
 * incomplete at the end is no damage: nothing follows it, so that it was never acknowledged.
 */
export function checkLog(bytes: Buffer): Checked {
  const damage: Checked = { mended: [], lost: [], records: [] };
  let pieces: Buffer[] = [];
  let within = false;
  let recordStart = 0;
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const room = blockBytes - (at % blockBytes);
    if (room < headBytes) {
      at += room;
      continue;
    }
    const end = pieceAt(bytes, at) ?? mendedPieceAt(bytes, at, damage);
    const kind = bytes[at + 6]!;
    if (end === undefined || (kind === middle || kind === last) !== within) {
      const start = within ? recordStart : at;
      if (nextBeginning(bytes, at + 1) === undefined) return { ...damage, torn: start };
      damage.lost.push(`the records from byte ${start} on do not have their checksums`);
      return damage;
    }
    if (!within) recordStart = at;
    within = kind === first || kind === middle;
    pieces.push(bytes.subarray(at + headBytes, end));
    if (!within) damage.records.push(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));
    if (!within) pieces = [];
    at = end;
  }
  return within ? { ...damage, torn: recordStart } : damage;
}

/** The end of the piece that begins at a byte; `undefined` when there is none with a valid checksum. */
function pieceAt(bytes: Buffer, at: number): number | undefined {
  if (at + headBytes > bytes.length) return undefined;
  const end = at + headBytes + bytes.readUInt16LE(at + 4);
  const kind = bytes[at + 6]!;
  if (kind < full! || kind > last! || end > bytes.length || end > at - (at % blockBytes) + blockBytes)
    return undefined;
  return masked(crc32c(bytes.subarray(at + 6, end))) === bytes.readUInt32LE(at) ? end : undefined;
}

function mendedPieceAt(bytes: Buffer, at: number, damage: Damage): number | undefined {
  // The checksum of a record in a LevelDB log does not cover the record's length.
  for (let bit = 0; bit < 16; bit++) {
    const place = at + 4 + (bit >> 3);
    bytes[place]! ^= 1 << (bit & 7);
    const end = pieceAt(bytes, at);
    if (end !== undefined) {
      damage.mended.push({ at: place, byte: bytes[place]! });
      return end;
    }
    bytes[place]! ^= 1 << (bit & 7);
  }
  const end = at + headBytes + bytes.readUInt16LE(at + 4);
  if (end > bytes.length || end > at - (at % blockBytes) + blockBytes) return undefined;
  const mends = { mended: [], lost: [] } as Damage;
  const before = Buffer.from(bytes.subarray(at, end));
  if (!mendChecked(bytes, at + 6, end, at, mends) || pieceAt(bytes, at) === undefined) {
    before.copy(bytes, at);
    return undefined;
  }
  damage.mended.push(...mends.mended);
  return end;
}

/** The first byte at or after another where a full record or the first piece of one begins. */
function nextBeginning(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at + headBytes <= bytes.length; at++) {
    const kind = bytes[at + 6];
    if (
      (kind === full || kind === first) &&
      bytes.readUInt16LE(at + 4) > 0 &&
      pieceAt(bytes, at) !== undefined
    )
      return at;
  }
  return undefined;
}

/** All complete records of a log, also those after damaged pieces. */
export function recordsIn(bytes: Buffer): Buffer[] {
  const damage: Damage = { mended: [], lost: [] };
  const records: Buffer[] = [];
  let pieces: Buffer[] = [];
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const room = blockBytes - (at % blockBytes);
    const end = room < headBytes ? at + room : (pieceAt(bytes, at) ?? mendedPieceAt(bytes, at, damage));
    const kind = room < headBytes ? undefined : bytes[at + 6];
    if (end === undefined || kind === full || kind === first) pieces = [];
    if (end !== undefined && (kind === full || kind === first || pieces.length > 0)) {
      if (kind !== undefined) pieces.push(bytes.subarray(at + headBytes, end));
      if (kind === full || kind === last) records.push(Buffer.concat(pieces.splice(0)));
    }
    at = end ?? nextBeginning(bytes, at + 1) ?? bytes.length;
  }
  return records;
}
