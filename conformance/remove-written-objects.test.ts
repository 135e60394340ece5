import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, Json } from './http-exchange.ts';
import { withdraw } from './remove-written-objects.ts';
import type { Trial, Written } from './suite-run-state.ts';

/** A trial that has written these objects, and a partner that gives this answer to every DELETE and change. */
function run(written: Written[], answer: { status: number; code: number } = { status: 200, code: 1000 }) {
  const sent: { method: string; url: string; body: Json | undefined }[] = [];
  const trial = {
    ...{ state: 'registered', written, sent: [], tokenToThem: 'a-token', options: { party: 'ZZ*TST' } },
    endpoints: [],
    wire: {
      send: async ({ method, url, body }: { method: string; url: string; body?: string }) => {
        sent.push({ method, url, body: body === undefined ? undefined : (JSON.parse(body) as Json) });
        const { status, code } = answer;
        return {
          answer: { status, headers: {}, body: JSON.stringify({ status_code: code }) },
        } as unknown as Exchange;
      },
    },
  } as unknown as Trial;
  return { trial, sent };
}

const at = (kind: Written['kind'], object: Json = {}): Written => ({
  kind,
  url: `https://p.example/${kind}`,
  object,
});

test('a Tariff is deleted, a Token invalid, a Session void, a Location without EVSEs; a CDR stays', async () => {
  const evses = [
    { uid: 'E1', status: 'AVAILABLE' },
    { uid: 'E2', status: 'CHARGING' },
  ];
  const { trial, sent } = run([
    at('Tariff'),
    at('Token'),
    at('Session'),
    at('CDR'),
    at('Location', { id: 'L1', evses }),
  ]);
  await withdraw(trial);
  const told = sent.map(({ method, url, body }) => [
    method,
    url.split('/').at(-1),
    body?.valid ?? body?.status,
  ]);
  assert.deepEqual(told, [
    ['DELETE', 'Tariff', undefined],
    ['PATCH', 'Token', false],
    ['PATCH', 'Session', 'INVALID'],
    ['PUT', 'Location', undefined],
  ]);
  const removed = (sent.at(-1)?.body?.evses as Json[]).map(({ uid, status }) => [uid, status]);
  assert.deepEqual(removed, [
    ['E1', 'REMOVED'],
    ['E2', 'REMOVED'],
  ]);
  assert.deepEqual(
    trial.written.map(({ kind, why }) => [kind, why]),
    [['CDR', 'a CDR cannot be taken back']],
  );
});

test('what was written twice is taken back once, in its newest state', async () => {
  const { trial, sent } = run([
    at('Location', { id: 'L1', evses: [] }),
    at('Location', { id: 'L1', name: 'new' }),
  ]);
  await withdraw(trial);
  assert.deepEqual([sent.length, sent[0]?.body?.name], [1, 'new']);
});

test('what the partner does not take back is told, what it does not know is gone', async () => {
  const unwilling = run([at('Tariff')], { status: 405, code: 2000 });
  await withdraw(unwilling.trial);
  assert.deepEqual(unwilling.trial.written, [{ ...at('Tariff'), why: 'HTTP 405, status code 2000' }]);
  const forgetful = run([at('Tariff')], { status: 404, code: 2000 });
  await withdraw(forgetful.trial);
  assert.deepEqual(forgetful.trial.written, []);
});
