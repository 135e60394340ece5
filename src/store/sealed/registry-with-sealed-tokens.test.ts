import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { agreementsOf } from '../../hub/fake-agreements.ts';
import type { Agreement, Connection, Registry, RegistryState } from '../../hub/ports/connection-registry.ts';
import { secretKeys } from '../../hub/token-encryption-keys.ts';
import { isSealed } from './encrypt-secrets.ts';
import { plainRegistry, sealedRegistry } from './registry-with-sealed-tokens.ts';

const [key, other] = [randomBytes(32), randomBytes(32)];
const keys = { keys: [key] as [Buffer], made: false };

function connection(id: string, tokenToThem: string | null): Connection {
  const more = { parties: ['NL*ABC'], versionsUrl: null, endpoints: [] };
  return { id, name: id, tokenToThem, ...more } as unknown as Connection;
}

/** The registry of a store, in memory. */
function inMemory(...connections: Connection[]): Registry {
  const agreed: Agreement[] = [];
  let state: RegistryState = { connections, agreements: agreementsOf(agreed) };
  return {
    read: () => state,
    kept: () => state.connections,
    change: async (update) => {
      const wanted = update(state).connections;
      if (wanted !== state.connections) {
        // Like a store, it returns new objects for changed connections, and the same objects for unchanged ones.
        const made = wanted.map((one) =>
          state.connections.includes(one) ? one : (structuredClone(one) as Connection),
        );
        state = { ...state, connections: made };
      }
      return state;
    },
    agree: async (decide) => {
      const made = decide(state);
      agreed.push(...made);
      return made;
    },
    onChange: () => {},
  };
}

const tokens = (registry: Registry) => registry.read().connections.map(({ tokenToThem }) => tokenToThem);

test('the store sees no token of a partner, the hub sees them all', async () => {
  const store = inMemory();
  const registry = await sealedRegistry(store, keys);
  await registry.change((state) => ({
    ...state,
    connections: [connection('a', 'token-of-a'), connection('b', null)],
  }));
  assert.deepEqual(tokens(registry), ['token-of-a', null]);
  assert.ok(!JSON.stringify(store.read()).includes('token-of-a'));
  assert.deepEqual(tokens(await sealedRegistry(store, keys)), ['token-of-a', null]);
});

test('the token before a renewal is sealed as well', async () => {
  const until = '2026-01-31T08:10:00.000Z';
  const spare = { is: 'former', tokenToUs: 'a-hash', tokenToThem: 'token-before', until } as const;
  const store = inMemory({ ...connection('a', 'token-of-a'), spare });
  const registry = await sealedRegistry(store, keys);
  assert.ok(!JSON.stringify(store.read()).includes('token-before'));
  assert.deepEqual(registry.read().connections[0]?.spare, spare);
  assert.deepEqual((await sealedRegistry(store, keys)).read().connections[0]?.spare, spare);
});

test('the queries of endpoints and of the versions URL are sealed as well, the rest of the URLs is not @TRANS-73', async () => {
  const urls = {
    versionsUrl: 'https://partner.example/versions?code=k-4711%3D',
    endpoints: [
      { identifier: 'tokens', url: `https://partner.example/tokens?tenant=k-4711&more=${'x'.repeat(90)}?` },
      { identifier: 'commands', url: 'https://partner.example/commands' },
      { identifier: 'cdrs', url: 'https://partner.example/cdrs?' },
      { identifier: 'locations', url: `https://partner.example/locations?sealed:1:${'y'.repeat(90)}` },
    ],
  };
  const open = { ...connection('a', 'token-of-a'), ...urls };
  const store = inMemory();
  const sealing = await sealedRegistry(store, keys);
  await sealing.change((state) => ({ ...state, connections: [open] }));
  const kept = store.read().connections[0]!;
  assert.ok(!JSON.stringify(kept).includes('k-4711'), JSON.stringify(kept));
  assert.match(kept.versionsUrl ?? '', /^https:\/\/partner\.example\/versions\?sealed:1:/);
  assert.deepEqual(kept.endpoints.slice(1, 3), urls.endpoints.slice(1, 3));
  for (const one of [sealing, await sealedRegistry(store, keys)])
    assert.deepEqual(one.read().connections[0], open);
  const before = inMemory({ ...open, endpoints: urls.endpoints.slice(0, 3) });
  await sealedRegistry(before, keys);
  assert.ok(!JSON.stringify(before.read()).includes('k-4711'), 'what lay in the open');
  const renewed = await sealedRegistry(before, { keys: [other, key], made: false });
  assert.equal(renewed.read().connections[0]?.versionsUrl, urls.versionsUrl);
});

