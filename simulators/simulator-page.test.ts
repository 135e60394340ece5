import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, eventually, invitation, start } from './connected-simulators-for-tests.ts';

test('each simulator has a page of its own at its root, which trusts its own files alone', async (t) => {
  const cpo = await start(t, 'cpo');
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/page.js', 'text/javascript'],
    ['/page.css', 'text/css'],
  ] as const) {
    const response = await fetch(cpo.url + path);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get('content-type') ?? '', new RegExp(`^${type}`));
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    assert.doesNotMatch(response.headers.get('content-security-policy') ?? '', /unsafe/);
    assert.doesNotMatch(await response.text(), /ES\*CPO|TOKEN-/, 'no data without the control API');
  }
});

test('a car charges by the guest card although nobody is connected, and no partner is ever told', async (t) => {
  const cpo = await start(t, 'cpo');
  const { status, json } = await control(cpo, 'POST', 'sessions', { token_uid: 'GUEST-CARD', kwh: 1 });
  assert.equal(status, 201, JSON.stringify(json));
  assert.equal(typeof json.watts, 'number');
  const { own } = cpo.platform;
  await eventually(async () => own.cdrs.size === 1);
  const emsp = await start(t, 'emsp', await invitation(cpo));
  await eventually(async () => emsp.platform.received.locations.size === 12);
  const connection = emsp.platform.memory.read().connections[0];
  const endpoint = connection?.endpoints.find(({ identifier }) => identifier === 'cdrs');
  const response = await fetch(endpoint?.url ?? '', {
    headers: { Authorization: `Token ${connection?.tokenToThem}` },
  });
  assert.deepEqual(((await response.json()) as { data: unknown[] }).data, []);
  assert.equal(emsp.platform.received.cdrs.size, 0);
});
