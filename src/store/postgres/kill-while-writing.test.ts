import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare, read, start } from '../contract/writes-of-killed-process.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { emptyDatabase, forTests } from './test-database.ts';

const program = fileURLToPath(new URL('./child-process-that-writes.ts', import.meta.url));

test('what a process acknowledged is there after its kill -9, and its locks are not', async (t) => {
  const { url, drop } = await emptyDatabase();
  const store = await openPostgresStore({ ...forTests, url });
  t.after(async () => {
    await store.close();
    await drop();
  });
  for (let life = 1; life <= 2; life++) {
    const child = start(t, [program, url]);
    const acknowledged = await read(child, (lines) => lines.length >= 400 && child.kill('SIGKILL'));
    assert.ok(acknowledged.length >= 400);
    // The killed process's transaction has ended when its locks are free, for which this change waits.
    for (const { name } of acknowledged.slice(-12))
      await store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: name }, () => ({ to: 'keep' }));
    const survivor = await openPostgresStore({ ...forTests, url });
    await compare(survivor, acknowledged);
    await survivor.close();
  }
});
