import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CDR } from '../src/ocpi/types/2.1.1.generated.ts';
import { control, eventually, objects, paired } from './connected-simulators-for-tests.ts';
import { checkCdr } from './tariffs/check-cost-of-cdr.ts';

interface Shown {
  id: string;
  evse_uid: string;
  watts: number;
}

test('cars behind one grid connection share it, and a charging profile of one leaves more to the other', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 60 });
  const plug = async (number: number) => {
    const place = { location_id: 'LOC-AMSTERDAM-1', evse_uid: `EVSE-AMSTERDAM-1-${number}` };
    const { status, json } = await control(cpo, 'POST', 'sessions', {
      token_uid: '04A1B2C3D4E501',
      kwh: 15,
      ...place,
    });
    assert.equal(status, 201, JSON.stringify(json));
    return String(json.id);
  };
  const watts = async () => {
    const { json } = await control(cpo, 'GET', 'state');
    return Object.fromEntries((json.sessions as Shown[]).map((one) => [one.evse_uid.slice(-1), one.watts]));
  };
  const first = await plug(1);
  await eventually(async () => (await watts())['1'] === 11_040);
  const third = await plug(3);
  await eventually(async () => {
    const now = await watts();
    return now['1'] === 8625 && now['3'] === 8625;
  });
  const { status } = await control(emsp, 'POST', 'commands', {
    command: 'SET_CHARGING_PROFILE',
    session_id: third,
    charging_profile: {
      charging_rate_unit: 'W',
      charging_profile_period: [{ start_period: 0, limit: 3450 }],
    },
  });
  assert.equal(status, 201);
  await eventually(async () => {
    const now = await watts();
    return now['1'] === 11_040 && now['3'] === 3450;
  });
  await control(cpo, 'POST', `sessions/${first}/stop`);
  await control(cpo, 'POST', `sessions/${third}/stop`);
  for (const id of [first, third]) {
    const cdr = await eventually(async () =>
      (await objects(emsp, 'cdrs')).find((one) => one.id === `CDR-${id}`),
    );
    const { agrees, findings } = checkCdr(cdr as unknown as CDR);
    assert.deepEqual([agrees, findings], [true, []]);
  }
});
