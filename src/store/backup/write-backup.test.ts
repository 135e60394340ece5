import { strict as assert } from 'node:assert';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type TestContext, test } from 'node:test';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import type { Store } from '../../hub/ports/store.ts';
import { emp, keyOf, numbered, put, query, remove, xyz } from '../contract/sample-objects.ts';
import { openEmbeddedStore } from '../embedded/open-embedded-store.ts';
import { openPostgresStore } from '../postgres/open-postgres-store.ts';
import { emptyDatabase, forTests } from '../postgres/test-database.ts';
import { checkBackup, restore } from './restore-backup.ts';
import { backupOf } from './write-backup.ts';

const forEver = 8.64e15;
const warn = (message: string) => assert.fail(message);

for (const kind of ['folder', 'database'] as const)
  test(`a backup of a hub at work is restored into a ${kind}: all of it, with its numbers`, async (t) => {
    const { folder, store, file } = await filled(t);
    const before = await contentOf(store);
    await write(
      file,
      backupOf(store, () => 0),
    );
    await store.close();
    const held = { made: '1970-01-01T00:00:00.000Z', objects: 1201, connections: 1, agreements: 2, notes: 1 };
    const to = kind === 'folder' ? { folder: join(folder, 'new') } : { database: await database(t) };
    assert.deepEqual(await restore(file, { ...to, now: Date.now, warn: () => undefined }), held);
    const restored = await (to.database
      ? openPostgresStore({ ...forTests, url: to.database })
      : openEmbeddedStore({ folder: to.folder ?? '', warn }));
    t.after(() => restored.close());
    assert.deepEqual(await contentOf(restored), before);
    const next = await put(restored.objects, keyOf('T5'), 'after');
    assert.equal(next.changed, before.position + 1);
  });

test('what changes while a backup is made is in it once, as it was last read', async (t) => {
  const { folder, store, file } = await filled(t);
  const lines: string[] = [];
  for await (const some of backupOf(store, () => 0)) {
    // The first objects have been read: one of them changes, one that is still to be read changes too, and a new one is
    // stored.
    if (lines.length === 0 && some.includes('"object"')) {
      for (const id of ['T1', 'T1190', 'new']) await put(store.objects, keyOf(id), 'meanwhile');
      await remove(store.objects, keyOf('T2'));
    }
    lines.push(...(some.includes('"object"') ? [some] : []));
    await append(file, some);
  }
  const wanted = await contentOf(store);
  await store.close();
  await writeFile(file, gzipSync(await readFile(file)));
  await restore(file, { folder: join(folder, 'new'), now: Date.now, warn });
  const restored = await openEmbeddedStore({ folder: join(folder, 'new'), warn });
  t.after(() => restored.close());
  assert.deepEqual(await contentOf(restored), wanted);
});

/** Damaged backups that the restore refuses, and the reasons. */
const broken: [what: string, change: (text: string) => string, reason: RegExp][] = [
  ['was cut off', (text) => text.slice(0, text.length / 2), /is not whole/],
  ['lacks its end', (text) => text.slice(0, text.lastIndexOf('{"end"')), /is not whole: it was cut off/],
  ['was changed', (text) => text.replace('"T7"', '"T8"'), /is not whole: .* or changed/],
  [
    'is of a later version',
    (text) => text.replace('{"backup":1', '{"backup":2'),
    /is no backup of this version/,
  ],
  ['is something else', () => '{"end":{"lines":0}}\n', /is not whole/],
];

test('a backup that is not whole is refused before anything is written', async (t) => {
  const { folder, store, file } = await filled(t);
  await write(
    file,
    backupOf(store, () => 0),
  );
  await store.close();
  const text = gunzipSync(await readFile(file)).toString();
  for (const [what, change, reason] of broken) {
    await writeFile(file, gzipSync(change(text)));
    await assert.rejects(checkBackup(file), reason, what);
    await assert.rejects(restore(file, { folder: join(folder, 'new'), now: Date.now, warn }), reason, what);
  }
  assert.deepEqual((await readdir(folder)).sort(), ['backup.gz', 'old']);
});

test('a folder with a store is left alone, or its store set aside on a word; one that a hub uses is refused', async (t) => {
  const { folder, store, file } = await filled(t);
  await write(
    file,
    backupOf(store, () => 0),
  );
  const old = join(folder, 'old');
  const into = (replace: boolean) => restore(file, { folder: old, replace, now: () => 0, warn });
  await assert.rejects(into(false), /There is a store in .* already.* --replace/);
  await assert.rejects(into(true), /is in use by another hub process/);
  await put(store.objects, keyOf('late'), 'late');
  await store.close();
  await into(true);
  const names = await readdir(old);
  for (const name of ['objects', 'journal', 'registry.json', 'registry.json.bak'])
    assert.ok(names.includes(`${name}.before-restore-1970-01-01T000000.000Z`), names.join());
  const restored = await openEmbeddedStore({ folder: old, warn });
  t.after(() => restored.close());
  assert.equal(await restored.objects.get(keyOf('late')), undefined);
});

/**
 * A folder with an embedded store that contains some of everything: a deletion, a changed object, one for a recipient,
 * odd names.
 */
async function filled(t: TestContext): Promise<{ folder: string; file: string; store: Store }> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-backup-'));
  t.after(() => rm(folder, { recursive: true }));
  const store = await openEmbeddedStore({ folder: join(folder, 'old'), warn });
  await Promise.all(numbered('T', 1200).map((id) => put(store.objects, keyOf(id), `first ${id}`)));
  await put(store.objects, keyOf('T7'), 'second', { edition: '2.2.1' });
  await put(store.objects, keyOf('"odd\0'), 'odd é', { lookups: { uid: 'a"b' } });
  await put(store.objects, { module: 'sessions', owner: xyz, id: 'S1' }, 'one', { recipient: emp });
  await remove(store.objects, keyOf('T3'));
  await store.registry.change(() => ({ connections: [{ id: 'c1', tokenToThem: 'sealed:1:x' } as never] }));
  await store.registry.agree(() => [{ id: 'a2' } as never, { id: 'a1' } as never]);
  await store.notes.put('position', 'c1', { position: 1201 }, forEver);
  return { folder, store, file: join(folder, 'backup.gz') };
}

async function contentOf({ objects, notes, registry }: Store) {
  const [list, since, found] = [query(), objects.since(0, 9999), objects.find('tariffs', 'uid', 'a"b')];
  return {
    list: await objects.list({ ...list, limit: 2000 }),
    since: (await since).map(({ form: _, previous: _previous, ...record }) => record),
    found: await found,
    position: await objects.present(),
    connections: registry.read().connections,
    agreements: [...registry.read().agreements],
    notes: await notes.get('position', 'c1'),
  };
}

async function write(file: string, lines: AsyncGenerator<string>): Promise<void> {
  await pipeline(Readable.from(lines), createGzip(), createWriteStream(file));
}

async function append(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'a' });
}

async function database(t: TestContext): Promise<string> {
  const { url, drop } = await emptyDatabase();
  t.after(drop);
  return url;
}
