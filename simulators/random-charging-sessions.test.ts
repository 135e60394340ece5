import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectName } from '../src/ocpi/editions/basic-ocpi-types.ts';
import { check, checkPatch } from '../src/ocpi/schemas/validation.ts';
import type { CDR } from '../src/ocpi/types/2.1.1.generated.ts';
import { seeded } from './chance/seeded-random.ts';
import {
  arrivals,
  control,
  eventually,
  type Fields,
  objects,
  paired,
  start,
} from './connected-simulators-for-tests.ts';
import { put } from './platform/object-store.ts';
import type { RunningPlatform } from './platform/start-platform.ts';
import { checkCdr } from './tariffs/check-cost-of-cdr.ts';
import { walk } from './tariffs/cost-second-by-second.ts';
import { randomTariff } from './tariffs/random-tariff.ts';

const munich = { location_id: 'LOC-MUNICH-1', evse_uid: 'EVSE-MUNICH-1-2' };
const limit = (watts: number) => ({
  charging_profile: { charging_rate_unit: 'W', charging_profile_period: [{ start_period: 0, limit: watts }] },
});

/** Plugs a car in by the operator's control API; gives the id of its session, which has just begun. */
async function plug(cpo: Pick<RunningPlatform, 'url'>, fields: Fields = {}): Promise<string> {
  const { status, json } = await control(cpo, 'POST', 'sessions', { token_uid: '04A1B2C3D4E501', ...fields });
  assert.equal(status, 201, JSON.stringify(json));
  return String(json.id);
}

function sessionOf(emsp: RunningPlatform, id: string, status: string): Promise<Fields> {
  return eventually(async () =>
    (await objects(emsp, 'sessions')).find((one) => one.id === id && one.status === status),
  );
}

function cdrOf(emsp: RunningPlatform, id: string): Promise<CDR> {
  return eventually(async () =>
    (await objects(emsp, 'cdrs')).find((one) => one.id === `CDR-${id}`),
  ) as unknown as Promise<CDR>;
}

/** All dates of an object, at any depth. */
function datesIn(value: unknown): number[] {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value) ? [Date.parse(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
}

/** The number of sessions: a few in every test run, a thousand with `SESSIONS=1000`. */
const count = Number(process.env.SESSIONS ?? 20);

test(`${count} sessions with random tariffs over HTTP: each CDR agrees with its Session and a second calculation, each message is 2.1.1-d2 to the letter (@SIM-04, @CDR-15)`, async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1_000_000 });
  const random = seeded(Number(process.env.SEED ?? 7));
  const { own, party } = cpo.platform;
  const ids: string[] = [];
  const costs = new Map<string, number[]>();
  while (ids.length < count) {
    const together: string[] = [];
    for (let car = 0; car < 10; car += 1) {
      for (const { object } of [...own.tariffs.values()]) {
        const fresh = { ...randomTariff(random, String(object.id)), currency: String(object.currency) };
        put(own.tariffs, 'tariffs', { owner: party, object: fresh as unknown as Fields });
      }
      together.push(await plug(cpo));
    }
    for (const id of together) await cdrOf(emsp, id);
    ids.push(...together);
  }
  for (const { method, path, body } of (await arrivals(emsp, 'sessions')).toReversed()) {
    const validate = method === 'PATCH' ? checkPatch : check;
    assert.deepEqual(validate('session', body, 'strict'), [], `${method} ${path} ${JSON.stringify(body)}`);
    const { kwh, total_cost, charging_periods } = body as Fields;
    const id = path.split('/').at(-1) ?? '';
    const told = [Number(kwh), Number(total_cost ?? 0), ((charging_periods ?? []) as unknown[]).length];
    const before = costs.get(id) ?? [0, 0, 0];
    assert.ok(
      told.every((value, index) => value >= (before[index] ?? 0)),
      `${path}: ${before} then ${told}`,
    );
    costs.set(id, told);
  }
  assert.equal((await arrivals(emsp, 'cdrs')).length, count, 'one CDR each');
  for (const id of ids) {
    const [cdr, session] = [await cdrOf(emsp, id), await sessionOf(emsp, id, 'COMPLETED')];
    assert.deepEqual(check('cdr', cdr, 'strict'), []);
    assert.deepEqual([cdr.total_cost, cdr.total_energy], [session.total_cost, session.kwh]);
    assert.deepEqual(cdr.charging_periods, session.charging_periods, JSON.stringify([cdr, session]));
    assert.equal(checkCdr(cdr).cost_expected, cdr.total_cost, id);
    assert.equal(walk(cdr, cdr.tariffs?.[0] ?? assert.fail()), Math.round(cdr.total_cost * 10_000), id);
  }
});

