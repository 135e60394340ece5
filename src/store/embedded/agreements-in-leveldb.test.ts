import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Agreement } from '../../hub/ports/connection-registry.ts';
import { openAgreements } from './agreements-in-leveldb.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';
import { openRegistry } from './registry-of-connections.ts';

const before = ['A2', 'A1', 'A3'].map((id) => ({ id, cpo: 'NL*ABC', emsp: 'DE*EMP', status: 'ACTIVE' }));
const ended = { ...before[1], status: 'TERMINATED' } as unknown as Agreement;

test('agreements of an earlier release leave its registry file, once and in their order', async (t) => {
  const { file, opened, warnings } = await folderOf(t);
  assert.deepEqual(await opened(), before);
  assert.deepEqual(contentOf(await readFile(file, 'utf8')), { format: 2, connections: [] });
  assert.deepEqual(await opened(), before);
  assert.deepEqual(warnings, []);
});

test('a crash between the rows and the file loses nothing, and makes nothing twice', async (t) => {
  const { file, opened, earlier, warnings } = await folderOf(t);
  await opened();
  await writeFile(file, earlier);
  assert.deepEqual(await opened(), before);
  assert.equal('agreements' in contentOf(await readFile(file, 'utf8')), false);
  assert.deepEqual(warnings, []);
});

test('agreements that come into the file later are not read, and the operator is told', async (t) => {
  const { file, opened, earlier, warnings } = await folderOf(t);
  await opened([ended]);
  await writeFile(file, earlier);
  assert.deepEqual(await opened(), [before[0], ended, before[2]]);
  assert.equal(warnings.length, 1);
  assert.match(
    warnings[0] ?? '',
    /registry\.json holds agreements, which are not read.*"ocpi-hub agree apply"/,
  );
  assert.equal(await readFile(file, 'utf8'), earlier);
});

test('one agreement is one row to write, however many there are, and what was known of connections stays', async (t) => {
  const written: number[] = [];
  const known = Array.from({ length: 5_000 }, (_, nth) => ({
    ...before[0],
    id: `K${nth}`,
    cpo: `NL*${nth}`,
  }));
  const entries = known.map((one, place) => [`a!${place}`, Buffer.from(JSON.stringify(one))]);
  const level = { pages: () => [entries] };
  const commit = async (operations: unknown[]) => void written.push(operations.length);
  const rows = await openAgreements(level as never, commit);
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-agreements-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'registry.json'), '{ "format": 2, "connections": [] }');
  const registry = await openRegistry({ folder, now: Date.now, warn: assert.fail }, rows);
  const { connections } = registry.read();
  await registry.agree(() => [{ ...ended, id: 'new' }]);
  await registry.agree(({ agreements }) => [{ ...agreements.get('K17')!, status: 'SUSPENDED' }]);
  assert.deepEqual(written, [1, 1]);
  assert.equal(registry.read().connections, connections);
  assert.equal(registry.read().agreements.size, 5_001);
});

/**
 * A data folder with the registry file of an earlier release; `opened` opens it, stores some agreements, and returns
 * all.
 */
async function folderOf(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-agreements-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'registry.json');
  const earlier = JSON.stringify({ format: 1, connections: [], agreements: before });
  await writeFile(file, earlier);
  const warnings: string[] = [];
  const opened = async (changed: Agreement[] = []) => {
    const store = await openEmbeddedStore({ folder, warn: (message) => warnings.push(message) });
    await store.registry.agree(() => changed);
    const all = [...store.registry.read().agreements];
    await store.close();
    return all;
  };
  return { file, opened, earlier, warnings };
}

function contentOf(text: string): object {
  return JSON.parse(text, (name, value: unknown) => (name === 'checksum' ? undefined : value)) as object;
}
