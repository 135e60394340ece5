import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  arrivals,
  control,
  eventually,
  type Fields,
  invitation,
  objects,
  start,
} from './connected-simulators-for-tests.ts';
import { spawnSimulator } from './spawn-simulator.ts';

const folder = await mkdtemp(join(tmpdir(), 'simulators-'));
// The hook removes the folder after the file's last test: before that, the hook that stops the simulators, which still
// write there, runs.
after(() => rm(folder, { recursive: true, force: true }));

test('what a crash left open is ended and accounted after the restart, once (@SIM-04, @EXT-18)', async (t) => {
  const data = join(folder, 'cpo');
  const emsp = await start(t, 'emsp');
  const { versionsUrl, token } = await invitation(emsp);
  const options = ['--versions-url', versionsUrl, '--token', token, '--data', data, '--speed', '1'];
  const first = await spawnSimulator('cpo', options);
  await eventually(async () => (await objects(emsp, 'tariffs')).length === 8);
  await eventually(
    async () => Number(((await control(first, 'GET', 'state')).json.received as Fields).tokens) > 0,
  );
  const car = {
    token_uid: '04A1B2C3D4E501',
    location_id: 'LOC-MUNICH-1',
    evse_uid: 'EVSE-MUNICH-1-2',
    kwh: 30,
  };
  const id = String((await control(first, 'POST', 'sessions', car)).json.id);
  await eventually(async () => (await objects(emsp, 'sessions')).find(({ status }) => status === 'ACTIVE'));
  await control(first, 'PATCH', 'clock', { jump_s: 3600 });
  const { kwh } = await eventually(async () =>
    (await objects(emsp, 'sessions')).find((one) => one.id === id && Number(one.kwh) > 0),
  );
  const command = { command: 'RESERVE_NOW', token_uid: 'APP-1', reservation_id: 1 };
  const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
  await control(emsp, 'POST', 'commands', { ...command, expiry_date, location_id: 'LOC-MADRID-2' });
  await control(first, 'PATCH', 'clock', { jump_s: 20 });
  await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ status }) => status === 'RESERVATION'),
  );
  await first.kill();
  assert.deepEqual(await objects(emsp, 'cdrs'), []);
  await start(t, 'cpo', { data });
  const cdr = await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  const sessions = await eventually(async () => {
    const all = await objects(emsp, 'sessions');
    return all.every(({ status }) => status === 'COMPLETED') && all;
  });
  assert.equal(sessions.length, 2);
  const session = sessions.find((one) => one.id === id) ?? {};
  assert.equal(cdr.id, `CDR-${id}`);
  assert.ok(Number(cdr.total_energy) >= Number(kwh));
  assert.deepEqual([cdr.total_energy, cdr.total_cost], [session.kwh, session.total_cost]);
  await eventually(async () => {
    const { open } = JSON.parse(await readFile(join(data, 'simulator.json'), 'utf8')) as { open: Fields };
    return Object.keys(open).length === 0;
  });
  assert.equal((await arrivals(emsp, 'cdrs')).length, 1);
});
