import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ClassicLevel } from 'classic-level';
import { openEmbeddedStore } from './open-embedded-store.ts';

test('only this user may enter the folder and what is in it', async (t) => {
  const folder = join(await temporary(t), 'new', 'data');
  await (await openEmbeddedStore({ folder })).close();
  for (const name of ['.', 'objects', 'journal']) assert.equal(await modeOf(join(folder, name)), 0o700, name);
});

test('a folder that was there before keeps its mode, its databases are closed to others all the same', async (t) => {
  const folder = join(await temporary(t), 'data');
  await mkdir(join(folder, 'objects'), { recursive: true, mode: 0o755 });
  await (await openEmbeddedStore({ folder })).close();
  assert.equal(await modeOf(folder), 0o755);
  assert.equal(await modeOf(join(folder, 'objects')), 0o700);
});

test('a database that was being made when the power failed is made anew', async (t) => {
  const folder = await temporary(t);
  await mkdir(join(folder, 'objects.new'));
  await writeFile(join(folder, 'objects.new', 'CURRENT'), 'MANIFEST-000001\n');
  await (await openEmbeddedStore({ folder })).close();
  assert.deepEqual((await readdir(folder)).sort(), ['journal', 'objects']);
});

test('a database that another version wrote is refused', async (t) => {
  const folder = await temporary(t);
  const store = await openEmbeddedStore({ folder });
  await store.close();
  const level = new ClassicLevel(join(folder, 'objects'));
  await level.put('m!format', '3');
  await level.close();
  const message = `The database ${join(folder, 'objects')} has format 3; this version of the hub reads format 2 and those before`;
  // The second attempt shows that the first refusal released the lock.
  await assert.rejects(openEmbeddedStore({ folder }), { message });
  await assert.rejects(openEmbeddedStore({ folder }), { message });
});

test('a database whose manifest is cut off is refused with its name', async (t) => {
  const folder = await temporary(t);
  const store = await openEmbeddedStore({ folder });
  await store.close();
  for (const name of await readdir(join(folder, 'objects'))) {
    if (name.startsWith('MANIFEST')) await truncate(join(folder, 'objects', name), 10);
  }
  await assert.rejects(
    openEmbeddedStore({ folder }),
    new RegExp(`${join(folder, 'objects')}/MANIFEST-\\d+ is damaged: it ends at byte 0 in a record`),
  );
});

async function temporary(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-store-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
