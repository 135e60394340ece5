import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { type FaultKindName, startCpo, startEmsp, startHub, testClock } from './index.ts';
import { kept } from './stop-servers-after-tests.ts';

/** A hub with an operator and a provider that have an agreement. */
async function market() {
  const hub = await kept(startHub());
  const cpo = await kept(startCpo({ hub, speed: 2000 }));
  const emsp = await kept(startEmsp({ hub }));
  await hub.agree(cpo, emsp);
  return { hub, cpo, emsp };
}

test('@SIM-01 a message that arrives is waited for as a fact, through a hub and typed', async () => {
  const { cpo, emsp } = await market();
  const { body, status } = await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-1' });
  assert.equal(body.country, 'ESP');
  assert.equal(status, 201);
  await cpo.received({ module: 'tokens', method: 'PUT', id: 'APP-1' });
  const given = await emsp.command({
    command: 'START_SESSION',
    token_uid: 'APP-1',
    location_id: 'LOC-MADRID-2',
  });
  assert.equal(given.answer?.result, 'ACCEPTED');
  assert.equal(await emsp.resultOf(given.id), 'ACCEPTED');
  const session = await emsp.received({ module: 'sessions', method: 'PUT' });
  await emsp.received({ module: 'sessions', id: session.body.id, body: { status: 'ACTIVE' } });
  await cpo.unplug(session.body.id);
  assert.equal((await emsp.received({ module: 'cdrs', method: 'POST' })).body.auth_id, session.body.auth_id);
});

test('a message that does not come is told with those that came instead', async () => {
  const [emsp, cpo] = await pair();
  await emsp.received({ module: 'tariffs', method: 'PUT' });
  await cpo.received({ module: 'tokens', method: 'PUT' });
  await assert.rejects(
    emsp.received({ module: 'locations', method: 'DELETE', id: 'LOC1', within: 50 }),
    /^Error: DE\*EMP has not received DELETE locations LOC1 within 50 ms\.\n.*came[^]*:\n(?: {2}.*\n)* {2}\S+ \/ocpi\/emsp\/2\.1\.1\/\S+ → 20\d/,
  );
  emsp.forget();
  assert.equal(
    emsp.messages().some(({ module }) => module === 'versions'),
    false,
  );
  const alone = await kept(startEmsp());
  await assert.rejects(alone.received({ module: 'tariffs', within: 50 }), /Nothing has come\./);
});

test('a message can be answered by hand, and a fault be given by its name', async () => {
  const [emsp, cpo] = await pair();
  await emsp.received({ module: 'locations', method: 'PUT', id: 'LOC-MADRID-1' });
  const end = emsp.onMessage(({ module, method }) =>
    module === 'locations' && method === 'PATCH'
      ? { http: 404, status_code: 2003, status_message: 'not mine' }
      : undefined,
  );
  await cpo.setStatus('LOC-MADRID-1', 'EVSE-MADRID-1-1', 'BLOCKED');
  const refused = await emsp.received({ module: 'locations', method: 'PATCH', id: 'EVSE-MADRID-1-1' });
  assert.deepEqual([refused.status, refused.body.last_updated !== undefined], [404, true]);
  end();
  await emsp.faults([
    { kind: 'http_status', value: 503, match: { module: 'locations', method: 'PATCH' }, times: 1 },
  ]);
  await cpo.setStatus('LOC-MADRID-1', 'EVSE-MADRID-1-1', 'AVAILABLE');
  await emsp.received({ module: 'locations', method: 'PATCH', status: 503 });
  // @ts-expect-error: the compiler knows the names, too.
  const unknown: FaultKindName = 'no_such_fault';
  await assert.rejects(
    emsp.faults([{ kind: unknown }]),
    /answered 400 to PUT .*: \/0\/kind: must be one of latency, /,
  );
});

test('what comes in place of an OCPI envelope is shown by its beginning', async () => {
  const [emsp, cpo] = await pair();
  await emsp.faults([{ kind: 'framework_error', value: 422, match: { module: 'tokens' }, times: 1 }]);
  const answer = await cpo.send({ method: 'GET', module: 'tokens' });
  assert.match(answer.instead ?? '', /^\{"detail":/);
  assert.equal((await cpo.send({ method: 'GET', module: 'tokens' })).instead, undefined);
});

test('a handshake that fails rejects the start with its reason', async () => {
  const emsp = await kept(startEmsp());
  const { versionsUrl } = await emsp.invite();
  await assert.rejects(startCpo({ versionsUrl, token: 'not-that-token' }), /the handshake failed: /);
  await assert.rejects(emsp.registered(50), /DE\*EMP: nobody has registered within 50 ms/);
});

test('hub and simulators share a clock that begins elsewhere and is advanced', async () => {
  const clock = testClock('2027-03-27T23:30:00Z');
  const hub = await kept(startHub({ clock }));
  const cpo = await kept(startCpo({ hub, clock, speed: 1 }));
  const emsp = await kept(startEmsp({ hub, clock, speed: 1 }));
  await hub.agree(cpo, emsp);
  await cpo.received({ module: 'tokens', method: 'PUT', id: '04A1B2C3D4E501', within: 30_000 });
  const { id } = await cpo.plugIn({ token_uid: '04A1B2C3D4E501', kwh: 5 });
  const begun = await emsp.received({ module: 'sessions', method: 'PUT', id });
  assert.match(begun.body.start_datetime, /^2027-03-27T23:3/);
  await clock.advance({ hours: 5 });
  const { body } = await emsp.received({ module: 'cdrs', method: 'POST' });
  assert.equal(body.total_energy, 5);
  await assert.rejects(clock.advance({}), /more than nothing/);
});

test('a hub refuses wrong settings by name, and leaves nothing behind', async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('ocpi-hub-testing-'));
  const before = folders();
  await assert.rejects(
    startHub({ settings: { HUB_PARTY: 'nobody' } }),
    /^WrongConfiguration: HUB_PARTY|HUB_PARTY must be/,
  );
  const hub = await startHub();
  const mine = folders().filter((name) => !before.includes(name));
  assert.equal(mine.length, 1);
  await hub.stop();
  assert.equal(existsSync(`${tmpdir()}/${mine[0]}`), false);
});

/** A provider and an operator that have registered at a test hub. */
async function pair() {
  const emsp = await kept(startEmsp());
  const cpo = await kept(startCpo(await emsp.invite()));
  await emsp.registered();
  return [emsp, cpo] as const;
}
