import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

/**
 * Thrown for an answer that is larger than its kind may be, compressed or decompressed. It has undici's error code for
 * that.
 */
export class TooLarge extends Error {
  readonly code = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

  constructor(limit: number) {
    super(`the answer is larger than ${limit} bytes`);
  }
}

/** Thrown for an answer that cannot be decompressed. */
export class Unreadable extends Error {}

type Decoder = (bytes: Buffer, limit: number) => Promise<Buffer>;

// Browsers too accept a stream whose last bytes are missing.
const zlib = (limit: number): ZlibOptions => ({
  maxOutputLength: limit,
  finishFlush: constants.Z_SYNC_FLUSH,
});
const [gunzipped, inflated, inflatedRaw, unbrotli] = [
  promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  promisify<Buffer, ZlibOptions, Buffer>(inflate),
  promisify<Buffer, ZlibOptions, Buffer>(inflateRaw),
  promisify(brotliDecompress),
];

const decoders: Record<string, Decoder> = {
  identity: async (bytes) => bytes,
  gzip: (bytes, limit) => gunzipped(bytes, zlib(limit)),
  'x-gzip': (bytes, limit) => gunzipped(bytes, zlib(limit)),
  // HTTP defines `deflate` with a zlib header; some servers leave the header out.
  deflate: (bytes, limit) =>
    ((bytes[0] ?? 0) & 0x0f) === 0x08 ? inflated(bytes, zlib(limit)) : inflatedRaw(bytes, zlib(limit)),
  br: (bytes, limit) =>
    unbrotli(bytes, { maxOutputLength: limit, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/** Maximum number of content codings (such as gzip) of one answer: each of them takes memory. */
const mostCodings = 2;

/** Decompresses a body to at most `limit` bytes: decompression stops there (TRANS-74). */
export async function unpacked(bytes: Buffer, encoding: string, limit: number): Promise<Buffer> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter(Boolean);
  if (bytes.length === 0) return bytes;
  if (codings.length > mostCodings)
    throw new Unreadable(`an answer in ${codings.length} codings is not read`);
  let body = bytes;
  for (const coding of codings.reverse()) {
    const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    if (!decode) throw new Unreadable(`the Content-Encoding ${coding.slice(0, 40)} is not known here`);
    body = await decode(body, limit).catch((error: Error & { code?: string }) => {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge(limit);
      throw new Unreadable(`the answer is not ${coding} as its Content-Encoding says: ${error.message}`);
    });
  }
  return body;
}

/**
 * Maximum number of compressed bytes for a body of `limit` bytes: compressing what cannot be compressed makes it a
 * little longer.
 */
export function packedLimit(limit: number): number {
  return limit + (limit >> 3) + 1024;
}
