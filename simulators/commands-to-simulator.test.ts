import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrivals,
  control,
  eventually,
  type Fields,
  invitation,
  objects,
  paired,
  start as startOne,
} from './connected-simulators-for-tests.ts';
import type { RunningPlatform } from './platform/start-platform.ts';

async function give(emsp: RunningPlatform, fields: Fields): Promise<Fields> {
  const { status, json } = await control(emsp, 'POST', 'commands', { token_uid: 'APP-1', ...fields });
  assert.equal(status, 201, JSON.stringify(json));
  return json;
}

/** The command as the provider keeps it, once its result has come. */
function resultOf(emsp: RunningPlatform, { id }: Fields): Promise<Fields> {
  return eventually(async () => {
    const { json } = await control(emsp, 'GET', `commands/${id}`);
    return json.result ? json : false;
  });
}

/** The first CDR that the provider received, and every message about its Session, oldest first. */
async function accounted(emsp: RunningPlatform) {
  const cdr = await eventually(async () => (await objects(emsp, 'cdrs'))[0]);
  const id = String(cdr.id).replace('CDR-', '');
  const told = (await arrivals(emsp, 'sessions')).filter(({ path }) => path.endsWith(`/${id}`));
  const session = (await objects(emsp, 'sessions')).find((one) => one.id === id) ?? assert.fail(id);
  return { cdr, session, updates: told.toReversed().map(({ body }) => body as Fields) };
}

async function authorisations(emsp: RunningPlatform): Promise<number> {
  return (await arrivals(emsp, 'tokens')).filter(({ path }) => path.includes('/authorize')).length;
}

const madrid = { location_id: 'LOC-MADRID-2', evse_uid: 'EVSE-MADRID-2-1' };
const start = { command: 'START_SESSION', ...madrid };
const reserve = { command: 'RESERVE_NOW', reservation_id: 7, ...madrid };

test('a command is answered at once; one result follows, and another command stops the session (@CMD-11, @CMD-12)', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  const jump = (jump_s: number) => control(cpo, 'PATCH', 'clock', { jump_s });
  const begun = await give(emsp, start);
  assert.equal((begun.answer as Fields).result, 'ACCEPTED');
  assert.equal(begun.result, null);
  assert.deepEqual(await arrivals(emsp, 'commands'), []);
  await jump(20);
  assert.equal((await resultOf(emsp, begun)).result, 'ACCEPTED');
  await eventually(async () => (await objects(emsp, 'sessions')).find(({ status }) => status === 'ACTIVE'));
  await jump(600);
  const session = await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ kwh }) => Number(kwh) > 0),
  );
  const stopped = await give(emsp, { command: 'STOP_SESSION', session_id: session.id });
  await jump(20);
  assert.equal((await resultOf(emsp, stopped)).result, 'ACCEPTED');
  const { cdr } = await accounted(emsp);
  assert.ok(Number(cdr.total_energy) < 11, 'it ended before its time');
  assert.equal((await arrivals(emsp, 'commands')).length, 2);
});

test('a started Session has the contract and reference of its command, as has the CDR (@CMD-22, @EXT-12, @EXT-13, @EXT-17, @SIM-04)', async (t) => {
  const { emsp } = await paired(t);
  await give(emsp, { ...start, authorization_reference: 'ref-1' });
  const { cdr, session, updates } = await accounted(emsp);
  const tokens = await control(emsp, 'GET', 'objects/tokens?held=own');
  const app = (tokens.json as unknown as { object: Fields }[]).find(({ object }) => object.uid === 'APP-1');
  for (const object of [cdr, session]) {
    assert.equal(object.auth_id, app?.object.auth_id);
    assert.equal(object.auth_method, 'COMMAND');
    assert.equal(object.authorization_reference, 'ref-1');
  }
  assert.equal(updates[0]?.status, 'PENDING');
  assert.equal(updates.at(-1)?.status, 'COMPLETED');
});

test('without a reference there is none in Session and CDR (@EXT-15)', async (t) => {
  const { emsp } = await paired(t);
  await give(emsp, start);
  const { cdr, session } = await accounted(emsp);
  assert.ok(!('authorization_reference' in session));
  assert.ok(!('authorization_reference' in cdr));
});

test('the reference of an authorisation is in Session and CDR too (@EXT-12, @EXT-13)', async (t) => {
  const { cpo, emsp } = await paired(t);
  await control(emsp, 'PUT', 'references/04A1B2C3D4E504', { authorization_reference: 'ref-rta' });
  await control(cpo, 'POST', 'sessions', { token_uid: '04A1B2C3D4E504' });
  const { cdr, session } = await accounted(emsp);
  assert.equal(session.auth_method, 'AUTH_REQUEST');
  assert.equal(session.authorization_reference, 'ref-rta');
  assert.equal(cdr.authorization_reference, 'ref-rta');
});

