import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ClassicLevel } from 'classic-level';
import type { Store } from '../../hub/ports/store.ts';
import { exchange } from '../contract/sample-objects.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';
import { hasChecksum, withChecksum, withoutChecksum } from './value-checksum.ts';

test('a value is read only with the key that it was written with, and as it was written', () => {
  const stored = withChecksum('k!["tokens","NL*ABC","1"]', Buffer.from('[1,1,0,null,0]'));
  assert.equal(withoutChecksum('k!["tokens","NL*ABC","1"]', stored)?.toString(), '[1,1,0,null,0]');
  assert.equal(withoutChecksum('k!["tokens","NL*ABC","2"]', stored), undefined);
  for (let bit = 0; bit < stored.length * 8; bit++) {
    stored[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(withoutChecksum('k!["tokens","NL*ABC","1"]', stored), undefined, `bit ${bit}`);
    stored[bit >> 3]! ^= 1 << (bit & 7);
  }
  // Values that the release before wrote: a record, a row, a place, a note, an exchange.
  for (const old of ['\0\0\0\x02{}{}', '[1]', '17', '{"until":1}', '#1 2 3 4\n[]'])
    assert.equal(hasChecksum(Buffer.from(old)), false, old);
});

const key = { module: 'tariffs', owner: 'NL*ABC', id: 'T1' } as const;
const list = { module: 'tariffs', visible: [{ owner: 'NL*ABC' }], offset: 0, limit: 10 } as const;
/** All ways to read an object from the store. */
const ways: Record<string, (store: Store) => Promise<unknown>> = {
  get: ({ objects }) => objects.get(key),
  list: ({ objects }) => objects.list({ ...list, visible: [...list.visible] }),
  find: ({ objects }) => objects.find('tariffs', 'id', 'T1'),
  since: ({ objects }) => objects.since(0, 10),
};
const record = 'o!tariffs!0000000000000001';
const other = 'o!tariffs!0000000000000002';

for (const [what, damage, message] of [
  [
    'another record in its place',
    (level) => level.get(other).then((value) => level.put(record, value!)),
    /o!tariffs!0+1 .* is damaged: .*ocpi-hub doctor/,
  ],
  [
    'a byte changed',
    (level) =>
      level
        .get(record)
        .then((value) => level.put(record, Buffer.concat([value!.subarray(0, -1), Buffer.from(' ')]))),
    /o!tariffs!0+1 .* is damaged/,
  ],
  ['no record', (level) => level.del(record), /has lost the record of an object/],
] as [string, (level: ClassicLevel<string, Buffer>) => Promise<void>, RegExp][])
  test(`an object with ${what} is served on no way, and the hub says which`, async (t) => {
    const open = await filled(t, damage);
    for (const [way, read] of Object.entries(ways)) {
      const store = await open();
      await assert.rejects(read(store), message, way);
      assert.equal((await store.objects.get({ ...key, id: 'T2' }))?.bytes.toString(), '{"n":2}');
      await store.close();
    }
  });

test('a damaged row of an object, which lists need, is refused at the start with its name', async (t) => {
  const name = 'k!["tariffs","NL*ABC","T1"]';
  const open = await filled(t, (level) => level.put(name, Buffer.from('[1,1,1,null,1]')));
  await assert.rejects(open(), /The record k!\["tariffs","NL\*ABC","T1"\] of .*objects is damaged/);
});

test('a damaged page of the journal is left out with a warning', async (t) => {
  const warnings: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-checksum-'));
  t.after(() => rm(folder, { recursive: true }));
  const open = () => openEmbeddedStore({ folder, warn: (message) => warnings.push(message) });
  const store = await open();
  store.journal.append(exchange('e1'));
  await store.close();
  const level = new ClassicLevel<string, Buffer>(join(folder, 'journal'), { valueEncoding: 'buffer' });
  await level.put('e!0000000000000001', Buffer.from('{}'));
  await level.close();
  const again = await open();
  assert.deepEqual(await again.journal.find({ limit: 10 }), []);
  assert.match(warnings.join(), /The record e!0+1 of .*journal is damaged.*; it is left out/);
  await again.close();
});

/** Opens a data folder with two Tariffs that `damage` has changed by LevelDB itself. */
async function filled(t: TestContext, damage: (level: ClassicLevel<string, Buffer>) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-checksum-'));
  t.after(() => rm(folder, { recursive: true }));
  const store = await openEmbeddedStore({ folder });
  for (const n of [1, 2])
    await store.objects.change({ ...key, id: `T${n}` }, () => ({
      to: 'store',
      object: { lastUpdated: n, recipient: null, gone: false, lookups: {}, bytes: Buffer.from(`{"n":${n}}`) },
    }));
  await store.close();
  const level = new ClassicLevel<string, Buffer>(join(folder, 'objects'), { valueEncoding: 'buffer' });
  await damage(level);
  await level.close();
  return () => openEmbeddedStore({ folder });
}
