import { strict as assert } from 'node:assert';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openEmbeddedStore } from '../open-embedded-store.ts';
import { crc32c, flippedBit, masked, unmasked } from './crc32c.ts';
import { unsnappied } from './read-varints.ts';

test('CRC-32C is that of RFC 3720', () => {
  assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
  assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(unmasked(masked(0xe3069283)), 0xe3069283);
});

test('one flipped bit is found by the difference of checksums, two are not', () => {
  const bytes = Buffer.from('a record of a log, as long as it likes');
  const right = crc32c(bytes);
  bytes[17]! ^= 0x10;
  assert.deepEqual(flippedBit(bytes, right), { at: 17, mask: 0x10 });
  bytes[3]! ^= 0x01;
  assert.equal(flippedBit(bytes, right), undefined);
});

test('what Snappy has packed is unpacked, with copies that overlap themselves', () => {
  // 10 bytes: the literal "ab", then a copy of 8 bytes from 2 bytes back.
  assert.equal(unsnappied(Buffer.from([10, 0x04, 0x61, 0x62, 0x11, 2])).toString(), 'ababababab');
  assert.throws(() => unsnappied(Buffer.from([10, 0x04, 0x61, 0x62, 0x11, 3])), /copies from nowhere/);
});

for (const [where, ending] of [
  ['in a log', '.log'],
  ['in a table', '.ldb'],
] as const)
  test(`a bit that has flipped ${where} is put right, and the operator is told`, async (t) => {
    const { file, open, warnings } = await filled(t, ending);
    await alter(file, (bytes) => (bytes[bytes.length >> 1]! ^= 4));
    const store = await open();
    assert.equal(await count(store), 200);
    await store.close();
    assert.match(warnings.join(), /had a flipped bit at byte \d+, which is put right/);
    assert.ok(warnings[0]?.startsWith(file));
  });

for (const [where, ending] of [
  ['log', '.log'],
  ['table', '.ldb'],
] as const)
  test(`a ${where} with more than a flipped bit is refused by name, and left as it is`, async (t) => {
    const { file, open } = await filled(t, ending);
    await alter(file, (bytes) => bytes.fill(0, 1000, 1500));
    const before = await readFile(file);
    await assert.rejects(open(), (error: Error) => error.message.startsWith(`${file} is damaged: `));
    assert.deepEqual(await readFile(file), before);
  });

test('a manifest whose end is overwritten is refused: LevelDB would remove the tables that it told of', async (t) => {
  const { file, open } = await filled(t, '.ldb');
  const name = (await readdir(dirname(file))).find((one) => one.startsWith('MANIFEST'))!;
  await alter(join(dirname(file), name), (bytes) => bytes.fill(0x55, bytes.length - 20));
  await assert.rejects(open(), /MANIFEST-\d+ is damaged: it ends at byte \d+ in a record/);
  assert.ok((await readdir(dirname(file))).includes(basename(file)));
});

test('a record that a power cut has torn off is left out, and the operator is told', async (t) => {
  const { file, open, warnings } = await filled(t, '.log');
  await writeFile(file, (await readFile(file)).subarray(0, -5));
  const store = await open();
  assert.equal(await count(store), 199);
  await store.close();
  assert.match(warnings.join(), /ends at byte \d+ in a record that was not written to its end/);
});

/** A data folder with 200 objects in a LevelDB log, or in a table after another start. */
async function filled(t: TestContext, ending: '.log' | '.ldb') {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-damage-'));
  t.after(() => rm(folder, { recursive: true }));
  const warnings: string[] = [];
  const open = () => openEmbeddedStore({ folder, warn: (message) => warnings.push(message) });
  const store = await open();
  for (let nth = 0; nth < 200; nth++)
    await store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: `T${nth}` }, () => ({
      to: 'store',
      object: {
        lastUpdated: nth,
        recipient: null,
        gone: false,
        lookups: {},
        bytes: Buffer.from(`{"n":${nth}}`),
      },
    }));
  await store.close();
  if (ending === '.ldb') await (await open()).close();
  const objects = join(folder, 'objects');
  const name = (await readdir(objects)).find((one) => one.endsWith(ending));
  return { file: join(objects, name!), open, warnings };
}

async function alter(file: string, change: (bytes: Buffer) => unknown): Promise<void> {
  const bytes = await readFile(file);
  change(bytes);
  await writeFile(file, bytes);
}

async function count(store: Awaited<ReturnType<typeof openEmbeddedStore>>): Promise<number> {
  const visible = [{ owner: 'NL*ABC' as const }];
  const { total, objects } = await store.objects.list({ module: 'tariffs', visible, offset: 0, limit: 1000 });
  assert.equal(objects.length, total);
  return total;
}