// biome-ignore format: a table
const references: [reserved: string[], started: string | undefined, counts: string][] = [
  [['ref-1', 'ref-2'], 'ref-3',   'ref-3'],
  [['ref-1', 'ref-2'], undefined, 'ref-2'],
];

for (const [reserved, started, counts] of references)
  test(`@EXT-14: of the references ${reserved.join(', ')} and ${started} for one session ${counts} counts`, async (t) => {
    const { emsp } = await paired(t);
    for (const authorization_reference of reserved)
      await resultOf(emsp, await give(emsp, { ...reserve, authorization_reference }));
    await give(emsp, { ...start, authorization_reference: started });
    const { cdr, session } = await accounted(emsp);
    assert.equal(session.authorization_reference, counts);
    assert.equal(cdr.authorization_reference, counts);
  });

test('a reservation is a Session of status RESERVATION, which becomes ACTIVE when its driver comes (@EXT-18, @EXT-17, @CMD-20)', async (t) => {
  const { cpo, emsp } = await paired(t);
  const paris = { location_id: 'LOC-PARIS-1', evse_uid: 'EVSE-PARIS-1-1' };
  const kept = { ...reserve, token_uid: 'TOKEN-NO-CREDIT', ...paris };
  await resultOf(emsp, await give(emsp, kept));
  await resultOf(emsp, await give(emsp, kept));
  const { json } = await control(cpo, 'GET', 'state');
  assert.equal((json.reservations as unknown[]).length, 1);
  const other = await control(cpo, 'POST', 'sessions', { token_uid: 'FOB-1', ...paris });
  assert.equal(other.status, 409);
  const own = await control(cpo, 'POST', 'sessions', { token_uid: 'TOKEN-NO-CREDIT', ...paris });
  assert.equal(own.status, 201, JSON.stringify(own.json));
  const { cdr, updates } = await accounted(emsp);
  assert.equal(cdr.auth_method, 'COMMAND');
  const statuses = updates.map(({ status }) => status);
  assert.deepEqual([...new Set(statuses)], ['RESERVATION', 'ACTIVE', 'COMPLETED']);
});

test('a reservation that lapses is COMPLETED, costs nothing and has no CDR (@EXT-18)', async (t) => {
  const { cpo, emsp } = await paired(t);
  const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
  await resultOf(emsp, await give(emsp, { ...reserve, expiry_date }));
  await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ status }) => status === 'RESERVATION'),
  );
  await control(cpo, 'PATCH', 'clock', { jump_s: 3600 });
  const session = await eventually(async () =>
    (await objects(emsp, 'sessions')).find(({ status }) => status === 'COMPLETED'),
  );
  assert.equal(session.total_cost, 0);
  assert.equal(session.kwh, 0);
  const evse = await eventually(async () =>
    ((await objects(emsp, 'locations')).find(({ id }) => id === madrid.location_id)?.evses as Fields[]).find(
      ({ uid, status }) => uid === madrid.evse_uid && status === 'AVAILABLE',
    ),
  );
  assert.ok(evse);
  assert.deepEqual(await objects(emsp, 'cdrs'), []);
});

test("a command's token is taken as it is, valid or not (@CMD-23)", async (t) => {
  const { emsp } = await paired(t);
  for (const fields of [start, { ...reserve, evse_uid: 'EVSE-MADRID-2-2' }])
    assert.equal(
      (await resultOf(emsp, await give(emsp, { ...fields, token_uid: 'TOKEN-INVALID' }))).result,
      'ACCEPTED',
    );
  assert.equal(await authorisations(emsp), 0);
});

test('after a start or a reservation nobody asks about that token there; elsewhere they do (@CMD-24)', async (t) => {
  const { cpo, emsp } = await paired(t);
  const plug = (token_uid: string, location_id: string) =>
    control(cpo, 'POST', 'sessions', { token_uid, location_id });
  const [one, two] = ['04A1B2C3D4E504', 'TOKEN-NO-CREDIT'];
  await resultOf(emsp, await give(emsp, { ...start, token_uid: one }));
  await resultOf(emsp, await give(emsp, { ...reserve, evse_uid: 'EVSE-MADRID-2-2', token_uid: two }));
  for (const uid of [one, two]) assert.equal((await plug(uid, 'LOC-MADRID-2')).status, 201, uid);
  assert.equal(await authorisations(emsp), 0);
  assert.equal((await plug(one, 'LOC-PARIS-1')).status, 201);
  assert.equal(await authorisations(emsp), 1);
});

