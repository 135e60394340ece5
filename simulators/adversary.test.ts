import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, eventually, start } from './paired.ts';
import { startRecorder, type Wire } from './recorder.ts';

/** How each unpleasantness is told from a plain PATCH of an EVSE on the wire. */
const signs: Record<string, (wire: Wire) => boolean> = {
  'a DateTime without Z': (wire) => /T\d\d:\d\d:\d\d"/.test(wire),
  'a DateTime with fractions': (wire) => /T\d\d:\d\d:\d\d\.\d+/.test(wire),
  'ids in lower case': (wire) => wire.includes('/es/cpo/'),
  'no routing headers': (wire) => !/^OCPI-from-party-id:/im.test(wire),
  'fields nobody knows': (wire) => {
    const names = Object.keys(JSON.parse(wire.split('\n\n')[1] ?? '{}') as object);
    return names.some((name) => name !== 'status' && name !== 'last_updated');
  },
};

/** What an operator sends at so many changes of an EVSE, one after the other. */
async function changes(count: number, adversary: boolean): Promise<Wire[]> {
  const recorder = await startRecorder('DE*REC', ['locations']);
  const ready = () => recorder.requests.filter((wire) => wire.startsWith('PUT')).length >= 12;
  recorder.begin(() => undefined);
  const { versionsUrl } = recorder;
  const cpo = await start('cpo', { versionsUrl, token: 'TOKEN-A', adversary, seed: 9 });
  await eventually(async () => ready());
  const patches = () => recorder.requests.filter((wire) => wire.startsWith('PATCH'));
  for (let turn = 0; turn < count; turn += 1) {
    const status = turn % 2 === 0 ? 'BLOCKED' : 'AVAILABLE';
    await control(cpo, 'PATCH', 'evses/LOC-LYON-1/EVSE-LYON-1-1', { status });
  }
  await eventually(async () => patches().length >= count);
  await recorder.close();
  return patches();
}

test('an adversary strikes one message in twenty, with each kind of harmless unpleasantness', async () => {
  const sent = await changes(500, true);
  assert.equal(sent.length, 500, 'all of it arrives, once');
  const counted = Object.entries(signs).map(([kind, sign]): [string, number] => [
    kind,
    sent.filter(sign).length,
  ]);
  for (const [kind, count] of counted) assert.ok(count >= 1, `${kind}: ${count} of 500`);
  const odd = sent.filter((wire) => Object.values(signs).some((sign) => sign(wire))).length;
  assert.ok(odd >= 8 && odd <= 40, `${odd} of 500`);
});

test('a calm simulator sends nothing odd', async () => {
  const sent = await changes(200, false);
  for (const [kind, sign] of Object.entries(signs)) assert.deepEqual(sent.filter(sign), [], kind);
});