test('what an operator says of its EVSEs and a provider of its tokens is 2.1.1-d2 to the letter', async (t) => {
  const { cpo, emsp } = await paired(t);
  const id = await plug(cpo, { kwh: 2 });
  await cdrOf(emsp, id);
  await control(emsp, 'PATCH', 'tokens/FOB-1', { valid: false });
  await eventually(async () => (await arrivals(cpo, 'tokens')).some(({ method }) => method === 'PATCH'));
  for (const { method, path, body } of await arrivals(emsp, 'locations')) {
    const depth = path.split('/locations/')[1]?.split('/').length ?? 0;
    const name: ObjectName = depth === 3 ? 'location' : 'evse';
    assert.deepEqual(
      (method === 'PATCH' ? checkPatch : check)(name, body, 'strict'),
      [],
      `${method} ${path}`,
    );
  }
  for (const { body } of await arrivals(emsp, 'tariffs'))
    assert.deepEqual(check('tariff', body, 'strict'), []);
  const tokens = (await arrivals(cpo, 'tokens')).filter(({ method }) => method !== 'POST');
  assert.ok(tokens.length > 0);
  for (const { method, path, body } of tokens) {
    // A partner that knows only 2.1.1-d2 does not know APP_USER and AD_HOC_USER, which are extensions.
    const of211 = {
      ...(body as Fields),
      ...(/_USER$/.test(String((body as Fields).type)) ? { type: 'OTHER' } : {}),
    };
    const findings = (method === 'PATCH' ? checkPatch : check)('token', of211, 'strict');
    assert.deepEqual(findings, [], `${method} ${path}`);
  }
});

test('the EVSE is CHARGING, then BLOCKED by a car that is full, then AVAILABLE (@LOC-34)', async (t) => {
  const { cpo, emsp } = await paired(t);
  await cdrOf(emsp, await plug(cpo, { ...munich, kwh: 2 }));
  const changes = async () =>
    (await arrivals(emsp, 'locations'))
      .filter(({ method, path }) => method === 'PATCH' && path.endsWith(munich.evse_uid))
      .map(({ body }) => (body as Fields).status)
      .toReversed();
  await eventually(async () => (await changes()).length === 3);
  assert.deepEqual(await changes(), ['CHARGING', 'BLOCKED', 'AVAILABLE']);
});

test('at the pace of the wall a jump of the clock finishes a session of 45 minutes, and nothing lies in the future', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  // 7.176 kWh at 11.04 kW are 39 minutes; the first car stays another 6.
  const id = await plug(cpo, { ...munich, kwh: 7.176 });
  await sessionOf(emsp, id, 'ACTIVE');
  assert.equal((await control(cpo, 'PATCH', 'clock', { jump_s: 600 })).json.jumped_s, 600);
  const half = await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ kwh }) => Number(kwh) > 1),
  );
  assert.equal(half.status, 'ACTIVE');
  await control(cpo, 'PATCH', 'clock', { jump_s: 2100 });
  const cdr = await cdrOf(emsp, id);
  assert.deepEqual([cdr.total_energy, cdr.total_time, cdr.total_parking_time], [7.176, 0.75, 0.1]);
  for (const { time, body } of await arrivals(emsp, 'sessions'))
    for (const date of datesIn(body))
      assert.ok(date <= Date.parse(time), `${new Date(date).toISOString()} at ${time}`);
  assert.ok(datesIn(cdr).every((date) => date <= Date.now()));
});

