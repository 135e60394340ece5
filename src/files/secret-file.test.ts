import { strict as assert } from 'node:assert';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeSecretFile } from './secret-file.ts';

test('a file of secrets is made once, for this user only, and takes the place of an empty one', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-secret-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'new', 'secret-key');
  await writeSecretFile(file, 'one\n');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  await assert.rejects(writeSecretFile(file, 'two\n'), { code: 'EEXIST' });
  assert.equal(await readFile(file, 'utf8'), 'one\n');
  await writeFile(file, '');
  await writeSecretFile(file, 'two\n');
  assert.equal(await readFile(file, 'utf8'), 'two\n');
  assert.deepEqual(await readdir(join(folder, 'new')), ['secret-key']);
});
