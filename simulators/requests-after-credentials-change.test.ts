import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { control, eventually, start } from './connected-simulators-for-tests.ts';
import { pushesUnderWay } from './platform/push-to-partners.ts';
import { type Recorder, startRecorder, type Wire } from './recording-partner.ts';

const recorders: Recorder[] = [];
after(() => Promise.all(recorders.map((recorder) => recorder.close())));

/**
 * An operator with a provider that registers with it and leaves the first change of an EVSE without an answer until
 * three changes wait for their turn; `meanwhile` does something with the Credentials then.
 */
async function changedMeanwhile(t: TestContext, meanwhile: 'DELETE' | 'PUT'): Promise<Wire[]> {
  const recorder = await startRecorder('DE*REC', ['locations']);
  recorders.push(recorder);
  const cpo = await start(t, 'cpo');
  const endpoint = `${cpo.url}/ocpi/cpo/2.1.1/credentials`;
  const { token } = (await control(cpo, 'POST', 'token')).json;
  const answer = await recorder.ask('POST', endpoint, String(token), recorder.credentials);
  const tokenC = (JSON.parse(answer) as { data: { token: string } }).data.token;
  await eventually(
    async () => recorder.requests.some((wire) => wire.startsWith('PUT')) && pushesUnderWay() === 0,
  );
  let answerFirst = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answerFirst = resolve;
  });
  let arrived = 0;
  recorder.begin(async (method) => {
    if (method !== 'PATCH') return undefined;
    arrived += 1;
    await held;
    return undefined;
  });
  for (const status of ['BLOCKED', 'AVAILABLE', 'INOPERATIVE', 'AVAILABLE'])
    assert.equal((await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', { status })).status, 200);
  await eventually(async () => arrived > 0);
  const fresh =
    meanwhile === 'PUT' ? { ...recorder.credentials, token: 'NEXT-TOKEN-OF-THE-RECORDER' } : undefined;
  const ended = JSON.parse(await recorder.ask(meanwhile, endpoint, tokenC, fresh)) as { status_code: number };
  assert.equal(ended.status_code, 1000);
  const before = recorder.requests.length;
  answerFirst();
  await eventually(async () => pushesUnderWay() === 0);
  return recorder.requests.slice(before);
}

test('what waits for its turn is not sent once the partner has ended the registration @CRED-31', async (t) => {
  assert.deepEqual(await changedMeanwhile(t, 'DELETE'), []);
});

test('what waits for its turn goes out with the token of a renewal @CRED-26', async (t) => {
  const sent = await changedMeanwhile(t, 'PUT');
  assert.ok(sent.length > 0);
  for (const wire of sent) assert.match(wire, /^Authorization: Token NEXT-TOKEN-OF-THE-RECORDER$/im);
});
