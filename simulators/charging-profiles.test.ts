import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  arrivals,
  control,
  eventually,
  type Fields,
  objects,
  paired,
} from './connected-simulators-for-tests.ts';
import type { RunningPlatform } from './platform/start-platform.ts';

/** An EVSE with charging profiles; three phases of 230 V and 32 A are 22 080 W at most. */
const capable = { location_id: 'LOC-MUNICH-1', evse_uid: 'EVSE-MUNICH-1-2' };

type Charging = Awaited<ReturnType<typeof charging>>;

/** A CPO and an eMSP, and a session at an EVSE that has an hour to go, of which time passes only where a test jumps. */
async function charging(t: TestContext, at = capable) {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  const { json } = await control(cpo, 'POST', 'sessions', { token_uid: '04A1B2C3D4E501', kwh: 11, ...at });
  const id = String(json.id);
  await eventually(async () => (await objects(emsp, 'sessions')).find(({ status }) => status === 'ACTIVE'));
  return { cpo, emsp, id };
}

/** Lets time pass until the operator has sent so many more updates of the session: a quarter of an hour for each. */
async function pass(cpo: RunningPlatform, emsp: RunningPlatform, count: number) {
  for (let nth = 0; nth < count; nth += 1) {
    const before = (await arrivals(emsp, 'sessions')).length;
    await control(cpo, 'PATCH', 'clock', { jump_s: 900 });
    await eventually(async () => (await arrivals(emsp, 'sessions')).length > before);
  }
}

/** Sends a profile request through the eMSP's control API; time passes until its result has come. */
async function ask({ cpo, emsp, id: session_id }: Charging, command: string, fields: Fields = {}) {
  const { json } = await control(emsp, 'POST', 'commands', { command, session_id, ...fields });
  assert.equal((json.answer as Fields).result, 'ACCEPTED', JSON.stringify(json));
  assert.ok(Number.isInteger((json.answer as Fields).timeout));
  return eventually(async () => {
    await control(cpo, 'PATCH', 'clock', { jump_s: 5 });
    const given = (await control(emsp, 'GET', `commands/${json.id}`)).json;
    return given.result ? given : false;
  });
}

const limitedTo = (limit: number, more: Fields = {}) => ({
  charging_profile: {
    charging_rate_unit: 'W',
    charging_profile_period: [{ start_period: 0, limit }],
    ...more,
  },
});

/** The operator's reports of a session's active profile, oldest first. */
async function reports(emsp: RunningPlatform, id: string) {
  const puts = (await arrivals(emsp, 'chargingprofiles')).filter(({ method }) => method === 'PUT');
  assert.ok(puts.every(({ path }) => path.endsWith(`/chargingprofiles/${id}`)));
  const bodies = puts.toReversed().map(({ body }) => (body as Fields).charging_profile);
  return bodies as { duration: number; charging_profile_period: { start_period: number; limit: number }[] }[];
}

async function report(emsp: RunningPlatform, id: string, number: number) {
  return eventually(async () => (await reports(emsp, id))[number - 1]);
}

test('a set profile is reported and limits the session from then on (@CP-02, @CP-07, @CP-13, @CP-16)', async (t) => {
  const all = await charging(t);
  const { cpo, emsp, id } = all;
  const set = await ask(all, 'SET_CHARGING_PROFILE', limitedTo(0));
  assert.equal(set.result, 'ACCEPTED');
  const { duration, charging_profile_period } = await report(emsp, id, 1);
  assert.deepEqual(charging_profile_period, [{ start_period: 0, limit: 0 }]);
  assert.ok(duration >= 300 && duration <= 3600, String(duration));
  await pass(cpo, emsp, 2);
  const stopped = Number((await objects(emsp, 'sessions'))[0]?.kwh);
  await control(cpo, 'POST', `sessions/${id}/stop`);
  const cdr = await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  assert.equal(cdr.total_energy, stopped);
  assert.ok(11 * Number(cdr.total_time) - Number(cdr.total_energy) > 1, JSON.stringify(cdr));
});

