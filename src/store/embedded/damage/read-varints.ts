/** Reads numbers one after another from bytes as LevelDB and Snappy write them. Throws at the end of the bytes. */
export interface Cursor {
  at: number;
  /** Reads a varint: a number in groups of seven bits. */
  number(): number;
  /** Reads so many bytes of a LevelDB file, and moves behind them. */
  bytes(count: number): Buffer;
}

export function cursor(bytes: Buffer): Cursor {
  const self: Cursor = {
    at: 0,
    number() {
      let value = 0;
      for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
        const byte = bytes[self.at++];
        if (byte === undefined) throw new Error('ends within a number');
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
      throw new Error('has a number that is too long');
    },
    bytes(count) {
      if (self.at + count > bytes.length) throw new Error('ends within an entry');
      self.at += count;
      return bytes.subarray(self.at - count, self.at);
    },
  };
  return self;
}

/** Decompresses bytes that Snappy has compressed. Throws when they are not valid. */
export function unsnappied(bytes: Buffer): Buffer {
  const from = cursor(bytes);
  const out = Buffer.alloc(from.number());
  let to = 0;
  while (from.at < bytes.length) {
    const tag = bytes[from.at++]!;
    if ((tag & 3) === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const length = (extra === 0 ? tag >> 2 : from.bytes(extra).readUIntLE(0, extra)) + 1;
      to += from.bytes(length).copy(out, to);
      continue;
    }
    const [width, length] =
      (tag & 3) === 1 ? [1, ((tag >> 2) & 7) + 4] : [(tag & 3) === 2 ? 2 : 4, (tag >> 2) + 1];
    const low = from.bytes(width).readUIntLE(0, width);
    const back = width === 1 ? low | ((tag >> 5) << 8) : low;
    if (back === 0 || back > to || to + length > out.length) throw new Error('copies from nowhere');
    for (let nth = 0; nth < length; nth++, to++) out[to] = out[to - back]!;
  }
  if (to !== out.length) throw new Error('is shorter than it says');
  return out;
}
