import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Decide, StoredObject, Wanted } from '../ports/object-store.ts';
import { type Pulled, pullModule } from './pull-module.ts';
import { unchangedIn } from './skip-unchanged-objects.ts';
import { pullObject } from './store-pulled-object.ts';

const tariff: Json = {
  id: 'T1',
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'TIME', price: 2, step_size: 300 }] }],
  last_updated: '2026-01-02T00:00:00Z',
};
const changed = { ...tariff, currency: 'CHF' };
const price = (of: unknown) => [{ price_components: [{ type: 'TIME', price: of, step_size: 300 }] }];
const lists = (levels: number): unknown[] => (levels === 1 ? [] : [lists(levels - 1)]);

const listed: { what: string; object: Json; is: 'stored' | 'unchanged' | 'rejected' }[] = [
  { what: 'the same', object: { ...tariff }, is: 'unchanged' },
  {
    what: 'the same, written the other way round',
    object: Object.fromEntries(Object.entries(tariff).reverse()),
    is: 'unchanged',
  },
  { what: 'another content of the same time', object: changed, is: 'stored' },
  { what: 'a newer one', object: { ...tariff, last_updated: '2026-01-03T00:00:00Z' }, is: 'stored' },
  { what: 'an older one', object: { ...changed, last_updated: '2026-01-01T00:00:00Z' }, is: 'unchanged' },
  { what: 'one that can be mended', object: { ...tariff, elements: price('3') }, is: 'stored' },
  { what: 'one that only strict readers refuse', object: { ...tariff, id: 'Ü' }, is: 'stored' },
  { what: 'one that is wrong', object: { ...changed, elements: [] }, is: 'rejected' },
  { what: 'one with a wrong extension', object: { ...changed, country_code: 5 }, is: 'rejected' },
  { what: 'one that is 65 deep', object: { ...changed, more: lists(64) }, is: 'stored' },
  { what: 'one that is 66 deep', object: { ...changed, more: lists(65) }, is: 'rejected' },
];

for (const { what, object, is } of listed) {
  test(`on a partner's list ${what} is ${is}`, async () => {
    const pull = puller();
    await pull(tariff);
    const { stored, unchanged, rejected } = await pull(object);
    assert.deepEqual({ stored, unchanged, rejected }, { stored: 0, unchanged: 0, rejected: 0, [is]: 1 });
  });
}

for (const { begun, is } of [
  { begun: 6, is: 'unchanged' },
  { begun: 7, is: 'stored' },
])
  test(`a Tariff that change 7 has deleted is ${is} by a list that was asked for at ${begun} @SYNC-09`, async () => {
    const { stored, unchanged } = await puller({ begun, ended: 7 })(tariff);
    assert.deepEqual({ stored, unchanged }, { stored: 0, unchanged: 0, [is]: 1 });
  });

for (const { begun, is } of [
  { begun: 0, is: 'unchanged' },
  { begun: 1, is: 'stored' },
])
  test(`another content of the time of change 1 is ${is} by a list that was asked for at ${begun} @SYNC-09`, async () => {
    const pull = puller({ begun });
    await pull(tariff);
    const { stored, unchanged } = await pull(changed);
    assert.deepEqual({ stored, unchanged }, { stored: 0, unchanged: 0, [is]: 1 });
  });

const operator = {
  id: 'C1',
  role: 'CPO',
  party: 'NL*ABC',
  parties: ['NL*ABC'],
  endpoints: [{ identifier: 'tariffs', url: 'https://abc.example/tariffs' }],
  options: { page_limit: 1000, strict: false },
} as unknown as Connection;

/** Reads a pull to its end and returns its result. */
async function ended(pulling: ReturnType<typeof pullModule>): Promise<Pulled> {
  let step = await pulling.next();
  while (!step.done) step = await pulling.next();
  return step.value;
}

/**
 * Pulls a list with one Tariff into an own store; the list is asked for at the change `begun`, and the change `ended`
 * has deleted the Tariff.
 */