test('tokens that lie in the open are sealed at the start', async () => {
  const store = inMemory(connection('a', 'plain-token'), connection('b', `sealed:1:short`));
  const registry = await sealedRegistry(store, keys);
  assert.deepEqual(tokens(registry), ['plain-token', 'sealed:1:short']);
  for (const kept of tokens(store)) assert.ok(isSealed(kept ?? ''), String(kept));
});

test('agreements pass through, decided by who sees the tokens', async () => {
  const store = inMemory(connection('a', 'token-of-a'));
  const registry = await sealedRegistry(store, keys);
  const agreement = { id: 'A1', cpo: 'NL*ABC', emsp: 'DE*EMP' } as unknown as Agreement;
  const made = await registry.agree(({ connections }) => {
    assert.equal(connections[0]?.tokenToThem, 'token-of-a');
    return [agreement];
  });
  assert.deepEqual(made, [agreement]);
  assert.equal(registry.read().agreements.get('A1'), agreement);
});

test('another key opens nothing, and says so', async () => {
  const store = inMemory(connection('a', 'token-of-a'));
  await sealedRegistry(store, keys);
  await assert.rejects(sealedRegistry(store, { keys: [other], made: false }), /HUB_SECRET_KEY/);
});

test('without a key nothing that is sealed is taken for a token', async () => {
  const store = inMemory(connection('a', 'token-of-a'));
  assert.equal(plainRegistry(store), store);
  await sealedRegistry(store, keys);
  assert.throws(() => plainRegistry(store), /HUB_SECRET_KEY must be set/);
});

test('an older key still opens, and what it sealed is sealed anew', async () => {
  const store = inMemory(connection('a', 'token-of-a'));
  await sealedRegistry(store, keys);
  await sealedRegistry(store, { keys: [other, key], made: false });
  assert.deepEqual(tokens(await sealedRegistry(store, { keys: [other], made: false })), ['token-of-a']);
});

test('a sealed token opens at no other connection', async () => {
  const store = inMemory(connection('a', 'token-of-a'));
  await sealedRegistry(store, keys);
  const moved = inMemory(connection('b', tokens(store)[0] ?? null));
  await assert.rejects(sealedRegistry(moved, keys), /sealed with another key/);
});

test('what did not change is the same as before', async () => {
  const registry = await sealedRegistry(inMemory(connection('a', 'x'), connection('b', 'y')), keys);
  const before = registry.read();
  assert.equal(registry.read(), before);
  assert.equal(await registry.change((state) => state), before);
  const after = await registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) => (one.id === 'a' ? { ...one, name: 'A' } : one)),
  }));
  assert.equal(after.connections[1], before.connections[1]);
  assert.equal(after.connections[0]?.name, 'A');
});

test('a new key takes the place of a lost one only where no token needs that', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-key-'));
  const file = join(folder, 'secret-key');
  const registry = inMemory(connection('C1', 'token-of-partner'));
  await sealedRegistry(registry, keys);
  const fresh = await secretKeys(undefined, folder);
  await assert.rejects(sealedRegistry(registry, fresh), /was sealed with another key/);
  await assert.rejects(stat(file), { code: 'ENOENT' });
  let kept: string | undefined;
  const plain = inMemory(connection('C1', 'token-of-partner'));
  const change: Registry['change'] = async (update) => {
    kept = await readFile(file, 'utf8');
    return plain.change(update);
  };
  await sealedRegistry({ ...plain, change }, fresh);
  // The key is in its file before a token is sealed with it.
  assert.equal(kept?.trim(), fresh.keys[0].toString('base64'));
  await rm(folder, { recursive: true });
});

test('a key is made once, for its owner only, and goes on opening when one is configured', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-key-'));
  const made = await secretKeys(undefined, folder);
  await made.keep?.();
  const again = await secretKeys(undefined, folder);
  assert.deepEqual(again.keys, made.keys);
  assert.equal((await stat(join(folder, 'secret-key'))).mode & 0o777, 0o600);
  assert.equal((await readFile(join(folder, 'secret-key'), 'utf8')).trim(), made.keys[0].toString('base64'));
  const configured = await secretKeys(`${key.toString('hex')},${other.toString('base64url')}`, folder);
  assert.deepEqual(configured, { keys: [key, other, made.keys[0]], made: false });
  await writeFile(join(folder, 'secret-key'), 'no key\n');
  await assert.rejects(secretKeys(undefined, folder), /no key of 32 bytes/);
  await rm(folder, { recursive: true });
});
