import { startCpo, startEmsp, startHub } from 'ocpi-hub/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A provider that fails for a moment behind a hub that makes up for it: npx vitest run
let hub, cpo, emsp;

beforeAll(async () => {
  hub = await startHub();
  cpo = await startCpo({ hub });
  emsp = await startEmsp({ hub });
  await hub.agree(cpo, emsp);
  await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-1', within: 10_000 });
}, 30_000);

afterAll(async () => {
  for (const one of [hub, cpo, emsp]) await one.stop();
});

test('the provider gets what it has missed', { timeout: 30_000 }, async () => {
  await emsp.faults([{ kind: 'http_status', value: 503, match: { module: 'locations' }, times: 1 }]);
  await cpo.setStatus('LOC-MADRID-1', 'EVSE-MADRID-1-1', 'BLOCKED');
  await emsp.received({ module: 'locations', id: 'LOC-MADRID-1', status: 503 });
  emsp.forget();
  await emsp.received({ module: 'locations', id: 'LOC-MADRID-1', within: 20_000 });
  const madrid = (await emsp.objects('locations')).find(({ id }) => id === 'LOC-MADRID-1');
  expect(madrid.evses).toContainEqual(expect.objectContaining({ uid: 'EVSE-MADRID-1-1', status: 'BLOCKED' }));
});

test('a message can be answered by hand', async () => {
  emsp.onMessage(({ method }) =>
    method === 'PATCH' ? { status_code: 2003, status_message: 'not mine' } : undefined,
  );
  await cpo.setStatus('LOC-MADRID-1', 'EVSE-MADRID-1-2', 'BLOCKED');
  await emsp.received({ module: 'locations', method: 'PATCH', id: 'EVSE-MADRID-1-2' });
});
