import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { ClassicLevel } from 'classic-level';
import { runCommandLine } from '../../cli/run-command-line.ts';
import { Partner } from '../../features/support/fake-partner.ts';
import type { JsonObject } from '../../features/support/http-call.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { sample } from '../../features/support/sample-objects.ts';
import { type Listening, listen, until } from './hub-process-for-test.ts';

test('a Location whose record was damaged is dropped, pulled again at the next start, and served as it was', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const operator = new Partner({ name: 'ABC', role: 'CPO', country_code: 'NL', party_id: 'ABC' });
  await operator.open();
  let hub: Listening = await listen(folder, {});
  t.after(async () => {
    await hub.stop();
    await operator.goDark();
    rmSync(folder, { recursive: true, force: true });
  });
  const party = { country_code: 'NL', party_id: 'ABC' };
  const made = await hub.admin('POST', '/connections', { role: 'CPO', ...party, name: 'ABC' });
  operator.hubVersionsUrl = String(made.versions_url);
  operator.tokenToHub = String(made.token);
  await register(operator);
  operator.lists.locations = [sample('Location', 'LOC1'), sample('Location', 'LOC2')];
  await hub.admin('POST', `/connections/${String(made.id)}/syncs`, { type: 'full' });
  await until(
    () => 'both Locations',
    async () => (await ids(hub)).length === 2,
  );
  const before = await contents(hub);
  await hub.stop();

  const level = new ClassicLevel<string, Buffer>(join(folder, 'objects'), { valueEncoding: 'buffer' });
  const [record] = await level.keys({ gte: 'o!', lt: 'o"', limit: 1 }).all();
  await level.put(record!, Buffer.from('anything else'));
  await level.close();

  const seen = await doctor('--folder', folder);
  assert.equal(seen.code, 1);
  assert.match(seen.out, /locations NL\*ABC LOC1 its newest state is lost: to be dropped/);
  const mended = await doctor('--folder', folder, '--mend');
  assert.equal(mended.code, 0);
  assert.match(mended.out, /at the next start locations of connection \S+ are pulled/);
  assert.deepEqual(await doctor('--folder', folder), { code: 0, out: `${folder} is sound` });

  hub = await listen(folder, {});
  await until(
    () => 'the Location that was lost',
    async () => (await ids(hub)).length === 2,
  );
  assert.deepEqual(await contents(hub), before);
});

async function doctor(...words: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const log = mock.method(console, 'log', (text: string) => void out.push(text));
  try {
    return { code: await runCommandLine(['doctor', ...words]), out: out.join('\n') };
  } finally {
    log.mock.restore();
    process.exitCode = undefined;
  }
}

async function objects(hub: Listening): Promise<JsonObject[]> {
  return (await hub.admin('GET', '/objects/locations')).objects as JsonObject[];
}

async function ids(hub: Listening): Promise<string[]> {
  return (await objects(hub)).map(({ id }) => String(id));
}

async function contents(hub: Listening): Promise<unknown[]> {
  return (await objects(hub))
    .map(({ object }) => object)
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