test('when the profile is over the EVSE may give its maximum, which is reported (@CP-13, @CP-15)', async (t) => {
  const all = await charging(t);
  const { cpo, emsp, id } = all;
  await ask(all, 'SET_CHARGING_PROFILE', limitedTo(5000, { duration: 600 }));
  await report(emsp, id, 1);
  await control(cpo, 'PATCH', 'clock', { jump_s: 601 });
  const { charging_profile_period: last } = await report(emsp, id, 2);
  assert.deepEqual(last, [{ start_period: 0, limit: 22_080 }]);
});

test('a cleared profile is reported; there is none to clear again (@CP-07, @CP-13, @CP-15)', async (t) => {
  const all = await charging(t);
  const { emsp, id } = all;
  await ask(all, 'SET_CHARGING_PROFILE', limitedTo(5000));
  await report(emsp, id, 1);
  assert.equal((await ask(all, 'CLEAR_CHARGING_PROFILE')).result, 'ACCEPTED');
  assert.deepEqual((await report(emsp, id, 2)).charging_profile_period, [{ start_period: 0, limit: 22_080 }]);
  assert.equal((await ask(all, 'CLEAR_CHARGING_PROFILE')).result, 'UNKNOWN');
  assert.equal((await reports(emsp, id)).length, 2);
});

test('the active profile can be asked for; without a set one nothing is ever reported (@CP-09, @CP-14, @CP-15)', async (t) => {
  const all = await charging(t);
  const { cpo, emsp, id } = all;
  const { profile } = await ask(all, 'GET_CHARGING_PROFILE', { duration: 1200 });
  const { duration, charging_profile_period } = (profile as { charging_profile: Fields }).charging_profile;
  assert.equal(duration, 1200);
  assert.deepEqual(charging_profile_period, [{ start_period: 0, limit: 22_080 }]);
  assert.equal((await ask(all, 'CLEAR_CHARGING_PROFILE')).result, 'UNKNOWN');
  await control(cpo, 'POST', `sessions/${id}/stop`);
  await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  assert.deepEqual(await reports(emsp, id), []);
  const { json } = await control(emsp, 'POST', 'commands', {
    command: 'GET_CHARGING_PROFILE',
    session_id: id,
  });
  assert.equal((json.answer as Fields).result, 'REJECTED', 'the session is over');
});

test('an EVSE that cannot follow profiles says so, and no result follows (@CP-08, @CP-12)', async (t) => {
  const { cpo, emsp, id } = await charging(t, { location_id: 'LOC-MADRID-2', evse_uid: 'EVSE-MADRID-2-1' });
  const given = { command: 'SET_CHARGING_PROFILE', session_id: id, ...limitedTo(5000) };
  const { json } = await control(emsp, 'POST', 'commands', given);
  assert.equal((json.answer as Fields).result, 'NOT_SUPPORTED');
  await control(cpo, 'POST', `sessions/${id}/stop`);
  await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  assert.deepEqual(await arrivals(emsp, 'chargingprofiles'), []);
});

test('a charge point that rejects the profile leaves the session as it is, and nothing is reported (@CP-07, @CP-14)', async (t) => {
  const all = await charging(t, { location_id: 'LOC-LONDON-1', evse_uid: 'EVSE-REJECT' });
  const { cpo, emsp, id } = all;
  const set = await ask(all, 'SET_CHARGING_PROFILE', limitedTo(0));
  assert.equal(set.result, 'REJECTED');
  assert.equal((set.results as unknown[]).length, 1);
  await pass(cpo, emsp, 2);
  const updates = (await arrivals(emsp, 'sessions')).map(({ body }) => Number((body as Fields).kwh));
  assert.ok(Number(updates[0]) > Number(updates[1]), 'it charges on');
  await control(cpo, 'POST', `sessions/${id}/stop`);
  await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  assert.deepEqual(await reports(emsp, id), []);
});

test('what the operator reports is taken and shown', async (t) => {
  const all = await charging(t);
  const { cpo, emsp, id } = all;
  await ask(all, 'SET_CHARGING_PROFILE', limitedTo(5000));
  await report(emsp, id, 1);
  const { json } = await control(emsp, 'GET', 'state');
  assert.ok(id in (json.charging_profiles as Fields));
  const statuses = (await arrivals(emsp, 'chargingprofiles')).map(({ status }) => status);
  assert.deepEqual(new Set(statuses), new Set([200]));
  await control(cpo, 'POST', `sessions/${id}/stop`);
});
