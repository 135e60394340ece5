import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { receive } from '../../src/hub/objects/apply-write.ts';
import { openEmbeddedStore } from '../../src/store/embedded/open-embedded-store.ts';

const tariff = (id: string) => ({
  id,
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'TIME', price: 2, step_size: 300 }] }],
  last_updated: '2026-11-30T08:00:00Z',
});

test('a new object whose id differs from another one by case alone is read back as it arrived @HUB-09', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-apply-write-'));
  const store = await openEmbeddedStore({ folder });
  t.after(() => store.close());
  const hub = { store, now: () => Date.parse('2026-11-30T09:00:00Z') } as unknown as Hub;
  const put = (id: string) =>
    receive(hub, {
      module: 'tariffs',
      method: 'PUT',
      owner: 'NL*ABC',
      id,
      path: [],
      body: tariff(id),
      to: 'DE*EMP',
      cause: { correlationId: 'CORRELATION', parent: 'PARENT' },
      strict: false,
    });
  await put('night');
  const { changed } = await put('NIGHT');
  assert.equal(changed.outcome, 'created');
  assert.equal(changed.after?.lookups.alike, 'NL*ABC', 'the later one gives up its name');
  const arrived = (await store.objects.since(0, 10)).map(({ id, form }) => [
    id,
    (form as { only?: string })?.only,
  ]);
  assert.deepEqual(arrived, [
    ['night', 'DE*EMP'],
    ['NIGHT', 'DE*EMP'],
  ]);
});
