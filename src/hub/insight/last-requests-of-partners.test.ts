import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Notes } from '../ports/expiring-key-values.ts';
import { groupFindings } from './group-findings-by-rule.ts';
import { seenOf } from './judge-onboarding-step.ts';
import { keepingMarks, withMarks } from './last-requests-of-partners.ts';

const start = Date.parse('2026-03-01T12:00:00Z');

/**
 * Notes in memory, and a function that records that a partner's PUT of a Location was answered in a second with a
 * status code.
 */
function world() {
  const kept = new Map<string, object>();
  const notes = {
    put: async (_kind: string, key: string, value: object) =>
      void kept.set(key, JSON.parse(JSON.stringify(value)) as object),
    under: async (_kind: string, prefix: string) =>
      [...kept].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value })),
  } as unknown as Notes;
  const marks = keepingMarks({ notes, now: () => start, failed: assert.fail });
  const exchange = (second: number, code: number, more: Partial<Exchange> = {}) =>
    ({
      ...{ time: new Date(start + second * 1000).toISOString(), request_id: `r${second}`, direction: 'IN' },
      ...{ connection: 'c1', module: 'locations', method: 'PUT', http_status: 200, ocpi_status: code },
      ...{ findings: [], error: null, response: { body: null } },
      ...more,
    }) as unknown as Exchange;
  return {
    exchange,
    kept: () => [...kept.keys()].sort(),
    note: (second: number, code: number, more: Partial<Exchange> = {}) =>
      marks.note(exchange(second, code, more)),
    seen: async (traced: Exchange[] = []) => withMarks(notes, 'c1', traced.map(seenOf)),
  };
}

const rubbish = { pointer: '/city', message: 'is required', requirement: 'LOC-12', origin: '2.1.1' } as const;

test('rubbish that the trace has lost is still held against the partner', async () => {
  const { note, seen } = world();
  note(1, 2001, { findings: [rubbish] });
  const [finding] = groupFindings(await seen());
  assert.deepEqual(
    [finding?.requirement, finding?.example, finding?.request_id],
    ['LOC-12', { pointer: '/city', message: 'is required' }, 'r1'],
  );
});

test('of each kind of request the last is kept by outcome, and which outcome was the last is always right', async () => {
  const { note, seen, kept } = world();
  for (const [second, code] of [
    [1, 1000],
    [2, 2001],
    [3, 1000],
    [4, 1000],
    [5, 2001],
  ] as const)
    note(second, code);
  assert.deepEqual(kept(), ['c1 IN locations PUT false', 'c1 IN locations PUT true']);
  assert.deepEqual(
    (await seen()).map(({ request_id, ok }) => [request_id, ok]),
    [
      ['r5', false],
      ['r3', true],
    ],
  );
});

test('a kind of request that goes on is kept every ten minutes, not at every request', async () => {
  const { note, seen } = world();
  for (let second = 0; second <= 700; second += 100) note(second, 1000);
  assert.deepEqual(
    (await seen()).map(({ request_id }) => request_id),
    ['r600'],
  );
});

test('a request that the trace holds counts once, with all that was found in it', async () => {
  const { note, seen, exchange } = world();
  const findings = [rubbish, { ...rubbish, requirement: 'LOC-13' }];
  note(1, 2001, { findings });
  assert.deepEqual(
    (await seen([exchange(1, 2001, { findings })])).map((one) => one.findings),
    [findings],
  );
  assert.deepEqual(
    (await seen()).map((one) => one.findings),
    [findings],
  );
});

test('requests of strangers leave no mark, and those of other partners are not this one’s', async () => {
  const { note, seen, kept } = world();
  note(1, 2000, { connection: null });
  assert.deepEqual(kept(), []);
  note(2, 2001, { connection: 'c11', findings: [rubbish] });
  assert.deepEqual(await seen(), []);
});
