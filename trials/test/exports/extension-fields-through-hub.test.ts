import assert from 'node:assert/strict';
import { test } from 'node:test';

// One environment variable makes hub, simulators, checks and documents know an operator's own fields.
process.env.HUB_EXTENSIONS = new URL('./my-fields.schema.json', import.meta.url).pathname;
const { startCpo, startEmsp, startHub } = await import('../../../simulators/testing/index.ts');
const { check } = await import('../../../src/ocpi/schemas/validation.ts');
const { adminClient } = await import('../../../src/admin/client/admin-api-client.ts');

const driverPrice = { per_kwh: 0.59, currency: 'EUR' };
type Own = { driver_price?: unknown };

test('a field of somebody goes from the simulated operator by the hub to the provider', async (t) => {
  const hub = await startHub();
  t.after(() => hub.stop());
  const [cpo, emsp] = await Promise.all([startCpo({ hub }), startEmsp({ hub })]);
  t.after(() => Promise.all([cpo.stop(), emsp.stop()]));
  await hub.agree(cpo, emsp);
  const [tariff] = await cpo.own('tariffs');
  assert.deepEqual((tariff as Own).driver_price, driverPrice);
  const { body } = await emsp.received({
    module: 'tariffs',
    method: 'PUT',
    id: tariff?.id ?? '',
    within: 120_000,
  });
  assert.deepEqual((body as Own).driver_price, driverPrice);
  const admin = adminClient({ url: hub.url, token: hub.adminToken });
  const described = JSON.stringify(await (await fetch(`${hub.url}/docs/ocpi-emsp.json`)).text());
  assert.match(described, /driver_price/);
  const { items } = await admin.listConnections({ role: 'EMSP' });
  assert.deepEqual(
    items.map(({ role, status }) => [role, status]),
    [['EMSP', 'REGISTERED']],
  );
  const id = items[0]?.id ?? '';
  assert.equal(
    (await admin.changeConnection({ id, body: { options: { extensions: 'none' } } })).options.extensions,
    'none',
  );
  await assert.rejects(
    admin.changeConnection({ id, body: { name: '' } }),
    (error: Error & { status: number }) => {
      assert.equal(error.name, 'AdminProblem');
      assert.equal(error.status, 400);
      assert.match(error.message, /\/name/);
      return true;
    },
  );
  const invited = await hub.invite({
    role: 'EMSP',
    party: 'DE*OLD',
    options: { extensions: 'none', push_on_agreement: true },
  });
  const old = await startEmsp({ ...invited, party: 'DE*OLD' });
  t.after(() => old.stop());
  await hub.agree(cpo, old);
  const plain = await old.received({
    module: 'tariffs',
    method: 'PUT',
    id: tariff?.id ?? '',
    within: 120_000,
  });
  assert.equal((plain.body as Own).driver_price, undefined);
});

test('a value that the field cannot have is a finding', () => {
  const tariff = {
    id: 'T',
    currency: 'EUR',
    elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
    driver_price: { per_kwh: 'cheap' },
    last_updated: '2026-01-31T08:00:00Z',
  };
  assert.deepEqual(check('tariff', tariff), [
    { pointer: '/driver_price/currency', message: 'is required' },
    { pointer: '/driver_price/per_kwh', message: 'must be number, got "cheap"' },
  ]);
  assert.deepEqual(check('tariff', tariff, 'strict'), []);
});

test('a hub of this process cannot have fields of its own', async () => {
  await assert.rejects(startHub({ settings: { HUB_EXTENSIONS: 'other.json' } }), /HUB_EXTENSIONS counts for/);
});
