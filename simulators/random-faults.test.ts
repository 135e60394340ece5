import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { control, eventually, start } from './connected-simulators-for-tests.ts';
import { startRecorder, type Wire } from './recording-partner.ts';

/**
 * The signs by which each fault differs from a plain PATCH of an EVSE on the wire, and how many of 500 messages with
 * seed 21 it strikes. The nine faults that fit such a PATCH strike 25 in all, 5 %; the other 9 need lists, nulls or
 * names that it does not have. A share of 2 % would strike 8 times, one of 10 % 28 times.
 */
const signs: Record<string, [number, (wire: Wire) => boolean]> = {
  'a DateTime without Z': [3, (wire) => /T\d\d:\d\d:\d\d"/.test(wire)],
  'a DateTime with fractions': [2, (wire) => /T\d\d:\d\d:\d\d\.\d+/.test(wire)],
  'ids in lower case': [5, (wire) => wire.includes('/es/cpo/')],
  'no routing headers': [3, (wire) => !/^OCPI-from-party-id:/im.test(wire)],
  'fields nobody knows': [
    3,
    (wire) => {
      const names = Object.keys(JSON.parse(wire.split('\n\n')[1] ?? '{}') as object);
      return names.some((name) => name !== 'status' && name !== 'last_updated');
    },
  ],
};

/** The messages that an operator sends at so many changes of an EVSE, one after the other. */
async function changes(t: TestContext, count: number, adversary: boolean): Promise<Wire[]> {
  const recorder = await startRecorder('DE*REC', ['locations']);
  const ready = () => recorder.requests.filter((wire) => wire.startsWith('PUT')).length >= 12;
  recorder.begin(() => undefined);
  const { versionsUrl } = recorder;
  const cpo = await start(t, 'cpo', { versionsUrl, token: 'TOKEN-A', adversary, seed: 21 });
  await eventually(async () => ready());
  const patches = () => recorder.requests.filter((wire) => wire.startsWith('PATCH'));
  try {
    for (let turn = 0; turn < count; turn += 1) {
      const status = turn % 2 === 0 ? 'BLOCKED' : 'AVAILABLE';
      const changed = await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', { status });
      assert.equal(changed.status, 200, JSON.stringify(changed.json));
      // Hundreds of messages of the simulator take long on a busy machine.
      if ((turn + 1) % 50 === 0)
        await eventually(async () => patches().length > turn).catch((error: Error) => {
          throw new Error(`after ${turn + 1} changes there were ${patches().length} PATCHes`, {
            cause: error,
          });
        });
    }
  } finally {
    // A recorder that still listens would keep the test file from ending.
    await recorder.close();
  }
  return patches();
}

test('an adversary strikes one message in twenty, with each kind of harmless unpleasantness', async (t) => {
  const sent = await changes(t, 500, true);
  assert.equal(sent.length, 500, 'all of it arrives, once');
  for (const [kind, [times, sign]] of Object.entries(signs))
    assert.equal(sent.filter(sign).length, times, `${kind}, of 500 messages`);
  const odd = sent.filter((wire) => Object.values(signs).some(([, sign]) => sign(wire)));
  assert.equal(odd.length, 16, 'never two at once');
});

test('a calm simulator sends nothing odd', async (t) => {
  const sent = await changes(t, 200, false);
  for (const [kind, [, sign]] of Object.entries(signs)) assert.deepEqual(sent.filter(sign), [], kind);
});
