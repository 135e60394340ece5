import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { packedLimit, TooLarge, Unreadable, unpacked } from './decompress-answer.ts';

const text = Buffer.from('{"status_code":1000}');

test('what is packed is read, by every coding of HTTP and by the habits of servers @TRANS-74', async () => {
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', text],
    ['', text],
    ['deflate, br', brotliCompressSync(deflateSync(text))],
    ['gzip', gzipSync(text).subarray(0, -4)],
    ['gzip', Buffer.alloc(0)],
  ] as const) {
    const whole = await unpacked(bytes, encoding, 1000);
    assert.equal(whole.toString(), bytes.length === 0 ? '' : text.toString(), encoding);
  }
});

test('decoded bytes count, and decoding stops at the limit @TRANS-74', async () => {
  // 512 MiB of zeros in half a MiB, from gzip streams that each unpack to one MiB.
  const million = gzipSync(Buffer.alloc(1 << 20));
  const bomb = Buffer.concat(Array.from({ length: 512 }, () => million));
  const before = process.resourceUsage().maxRSS;
  await assert.rejects(unpacked(bomb, 'gzip', 1 << 20), TooLarge);
  await assert.rejects(unpacked(brotliCompressSync(Buffer.alloc(4 << 20)), 'br', 1 << 16), TooLarge);
  await assert.rejects(unpacked(gzipSync(bomb), 'gzip, gzip', 1 << 20), TooLarge);
  assert.ok(process.resourceUsage().maxRSS - before < 100_000, 'it has taken more than 100 MB');
  assert.equal((await unpacked(gzipSync(Buffer.alloc(100)), 'gzip', 100)).length, 100);
  await assert.rejects(unpacked(gzipSync(Buffer.alloc(101)), 'gzip', 100), TooLarge);
});

test('what cannot be packed is not too large for being packed @TRANS-74', () => {
  const noise = Buffer.from(Array.from({ length: 65_536 }, (_, at) => (at * 2_654_435_761) >>> 13));
  for (const packed of [gzipSync(noise, { level: 0 }), deflateSync(noise), brotliCompressSync(noise)])
    assert.ok(packed.length <= packedLimit(noise.length));
});

test('a coding that is not known, or that a body is not in, is told in words @TRANS-74', async () => {
  await assert.rejects(
    unpacked(text, 'zstd', 1000),
    new Unreadable('the Content-Encoding zstd is not known here'),
  );
  await assert.rejects(unpacked(text, 'constructor', 1000), Unreadable);
  await assert.rejects(unpacked(text, 'gzip', 1000), /is not gzip/);
  await assert.rejects(unpacked(text, 'br, br, br', 1000), Unreadable);
});
