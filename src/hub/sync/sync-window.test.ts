import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { type Pulled, pullModule } from './pull-module.ts';
import { unchangedIn } from './skip-unchanged-objects.ts';
import { pullObject } from './store-pulled-object.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;
const operator = {
  ...{ id: 'C1', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC'] },
  endpoints: [{ identifier: 'tariffs', url: 'https://abc.example/tariffs' }],
  options: { page_limit: 1000, strict: false },
} as unknown as Connection;
const page = { success: true, outcome: 'answered', http: 200, code: 1000, message: '', data: [] };

/** Reads a pull to its end and returns its result. */
async function ended(pulling: ReturnType<typeof pullModule>): Promise<Pulled> {
  let step = await pulling.next();
  while (!step.done) step = await pulling.next();
  return step.value;
}

/**
 * A hub that pulls the same module again and again; each answer takes a given time, and the overlap of windows is a
 * minute.
 */
function puller() {
  const time = { now: noon };
  const asked: (string | null)[] = [];
  const notes = new Map<string, object>();
  return {
    ...{ time, asked },
    async pull(takes: number, reply: Partial<Reply> = {}, full = false) {
      const hub = {
        party: 'NL*HUB',
        store: {
          objects: {
            change: async () => ({ outcome: 'unchanged' }),
            list: async () => ({ total: 0, objects: [] }),
          },
          notes: {
            get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
            put: async (kind: string, key: string, value: object) => void notes.set(`${kind} ${key}`, value),
            take: async () => undefined,
          },
          registry: { read: () => ({ connections: [], agreements: agreementsOf([]) }) },
        },
        send: async ({ url, judge }: Outgoing) => {
          asked.push(new URL(url).searchParams.get('date_from'));
          time.now += takes;
          const answer = { ...page, headers: { 'x-total-count': '0' }, ...reply } as unknown as Reply;
          const judgement = judge?.(answer);
          return { ...answer, data: judgement?.data, judgement };
        },
        now: () => time.now,
        rests: newRequestedPauses(() => time.now),
        syncOverlap: minute,
        pullPause: 0,
        after: (_: number, call: () => void) => (setImmediate(call), () => {}),
        log: { error: assert.fail, warn: () => {} },
      } as unknown as Hub;
      const until = time.now + 3600 * minute;
      const pulling = pullModule(hub, {
        ...{ sync: 's1', connection: operator, module: 'tariffs', full, retires: true, begun: 0, until },
        take: (from, object, valid) => pullObject(hub, from, object, valid),
        unchanged: (from, objects) => unchangedIn(hub, from, objects),
      });
      return (await ended(pulling)).report.error;
    },
  };
}

test('the next window begins a minute before the last sync began, however long that took @SYNC-02 @SYNC-17', async () => {
  const { pull, asked, time } = puller();
  await pull(10 * minute);
  time.now = noon + 60 * minute;
  await pull(0);
  assert.deepEqual(asked, [null, '2026-03-01T11:59:00Z']);
});

test('a sync that failed does not move the window @SYNC-05', async () => {
  const { pull, asked, time } = puller();
  await pull(0);
  time.now = noon + 60 * minute;
  const refused = {
    success: false,
    outcome: 'garbage',
    http: 404,
    code: 2000,
    message: 'none here',
  } as const;
  assert.notEqual(await pull(0, refused), null);
  time.now = noon + 120 * minute;
  assert.equal(await pull(0), null);
  time.now = noon + 180 * minute;
  await pull(0);
  assert.deepEqual(asked, [null, '2026-03-01T11:59:00Z', '2026-03-01T11:59:00Z', '2026-03-01T13:59:00Z']);
});

test('a full sync asks from the beginning, and the delta after it from there @SYNC-03', async () => {
  const { pull, asked, time } = puller();
  await pull(0);
  time.now = noon + 60 * minute;
  await pull(0, {}, true);
  time.now = noon + 120 * minute;
  await pull(0);
  assert.deepEqual(asked, [null, null, '2026-03-01T12:59:00Z']);
});