test('app and ad hoc users are never asked about: they start by command (@CMD-24)', async (t) => {
  const { cpo, emsp } = await paired(t);
  for (const token_uid of ['APP-1', 'ADHOC-1'])
    assert.equal((await control(cpo, 'POST', 'sessions', { token_uid })).status, 409, token_uid);
  assert.equal(await authorisations(emsp), 0);
});

// biome-ignore format: a table
const odd: [evse_uid: string, result: string][] = [
  ['EVSE-TIMEOUT', 'TIMEOUT'],
  ['EVSE-REJECT',  'REJECTED'],
];

for (const [evse_uid, result] of odd)
  test(`@CMD-16: the charge point of ${evse_uid} makes every command end with ${result}`, async (t) => {
    const { emsp } = await paired(t);
    const at = { location_id: 'LOC-LONDON-1', evse_uid };
    const commands = [
      { command: 'START_SESSION', ...at },
      { command: 'RESERVE_NOW', ...at },
      { command: 'UNLOCK_CONNECTOR', ...at, connector_id: '1' },
    ];
    for (const command of commands) {
      const given = await give(emsp, command);
      assert.equal((given.answer as Fields).result, 'ACCEPTED');
      assert.equal((await resultOf(emsp, given)).result, result);
    }
    assert.deepEqual(await objects(emsp, 'sessions'), []);
  });

// biome-ignore format: a table
const refused: [fields: Fields, code: number, result: string | null, because: string][] = [
  [{ command: 'START_SESSION', location_id: 'NOWHERE' },                                     2003, null,              'the Location is unknown (@CMD-07)'],
  [{ command: 'START_SESSION', location_id: 'LOC-MADRID-1', evse_uid: 'NONE' },              1000, 'REJECTED',        'the EVSE is unknown (@CMD-08)'],
  [{ command: 'START_SESSION', location_id: 'LOC-BARCELONA-1', evse_uid: 'EVSE-BARCELONA-1-4' }, 1000, 'REJECTED',    'it is out of order'],
  [{ command: 'STOP_SESSION', session_id: 'none' },                                          1000, 'UNKNOWN_SESSION', 'the session is unknown (@CMD-09)'],
  [{ command: 'RESERVE_NOW', location_id: 'LOC-MADRID-1', evse_uid: 'EVSE-MADRID-1-1' },     1000, 'NOT_SUPPORTED',   'it cannot be reserved (@CMD-10)'],
  [{ command: 'RESERVE_NOW', location_id: 'LOC-MADRID-2', expiry_date: '2020-01-01T00:00:00Z' }, 1000, 'REJECTED',    'the end is past'],
  [{ command: 'UNLOCK_CONNECTOR', location_id: 'LOC-MADRID-2', evse_uid: 'EVSE-MADRID-2-1', connector_id: '9' }, 1000, 'REJECTED', 'the connector is unknown'],
];

test('commands that cannot be obeyed are told so at once, and no result follows (@CMD-13)', async (t) => {
  const { emsp } = await paired(t);
  for (const [fields, code, result, because] of refused) {
    const { json } = await control(emsp, 'POST', 'commands', { token_uid: 'APP-1', ...fields });
    const answer = json.answer as Fields;
    assert.deepEqual([answer.status_code, answer.result], [code, result], because);
  }
  assert.deepEqual(await arrivals(emsp, 'commands'), []);
});

test('an operator that is a partner itself gets its commands and profiles directly, any other through the first partner', async (t) => {
  const { cpo, emsp } = await paired(t, { speed: 1 });
  const other = await startOne(t, 'cpo', { ...(await invitation(emsp)), party: 'NL*TWO', idle: true });
  await eventually(async () => (await objects(other, 'tokens')).length === 20);
  const profile = { command: 'CLEAR_CHARGING_PROFILE', session_id: 'S1' };
  for (const to of ['NL*TWO', 'FR*XYZ'])
    for (const fields of [{ command: 'STOP_SESSION', session_id: 'S1' }, profile])
      await give(emsp, { ...fields, to });
  for (const module of ['commands', 'chargingprofiles']) {
    const [direct, ...more] = await arrivals(other, module);
    assert.equal(more.length, 0);
    assert.equal(direct?.headers['ocpi-to-party-id'], undefined);
    const [behind] = await arrivals(cpo, module);
    assert.equal(behind?.headers['ocpi-to-party-id'], 'XYZ');
  }
});
