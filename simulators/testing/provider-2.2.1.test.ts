import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { checksOf } from '../../src/ocpi/schemas/build-validators.ts';
import { startCpo, startEmsp, startHub } from './index.ts';
import { kept } from './stop-servers-after-tests.ts';

type Fields = Record<string, unknown>;

const { check } = checksOf('2.2.1');
const hub = await kept(startHub());
const cpo = await kept(startCpo({ hub, speed: 2000 }));
const emsp = await kept(startEmsp({ hub, version: '2.2.1' }));
await hub.agree(cpo, emsp);

function isStrict(kind: ObjectName, object: unknown): void {
  assert.deepEqual(check(kind, object, 'strict'), [], JSON.stringify(object));
}

test('a provider of 2.2.1 lists its interfaces by role, and its Credentials name the role EMSP', async () => {
  const { token, versionsUrl } = await emsp.invite();
  const read = async (url: string, as = Buffer.from(token).toString('base64')) =>
    (
      (await (await fetch(url, { headers: { authorization: `Token ${as}` } })).json()) as {
        data: Fields[] & Fields;
      }
    ).data;
  assert.deepEqual(await read(versionsUrl), [{ version: '2.2.1', url: `${emsp.url}/ocpi/emsp/2.2.1` }]);
  const details = await read(`${emsp.url}/ocpi/emsp/2.2.1`);
  const roles = (details.endpoints as Fields[]).map(({ identifier, role }) => `${identifier} ${role}`);
  assert.deepEqual(roles, [
    'credentials SENDER',
    'locations RECEIVER',
    'tariffs RECEIVER',
    'sessions RECEIVER',
    'cdrs RECEIVER',
    'tokens SENDER',
    'commands SENDER',
    'chargingprofiles SENDER',
  ]);
  assert.deepEqual((await read(`${emsp.url}/ocpi/emsp/2.2.1/credentials`)).roles, [
    { role: 'EMSP', business_details: { name: 'Simulated eMSP' }, country_code: 'DE', party_id: 'EMP' },
  ]);
});

test('an operator of 2.1.1 and a provider of 2.2.1 roam with each other through the hub', async () => {
  const location = await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-2' });
  const { headers } = location;
  isStrict('location', location.body);
  assert.equal((location.body as unknown as Fields).party_id, 'CPO');
  assert.deepEqual(
    [headers['ocpi-from-country-code'], headers['ocpi-from-party-id'], headers['ocpi-to-party-id']],
    ['DE', 'HUB', 'EMP'],
  );
  assert.ok(headers['x-request-id'] && headers['x-correlation-id']);
  isStrict('tariff', (await emsp.received({ module: 'tariffs', method: 'PUT' })).body);
  const { body: token } = await cpo.received({ module: 'tokens', method: 'PUT', id: 'APP-1' });
  assert.match(token.auth_id, /^DE-EMP-C/);

  const given = await emsp.command({
    command: 'START_SESSION',
    token_uid: 'APP-1',
    location_id: 'LOC-MADRID-2',
  });
  assert.equal(given.answer?.result, 'ACCEPTED');
  assert.ok(
    Number((given.answer as Fields).timeout) > 0,
    'the answer says within how many seconds the result comes',
  );
  assert.equal(await emsp.resultOf(given.id), 'ACCEPTED');
  const session = await emsp.received({ module: 'sessions', method: 'PUT' });
  isStrict('session', session.body);
  const { cdr_token: driver } = session.body as unknown as { cdr_token: Fields };
  assert.deepEqual(driver, {
    country_code: 'DE',
    party_id: 'EMP',
    uid: 'APP-1',
    type: 'APP_USER',
    contract_id: token.auth_id,
  });
  await emsp.received({ module: 'sessions', id: session.body.id, body: { status: 'ACTIVE' } });
  await cpo.unplug(session.body.id);
  const { body: cdr } = await emsp.received({ module: 'cdrs', method: 'POST' });
  isStrict('cdr', cdr);
  assert.deepEqual((cdr as unknown as Fields).cdr_token, driver);
  const refused = emsp.messages().filter(({ status, path }) => status >= 400 && !path.includes('/authorize'));
  assert.deepEqual(refused, []);
});

test('cards of the table get the same verdicts, with the Token of 2.2.1 beside them', async () => {
  await cpo.received({ module: 'tokens', method: 'PUT', id: 'TOKEN-NEEDS-LOCATION' });
  const car = { location_id: 'LOC-MADRID-2', evse_uid: 'EVSE-MADRID-2-3' };
  await assert.rejects(cpo.plugIn({ token_uid: 'TOKEN-NO-CREDIT', ...car }), /NO_CREDIT/);
  const begun = await cpo.plugIn({ token_uid: 'TOKEN-REFERENCE', ...car });
  assert.equal(begun.auth_method, 'AUTH_REQUEST');
  const asked = await emsp.received({ module: 'tokens', method: 'POST', id: 'TOKEN-REFERENCE' });
  isStrict('location-references', asked.body);
  const { body } = await emsp.received({ module: 'sessions', method: 'PUT', id: begun.id });
  assert.equal((body as unknown as Fields).authorization_reference, 'ref-TOKEN-REFERENCE');
});

test('reservations have ids of text, and there is nothing to cancel at an operator of 2.1.1', async () => {
  await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-2' });
  const reserved = await emsp.command({
    command: 'RESERVE_NOW',
    reservation_id: 'R-Abc/1',
    location_id: 'LOC-MADRID-2',
    evse_uid: 'EVSE-MADRID-2-1',
  });
  assert.equal(reserved.answer?.result, 'ACCEPTED');
  assert.equal(await emsp.resultOf(reserved.id), 'ACCEPTED');
  const cancelled = await emsp.command({ command: 'CANCEL_RESERVATION', reservation_id: 'R-Abc/1' });
  assert.equal(cancelled.answer?.result, 'NOT_SUPPORTED');
});

test('a provider that takes no pushes reads everything from lists', async () => {
  const reader = await kept(startEmsp({ hub, party: 'DE*PUL', version: '2.2.1', pullOnly: true }));
  await hub.agree(cpo, reader);
  const given = await reader.command({
    command: 'START_SESSION',
    token_uid: 'APP-1',
    location_id: 'LOC-MADRID-2',
  });
  assert.equal(await reader.resultOf(given.id), 'ACCEPTED');
  const until = async (module: 'locations' | 'sessions') => {
    for (
      const end = Date.now() + 60_000;
      Date.now() < end;
      await new Promise((again) => setTimeout(again, 50))
    ) {
      const all = await reader.objects(module);
      if (all.length > 0) return all;
    }
    return assert.fail(`no ${module} were read`);
  };
  for (const location of await until('locations')) isStrict('location', location);
  for (const session of await until('sessions')) isStrict('session', session);
  const pushed = reader
    .messages()
    .filter(({ module }) => ['locations', 'sessions', 'tariffs', 'cdrs'].includes(module));
  assert.deepEqual(pushed, []);
});
