import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/ocpi/schemas/validation.ts';
import { control, eventually, type Fields, invitation, start } from './connected-simulators-for-tests.ts';
import { differenceOf, withDifference } from './platform/changed-fields-of-object.ts';
import type { RunningPlatform } from './platform/start-platform.ts';

const key = 'token-of-a-load-test';

async function page(simulator: RunningPlatform, path: string) {
  const { url, platform } = simulator;
  const response = await fetch(`${url}/ocpi/${platform.side}/2.1.1/${path}`, {
    headers: { authorization: `Token ${key}` },
  });
  const { data } = (await response.json()) as { data: Fields[] };
  return { data, total: Number(response.headers.get('x-total-count')), link: response.headers.get('link') };
}

test('a million Tokens are there by formula: each on one page, valid, found by uid, and judged', async (t) => {
  const emsp = await start(t, 'emsp', { accept: key, tokens: 1_000_000 });
  const before = process.memoryUsage().rss;
  const seen = new Set<unknown>();
  for (const offset of [0, 250_000, 999_990]) {
    const { data, total } = await page(emsp, `tokens?offset=${offset}&limit=10`);
    assert.equal(total, 1_000_000);
    for (const token of data) seen.add(token.uid);
    for (const token of data.filter(({ type }) => type === 'RFID'))
      assert.deepEqual(check('token', token, 'strict'), []);
  }
  assert.equal(seen.size, 30);
  assert.equal((await page(emsp, 'tokens?offset=999990&limit=10')).link, null);
  assert.ok(process.memoryUsage().rss - before < 100_000_000, 'objects are not stored');
  const authorize = await fetch(`${emsp.url}/ocpi/emsp/2.1.1/tokens/04C00000250007/authorize`, {
    method: 'POST',
    headers: { authorization: `Token ${key}` },
  });
  assert.equal(((await authorize.json()) as { data: Fields }).data.allowed, 'ALLOWED');
});

test('what changed is listed where its time asks for it, all else where theirs does', async (t) => {
  const emsp = await start(t, 'emsp', { accept: key, tokens: 5000 });
  const [first] = (await page(emsp, 'tokens?limit=1')).data;
  const stocked = Date.parse(String(first?.last_updated));
  await eventually(async () => Date.now() >= stocked + 1000);
  for (const uid of ['04C00000000100', '04C00000004999'])
    assert.equal((await control(emsp, 'PATCH', `tokens/${uid}`, { valid: false })).status, 200);
  const after = new Date(stocked + 1000).toISOString();
  const changed = await page(emsp, `tokens?date_from=${after}`);
  assert.deepEqual(
    changed.data.map(({ uid }) => uid),
    ['04C00000000100', '04C00000004999'],
  );
  const others = await page(emsp, `tokens?date_to=${after}&offset=99&limit=2`);
  assert.equal(others.total, 4998);
  assert.deepEqual(
    others.data.map(({ uid }) => uid),
    ['04C00000000099', '04C00000000101'],
  );
  const all = await page(emsp, 'tokens?offset=100&limit=1');
  assert.deepEqual([all.total, all.data[0]?.valid], [5000, false]);
});

test('a network of fifty thousand Locations keeps changing, and tells its partner', async (t) => {
  const emsp = await start(t, 'emsp', { idle: true });
  const options = { ...(await invitation(emsp)), accept: key, locations: 50_000, updates: 100 };
  const cpo = await start(t, 'cpo', options);
  const changes = await eventually(async () => {
    const { json } = await control(emsp, 'GET', 'received?module=locations&method=PATCH&limit=20');
    const arrived = json as unknown as { path: string; body: Fields }[];
    return arrived.length === 20 && arrived;
  });
  assert.ok(new Set(changes.map(({ path }) => path)).size > 10, 'all over the network');
  const last = await page(cpo, 'locations?offset=49999');
  assert.equal(last.total, 50_000);
  assert.deepEqual(check('location', last.data[0], 'strict'), []);
  const [, , , , , , , id = '', uid = ''] = changes[0]?.path.split('/') ?? [];
  const { data } = await page(cpo, `locations/${id}/${uid}`);
  assert.equal((data as unknown as Fields).uid, uid);
});

test('a difference is small, and gives the object again', () => {
  const base = { id: 'L', evses: [{ uid: 'A', status: 'AVAILABLE' }, { uid: 'B' }], name: 'x' };
  const object = { id: 'L', evses: [{ uid: 'A', status: 'BLOCKED' }, { uid: 'B' }], city: 'y' };
  const difference = differenceOf(base, object);
  assert.deepEqual(difference, { '/evses': [{ status: 'BLOCKED' }, {}], name: undefined, city: 'y' });
  assert.deepEqual(JSON.parse(JSON.stringify(withDifference(base, difference))), object);
});
