import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConformanceView } from '../hub/types.generated.ts';
import { takeLine } from './conformance-events.ts';

test('each check counts under its verdict, and the newest is told', () => {
  const view = running();
  for (const [id, verdict] of [
    ['VER-01', 'passed'],
    ['VER-02', 'failed'],
    ['LOC-29', 'failed'],
    ['LOC-30', 'skipped'],
  ])
    assert.equal(
      takeLine(view, `{"event":"checked","id":"${id}","name":"A  name","verdict":"${verdict}"}`),
      undefined,
    );
  assert.deepEqual(view.verdicts, { passed: 1, failed: 2, warned: 0, skipped: 1, broken: 0 });
  assert.equal(view.latest, 'LOC-30 A  name');
});

test("the partner's turn is told until the next check has its verdict", () => {
  const view = running();
  takeLine(view, '{"event":"waiting","for":"a command"}');
  assert.equal(view.waiting, 'a command');
  takeLine(view, '{"event":"checked","id":"CMD-18","name":"x","verdict":"passed"}');
  assert.equal(view.waiting, null);
});

test('the end brings totals and the verdict', () => {
  const totals = { passed: 7, failed: 0, warned: 2, skipped: 1, broken: 0 };
  const line = JSON.stringify({ event: 'finished', conformant: false, interrupted: false, totals });
  assert.deepEqual(takeLine(running(), line), {
    status: 'DONE',
    conformant: false,
    verdicts: totals,
    error: null,
  });
});

test('a run without a verdict tells why', () => {
  assert.deepEqual(takeLine(running(), '{"event":"no_verdict","reason":"nobody registered within 5 s"}'), {
    status: 'FAILED',
    conformant: null,
    error: 'nobody registered within 5 s',
  });
});

test('words, unknown events and unknown verdicts change no count', () => {
  const view = running();
  for (const line of [
    'FAILED    VER-02    A name',
    '',
    'null',
    '7',
    '{"event":"later"}',
    '{"event":"checked","id":"A-1","name":"x","verdict":"odd"}',
  ])
    assert.equal(takeLine(view, line), undefined);
  assert.deepEqual(view.verdicts, { passed: 0, failed: 0, warned: 0, skipped: 0, broken: 0 });
});

function running(): ConformanceView {
  return {
    ...{ id: 'r1', connection: 'c1', role: 'CPO', versions_url: 'https://cpo.example', read_only: true },
    ...{ status: 'RUNNING', started: '2025-03-01T08:00:00Z', finished: null, latest: null, waiting: null },
    ...{ conformant: null, error: null },
    verdicts: { passed: 0, failed: 0, warned: 0, skipped: 0, broken: 0 },
  };
}
