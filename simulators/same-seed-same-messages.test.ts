import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { control, eventually } from './connected-simulators-for-tests.ts';
import { type Recorder, type Said, startRecorder, type Wire } from './recording-partner.ts';
import { spawnSimulator } from './spawn-simulator.ts';

const key = 'token-of-the-recorder-before-it-is-known';

/** The faults include random ones, so that a difference in randomness would show. */
const faults = [
  { match: { direction: 'IN', method: 'GET' }, kind: 'explicit_nulls', probability: 0.4 },
  { match: { direction: 'OUT', method: 'PUT' }, kind: 'fraction_times', probability: 0.4 },
  { match: { module: 'tokens', method: 'POST' }, kind: 'http_status', value: 503, probability: 0.4 },
];

const token = (uid: string, whitelist: string) => ({
  uid,
  type: 'RFID',
  auth_id: `DE-REC-C${uid}`,
  issuer: 'Recorder',
  valid: true,
  whitelist,
  last_updated: '2026-01-01T00:00:00Z',
});
const cards = [token('CARD-1', 'ALWAYS'), token('CARD-2', 'NEVER'), token('CARD-3', 'ALLOWED_OFFLINE')];

/** Runs an operator on its own: requests before it has a partner, a handshake, spontaneous cars, a command. */
async function runCpo(recorder: Recorder, seed: string) {
  const argv = ['--live', '--adversary', '--updates', '1/s', '--speed', '20000'];
  const simulator = await spawnSimulator('cpo', [...argv, '--seed', seed, '--accept', key]);
  const ocpi = `${simulator.url}/ocpi/cpo`;
  let [cdrs, over] = [0, () => undefined as unknown];
  const enough = new Promise((done) => {
    over = done as () => undefined;
  });
  recorder.begin(async (method, path): Promise<Said | undefined> => {
    if (path.endsWith('/tokens')) return { data: cards };
    if (path.endsWith('/authorize')) return { data: { allowed: 'ALLOWED' } };
    if (method !== 'POST' || !path.endsWith('/cdrs')) return undefined;
    cdrs += 1;
    // The simulator's time stands still until this request is answered.
    if (cdrs === 2) {
      const change = { status: 'OUTOFORDER' };
      await control(simulator, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', change);
      const response_url = `${recorder.versionsUrl}/START`;
      const start = { response_url, location_id: 'LOC-MADRID-2', token: cards[1] };
      await recorder.ask('POST', `${ocpi}/2.1.1/commands/START_SESSION`, tokenC, start);
    }
    await control(simulator, 'PATCH', 'clock', { jump_s: 5 });
    if (cdrs === 5) over();
    return { status: 201, headers: { Location: `${recorder.versionsUrl}/${cdrs}` } };
  });
  let tokenC = '';
  try {
    assert.equal((await control(simulator, 'PUT', 'faults', faults)).status, 200);
    for (const list of ['locations?limit=3', 'locations?offset=3&limit=3', 'tariffs', 'sessions', 'dogs'])
      await recorder.ask('GET', `${ocpi}/2.1.1/${list}`, key);
    const { json } = await control(simulator, 'POST', 'token');
    for (const path of ['versions', '2.1.1'])
      await recorder.ask('GET', `${ocpi}/${path}`, String(json.token));
    const answer = await recorder.ask(
      'POST',
      `${ocpi}/2.1.1/credentials`,
      String(json.token),
      recorder.credentials,
    );
    tokenC = (JSON.parse(answer) as { data: { token: string } }).data.token;
    await enough;
    return messagesOf(recorder, simulator.url);
  } finally {
    await simulator.kill();
  }
}

/** Runs a provider that registers, sends its Tokens and reads the lists, then answers requests and gives commands. */
async function runEmsp(recorder: Recorder, seed: string) {
  let [listed, answered] = [false, 0];
  recorder.begin((method, path): Said | undefined => {
    if (path.endsWith('/tariffs') || path.endsWith('/locations')) {
      listed = path.endsWith('/locations');
      return { data: [] };
    }
    if (path.includes('/commands/')) return { data: { result: 'ACCEPTED' } };
    if (method === 'PATCH') answered += 1;
    return undefined;
  });
  const argv = ['--adversary', '--versions-url', recorder.versionsUrl, '--token', 'TOKEN-A'];
  const simulator = await spawnSimulator('emsp', [...argv, '--seed', seed, '--accept', key]);
  const emsp = `${simulator.url}/ocpi/emsp/2.1.1`;
  try {
    await eventually(async () => listed);
    assert.equal((await control(simulator, 'PUT', 'faults', faults)).status, 200);
    const place = { location_id: 'LOC-1', evse_uids: ['EVSE-1'] };
    for (const uid of ['04A1B2C3D4E504', 'TOKEN-REFERENCE', 'TOKEN-BLOCKED', 'TOKEN-NO-CREDIT', 'NOBODY'])
      for (let turn = 0; turn < 4; turn += 1)
        await recorder.ask('POST', `${emsp}/tokens/${uid}/authorize?type=RFID`, key, place);
    for (const list of ['tokens?limit=5', 'tokens?offset=5&limit=5', 'versions', 'locations/XX/XXX/1'])
      for (let turn = 0; turn < 4; turn += 1) await recorder.ask('GET', `${emsp}/${list}`, key);
    for (const session_id of ['ONE', 'TWO']) {
      const { json } = await control(simulator, 'POST', 'commands', { command: 'STOP_SESSION', session_id });
      const { response_url } = json.body as { response_url: string };
      await recorder.ask('POST', response_url, key, { result: 'REJECTED' });
    }
    for (const valid of [false, true]) await control(simulator, 'PATCH', 'tokens/FOB-1', { valid });
    await eventually(async () => answered === 2);
    return messagesOf(recorder, simulator.url);
  } finally {
    await simulator.kill();
  }
}

/** The recorded messages of a simulator, without the port, which the machine chooses. */
function messagesOf({ requests, answers }: Recorder, url: string) {
  const bytes = (wire: Wire) => wire.replaceAll(url, 'http://simulator');
  return { requests: requests.map(bytes), answers: answers.map(bytes) };
}

for (const [side, run, party, modules, sent, answers] of [
  ['cpo', runCpo, 'DE*REC', ['tokens', 'locations', 'tariffs', 'sessions', 'cdrs', 'commands'], 60, 9],
  ['emsp', runEmsp, 'DE*REC', ['tokens', 'locations', 'tariffs', 'commands'], 28, 38],
] as const)
  test(`${side}: the same seed gives the same messages, byte for byte, dates, ids and tokens included`, async () => {
    const recorder = await startRecorder(party, [...modules]);
    after(() => recorder.close());
    const first = await run(recorder, '11');
    const second = await run(recorder, '11');
    assert.ok(first.requests.length >= sent && first.answers.length === answers, 'all of it was done');
    const all = [...first.requests, ...first.answers];
    const struck = all.filter((wire) => wire.startsWith('503') || /:null|\.\d+Z"/.test(wire)).length;
    assert.ok(struck > 1 && struck < all.length / 2, `chance has struck ${struck} of ${all.length}`);
    assert.deepEqual(second, first);
  });
