import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing, Reply, Send } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses, notingPauses } from './pauses-requested-by-partners.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');

/** The pause after an answer that comes at noon, in milliseconds. */
// biome-ignore format: a table
const table: [http: number, success: boolean, header: string | undefined, rests: number][] = [
  [429, false, '7',                                   7_000],
  [503, false, '7',                                   7_000],
  [503, false, 'Sun, 01 Mar 2026 12:01:00 GMT',      60_000],
  [429, false, '31536000',                          300_000],
  [429, false, 'soon',                                    0],
  [429, false, undefined,                                 0],
  [200, true,  '7',                                       0],
];

for (const [http, success, header, rests] of table)
  test(`HTTP ${http} with Retry-After ${header}: a pause of ${rests} ms @TRANS-75`, () => {
    const kept = newRequestedPauses(() => noon);
    kept.heed('C1', { success, headers: { 'retry-after': header } });
    assert.equal(kept.left('C1'), rests);
  });

test("a pause is one connection's, whatever it was sent, is never made shorter, and ends @TRANS-75", async () => {
  let now = noon;
  const kept = newRequestedPauses(() => now);
  const answers = ['60', '1'];
  const send = notingPauses(
    (async () =>
      ({ success: false, headers: { 'retry-after': answers.shift() } }) as unknown as Reply) as Send,
    kept,
  );
  await send({ connection: 'C1', module: 'tokens', method: 'POST' } as Outgoing);
  await send({ connection: 'C1', module: 'locations', method: 'GET' } as Outgoing);
  assert.deepEqual([kept.left('C1'), kept.left('C2')], [60_000, 0]);
  now += 59_999;
  assert.equal(kept.left('C1'), 1);
  now += 1;
  assert.equal(kept.left('C1'), 0);
});
