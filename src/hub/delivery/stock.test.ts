import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Push } from '../changes.ts';
import type { Hub } from '../hub.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { ListQuery, StoredObject } from '../ports/objects.ts';
import type { Agreement, Connection } from '../ports/registry.ts';
import { newMemory } from '../process-memory.ts';
import { oweStock } from './stock.ts';

test('a stock of more than one page is pushed as a whole, to the other party alone @HUB-13', async () => {
  const stored = Array.from({ length: 450 }, (_, n) => ({
    module: 'tariffs',
    owner: 'NL*ABC',
    id: `T${n}`,
    lookups: { id: `T${n}` },
    bytes: Buffer.from('{}'),
  })) as unknown as StoredObject[];
  const connection = {
    id: 'e1',
    role: 'EMSP',
    party: 'DE*EMP',
    parties: ['DE*EMP'],
    status: 'REGISTERED',
    options: { ...defaultOptions, push_on_agreement: true },
  } as unknown as Connection;
  const agreement = {
    id: 'a1',
    cpo: 'NL*ABC',
    emsp: 'DE*EMP',
    status: 'ACTIVE',
    valid_from: null,
    valid_to: null,
    deleted: false,
  } as unknown as Agreement;
  const noted = new Map<string, object>();
  const pushed: Push[] = [];
  let over = () => {};
  const done = new Promise<void>((resolve) => {
    over = resolve;
  });
  const hub = {
    now: () => 0,
    log: { error: (error: unknown) => assert.fail(String(error)) },
    memory: newMemory(),
    deliver: { again: async (push: Push) => pushed.push(push) },
    store: {
      registry: { read: () => ({ connections: [connection], agreements: [agreement] }) },
      processes: { isMine: () => true, tell: async () => {} },
      objects: {
        list: async ({ module, offset, limit }: ListQuery) => ({
          total: stored.length,
          objects: module === 'tariffs' ? stored.slice(offset, offset + limit) : [],
        }),
      },
      notes: {
        put: async (_: string, key: string, value: object) => noted.set(key, value),
        get: async (_: string, key: string) => noted.get(key),
        take: async (_: string, key: string) => {
          noted.delete(key);
          if (noted.size === 0) over();
        },
      },
    },
  } as unknown as Hub;
  await oweStock(hub, agreement);
  await done;
  assert.deepEqual(new Set(pushed.map(({ id }) => id)).size, 450);
  assert.ok(pushed.every(({ only }) => only === 'DE*EMP'));
});