function puller({ begun = 1, ended: deleted }: { begun?: number; ended?: number } = {}) {
  const stored = new Map<string, StoredObject>();
  const change = async (key: StoredObject, decide: Decide): Promise<object> => {
    const before = stored.get(key.id);
    const decision = decide(before, before ? undefined : deleted);
    if (decision.to !== 'store') return { outcome: 'unchanged', before, after: before };
    stored.set(key.id, { ...key, ...decision.object, changed: 1 });
    return { outcome: before ? 'updated' : 'created', before, after: stored.get(key.id) };
  };
  return async (object: Json) => {
    const send = async ({ judge }: Outgoing): Promise<Reply> => {
      const headers = { 'x-total-count': '1', 'x-limit': '1000' };
      const page = { success: true, outcome: 'answered', data: [object], headers } as unknown as Reply;
      const judgement = judge?.(page);
      return { ...page, data: judgement?.data, judgement };
    };
    const hub = {
      party: 'NL*HUB',
      store: {
        objects: {
          change,
          get: async () => undefined,
          find: async () => [],
          same: async (wanted: Wanted[]) =>
            wanted.map(({ key, lastUpdated, bytes }) => {
              const object = stored.get(key.id);
              return object && object.lastUpdated >= lastUpdated && object.bytes.equals(bytes())
                ? object
                : undefined;
            }),
        },
        notes: { get: async () => undefined, put: async () => undefined },
        registry: { read: () => ({ connections: [], agreements: agreementsOf([]) }) },
      },
      deliver: { offer: async () => undefined },
      send,
      now: () => 0,
      rests: newRequestedPauses(() => 0),
      syncOverlap: 60_000,
    } as unknown as Hub;
    const { report } = await ended(
      pullModule(hub, {
        sync: 's1',
        connection: operator,
        module: 'tariffs',
        full: false,
        retires: true,
        begun,
        until: 1,
        take: (from, object, valid) => pullObject(hub, from, object, valid, begun),
        unchanged: (from, objects) => unchangedIn(hub, from, objects),
      }),
    );
    assert.equal(report.error, null);
    return report;
  };
}

test('the size of pages that a partner can give is learnt @SYNC-16', async () => {
  const tariffs = Array.from({ length: 300 }, (_, n) => ({ ...tariff, id: `T${n}` }));
  const tooLarge = { success: false, outcome: 'unreachable', http: null, code: null, barred: 'size' };
  const send = async ({ url, judge }: Outgoing): Promise<Reply> => {
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(new URL(url).searchParams.get(name)));
    if ((limit ?? 0) > 200) return tooLarge as unknown as Reply;
    const data = tariffs.slice(offset, Number(offset) + Number(limit));
    const page = { success: true, outcome: 'answered', data, headers: { 'x-total-count': '300' } };
    const judgement = judge?.(page as unknown as Reply);
    return { ...page, data: judgement?.data, judgement } as unknown as Reply;
  };
  let state = { connections: [{ ...operator, profile: undefined }], agreements: agreementsOf([]) };
  const hub = {
    party: 'NL*HUB',
    store: {
      objects: { change: async () => ({ outcome: 'unchanged' }), same: async () => [] },
      notes: { get: async () => undefined, put: async () => undefined },
      registry: {
        read: () => state,
        change: async (update: (old: typeof state) => typeof state) => (state = update(state)),
      },
    },
    send,
    now: () => 0,
    rests: newRequestedPauses(() => 0),
    syncOverlap: 60_000,
  } as unknown as Hub;
  const pull = { sync: 's1', connection: operator, module: 'tariffs', full: false, retires: true } as const;
  const { report } = await ended(
    pullModule(hub, {
      ...{ ...pull, begun: 0, until: 1 },
      take: (from, object, valid) => pullObject(hub, from, object, valid),
      unchanged: (from, objects) => unchangedIn(hub, from, objects),
    }),
  );
  assert.deepEqual([report.error, report.received, report.pages], [null, 300, 3]);
  const [connection] = state.connections as unknown as Connection[];
  assert.deepEqual(connection?.profile?.learnt, { page_size: 125 });
});