test('the speed of the clock can change while a car charges', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  const id = await plug(cpo, { ...munich, kwh: 3.68 });
  await sessionOf(emsp, id, 'ACTIVE');
  const { json } = await control(cpo, 'PATCH', 'clock', { speed: 100_000 });
  assert.equal(json.speed, 100_000);
  assert.equal((await cdrOf(emsp, id)).total_energy, 3.68);
  assert.equal((await control(cpo, 'GET', 'clock')).json.speed, 100_000);
});

test('a change of the clock that makes no sense names the field', async (t) => {
  const cpo = await start(t, 'cpo');
  const { status, json } = await control(cpo, 'PATCH', 'clock', { speed: 0, jump_s: '1', pause: true });
  assert.equal(status, 400);
  const errors = (json.errors as Fields[]).map(({ pointer }) => pointer);
  assert.deepEqual(errors, ['/pause', '/speed', '/jump_s']);
});

test('a jump ends a reservation whose time it passes (@EXT-18)', async (t) => {
  const { cpo, emsp } = await paired(t);
  const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
  const command = { command: 'RESERVE_NOW', token_uid: 'APP-1', reservation_id: 1, expiry_date };
  await control(emsp, 'POST', 'commands', { ...command, location_id: 'LOC-MADRID-2' });
  await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ status }) => status === 'RESERVATION'),
  );
  await control(cpo, 'PATCH', 'clock', { jump_s: 3600 });
  await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ status }) => status === 'COMPLETED'),
  );
});

test('a session that a profile limits lasts longer and charges all the same (@CP-07)', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  const id = await plug(cpo, { ...munich, kwh: 11.04 });
  await sessionOf(emsp, id, 'ACTIVE');
  const { json } = await control(emsp, 'POST', 'commands', {
    command: 'SET_CHARGING_PROFILE',
    session_id: id,
    ...limit(5520),
  });
  await control(cpo, 'PATCH', 'clock', { jump_s: 20 });
  await eventually(async () => (await control(emsp, 'GET', `commands/${json.id}`)).json.result);
  await control(cpo, 'PATCH', 'clock', { jump_s: 9000 });
  const { total_energy, total_time } = await cdrOf(emsp, id);
  assert.equal(total_energy, 11.04);
  // The session is an hour of charging without a limit and 6 minutes of parking; at half the power all but the first
  // seconds take twice as long.
  assert.ok(total_time > 2.05 && total_time <= 2.1, String(total_time));
});

test('profile requests that come too quickly are TOO_OFTEN, and later no more (@CP-08, @CP-10)', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 100 });
  const id = await plug(cpo, { ...munich, kwh: 30, speed: 1 });
  await sessionOf(emsp, id, 'ACTIVE');
  const ask = async () => {
    const given = { command: 'GET_CHARGING_PROFILE', session_id: id, duration: 900 };
    return (await control(emsp, 'POST', 'commands', given)).json;
  };
  const results = async () => (await arrivals(emsp, 'chargingprofiles')).length;
  for (let number = 0; number < 5; number += 1)
    assert.equal(((await ask()).answer as Fields).result, 'ACCEPTED');
  const sixth = await ask();
  assert.equal((sixth.answer as Fields).result, 'TOO_OFTEN');
  await control(cpo, 'PATCH', 'clock', { jump_s: 60 });
  await eventually(async () => (await results()) === 5);
  const seventh = await ask();
  assert.equal((seventh.answer as Fields).result, 'ACCEPTED');
  await eventually(async () => (await results()) === 6);
  assert.equal((await control(emsp, 'GET', `commands/${sixth.id}`)).json.result, null);
});
