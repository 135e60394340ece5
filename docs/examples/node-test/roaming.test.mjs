import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCpo, startEmsp, startHub } from 'ocpi-hub/testing';

// An operator and a provider that roam through a hub, all in this process: node --test roaming.test.mjs
let hub, cpo, emsp;

before(async () => {
  hub = await startHub();
  cpo = await startCpo({ hub, speed: 2000 });
  emsp = await startEmsp({ hub });
  await hub.agree(cpo, emsp);
});

after(async () => {
  for (const one of [hub, cpo, emsp]) await one.stop();
});

test('the provider gets what the operator publishes, and each change of it', async () => {
  await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-1' });
  await cpo.setStatus('LOC-MADRID-1', 'EVSE-MADRID-1-1', 'BLOCKED');
  await emsp.received({ module: 'locations', method: 'PATCH', body: { status: 'BLOCKED' } });
});

test('a driver who starts by app is charged for what the car took', async () => {
  await cpo.received({ module: 'tokens', method: 'PUT', id: 'APP-1' });
  const { id } = await emsp.command({
    command: 'START_SESSION',
    token_uid: 'APP-1',
    location_id: 'LOC-MADRID-2',
  });
  assert.equal(await emsp.resultOf(id), 'ACCEPTED');
  const session = await emsp.received({ module: 'sessions', body: { status: 'ACTIVE' } });
  await cpo.unplug(session.path.split('/').at(-1) ?? '');
  const cdr = await emsp.received({ module: 'cdrs', method: 'POST' });
  assert.equal(typeof cdr.body.total_cost, 'number');
});
