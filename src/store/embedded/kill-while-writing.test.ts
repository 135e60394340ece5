import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare, newest, read, start } from '../contract/writes-of-killed-process.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';

const program = fileURLToPath(new URL('./child-process-that-writes.ts', import.meta.url));

test('what was acknowledged is there after kill -9, and what was not is there as a whole or not at all', async (t) => {
  const folder = await temporary(t);
  // The second kill hits a store that has recovered from the first.
  for (let life = 1; life <= 2; life++) {
    const child = start(t, [program, folder]);
    const acknowledged = await read(child, (lines) => lines.length >= 400 && child.kill('SIGKILL'));
    assert.ok(acknowledged.length >= 400);
    const store = await openEmbeddedStore({ folder });
    await compare(store, acknowledged);
    await store.close();
  }
});

test('a second process on the same folder is refused and told why', async (t) => {
  const folder = await temporary(t);
  const store = await openEmbeddedStore({ folder });
  t.after(() => store.close());
  const refusal = `The data folder ${folder} is in use by another hub process; set HUB_DATA_DIR to another folder`;
  await assert.rejects(openEmbeddedStore({ folder }), { message: refusal });
  assert.deepEqual(await read(start(t, [program, folder])), [{ refused: `Error: ${refusal}` }]);
  await store.registry.change((state) => ({ ...state }));
});

test('a store that cannot write refuses changes, goes on reading, and has lost nothing acknowledged', async (t) => {
  const folder = await temporary(t);
  const child = start(
    t,
    ['-c', 'ulimit -f 1000; exec "$0" "$@"', process.execPath, '--import', 'tsx', program, folder, '2000'],
    'sh',
  );
  const lines = await read(child);
  const { refused, again, listed } = lines.at(-1)!;
  assert.match(refused!, /could not write/);
  assert.equal(again, `Error: ${refused}`);
  const acknowledged = lines.slice(0, -1);
  const stored = newest(acknowledged).filter(({ name, nth }) => name.startsWith('T') && nth % 7 > 0);
  assert.deepEqual(new Map(listed), new Map(stored.map(({ name, nth }) => [name, nth])));
  const store = await openEmbeddedStore({ folder });
  await compare(store, acknowledged);
  await store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: 'T1' }, () => ({ to: 'delete' }));
  await store.close();
});

async function temporary(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-store-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
