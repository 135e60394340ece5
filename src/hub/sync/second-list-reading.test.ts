import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Decision, ListQuery, ObjectKey, StoredObject } from '../ports/object-store.ts';
import { pullModule } from './pull-module.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const old = '2026-01-02T00:00:00Z';
const partner = {
  ...{ id: 'C1', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC'] },
  endpoints: [{ identifier: 'tariffs', url: 'https://abc.example/tariffs' }],
  options: { page_limit: 2, strict: false },
} as unknown as Connection;

const tariff = (id: string, last_updated = old): Json => ({ id, last_updated });

/**
 * An operator that pushes nothing, with Tariffs of which the hub stores T1 to T5; `before` is called before each of its
 * answers, `more` are counted from the third on.
 */
function operator(before: (list: Json[], nth: number) => void, counts = true, more = 0) {
  const list = ['T1', 'T2', 'T3', 'T4', 'T5'].map((id) => tariff(id));
  const stored = new Map(
    list.map(({ id }, nth) => [
      String(id),
      { module: 'tariffs', owner: 'NL*ABC', id, changed: 1, created: nth, lastUpdated: Date.parse(old) },
    ]),
  );
  const asked: string[] = [];
  const send = async ({ url }: Outgoing): Promise<Reply> => {
    const { search, searchParams } = new URL(url);
    asked.push(search);
    before(list, asked.length);
    const to = Date.parse(searchParams.get('date_to') ?? '') || Number.POSITIVE_INFINITY;
    const [offset = 0, limit = 0] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)));
    const matching = list.filter(({ last_updated }) => Date.parse(String(last_updated)) < to);
    const next = `<https://abc.example/tariffs${search.replace(`offset=${offset}`, `offset=${offset + limit}`)}>; rel="next"`;
    const headers = {
      ...(counts ? { 'x-total-count': String(matching.length + (asked.length > 2 ? more : 0)) } : {}),
      ...(offset + limit < matching.length ? { link: next } : {}),
    };
    const data = matching.slice(offset, offset + limit);
    return { success: true, outcome: 'answered', http: 200, code: 1000, message: '', data, headers };
  };
  const hub = {
    party: 'NL*HUB',
    ...{ send, now: () => noon, rests: newRequestedPauses(() => noon), syncOverlap: 60_000 },
    log: { warn: () => undefined },
    deliver: { offer: async () => undefined },
    store: {
      objects: {
        list: async ({ offset, limit }: ListQuery) => ({
          total: stored.size,
          objects: [...stored.values()].slice(offset, offset + limit),
        }),
        change: async ({ id }: ObjectKey, decide: (old: StoredObject | undefined) => Decision) => {
          const before = { ...stored.get(id), lookups: { id } } as unknown as StoredObject;
          if (decide(before).to === 'delete') stored.delete(id);
          return { outcome: 'deleted', before, changed: 9 };
        },
      },
      notes: { get: async () => undefined, put: async () => undefined },
      registry: { read: () => ({ connections: [], agreements: agreementsOf([]) }) },
    },
  } as unknown as Hub;
  return {
    asked,
    /** Pulls all Tariffs; returns the ids that are stored then, and the warnings. */
    async pull(): Promise<[stored: string[], warnings: string[]]> {
      const pulling = pullModule(hub, {
        ...{ sync: 's1', connection: partner, module: 'tariffs', full: true, retires: true, begun: 5 },
        until: noon + 1000,
        take: async (_from, object) => ({
          outcome: 'unchanged',
          seen: { owner: 'NL*ABC', id: String((object as Json).id) },
        }),
        unchanged: async () => new Map(),
      });
      let step = await pulling.next();
      while (!step.done) step = await pulling.next();
      const { error, warnings } = step.value.report;
      assert.equal(error, null);
      return [[...stored.keys()], warnings];
    },
  };
}

const young = '2026-03-01T12:00:30Z';
const remove = (list: Json[], id: string) =>
  void list.splice(
    list.findIndex((one) => one.id === id),
    1,
  );

// biome-ignore format: a table
const shifts: [what: string, before: (list: Json[]) => void, counts?: false][] = [
  ['loses one and gets another', (list) => { remove(list, 'T1'); list.push(tariff('T9')); }],
  ['loses two and gets another', (list) => { remove(list, 'T1'); remove(list, 'T2'); list.push(tariff('T9')); }],
  ['loses one and is not counted', (list) => remove(list, 'T1'), false],
  ['is sorted by time, and one changes', (list) => { list.splice(0, 0, ...list.splice(3, 1)); }],
  ['has one that leaves the window as it changes', (list) => { list[3] = tariff('T4', young); }],
];

for (const [what, shift, counts] of shifts)
  test(`nothing that its owner has is retired by a list that ${what} as it is read @SYNC-10`, async () => {
    const { pull } = operator((list, nth) => nth === 2 && shift(list), counts);
    assert.deepEqual(await pull(), [['T1', 'T2', 'T3', 'T4', 'T5'], []]);
  });

test('nothing is retired that changed before a window which ends by a clock that is behind @SYNC-10', async () => {
  const { pull } = operator((list) => void (list[2] = tariff('T3', young)));
  assert.deepEqual(await pull(), [['T1', 'T2', 'T3', 'T4', 'T5'], []]);
});

test('the second look has no dates, and none is taken where nothing is missing', async () => {
  const lacking = operator((list, nth) => nth === 1 && remove(list, 'T2'));
  assert.deepEqual(await lacking.pull(), [['T1', 'T3', 'T4', 'T5'], []]);
  assert.deepEqual(lacking.asked.slice(2), ['?offset=0&limit=2', '?offset=2&limit=2']);
  const whole = operator(() => undefined);
  await whole.pull();
  assert.equal(whole.asked.length, 3);
});

const endsEarly: [how: string, ...Parameters<typeof operator>][] = [
  ['gives one page again and again', (list, nth) => nth === 3 && list.fill(tariff('T1'))],
  ['counts more than it holds', () => undefined, true, 1],
];
for (const [how, shift, ...more] of endsEarly)
  test(`where the second look ${how} it is told how many stay @SYNC-10`, async () => {
    const { pull } = operator((list, nth) => (nth === 1 ? remove(list, 'T2') : shift(list, nth)), ...more);
    const [stored, [warning]] = await pull();
    assert.deepEqual(stored, ['T1', 'T2', 'T3', 'T4', 'T5']);
    assert.match(
      String(warning),
      /^1 of the 5 tariffs of NL\*ABC are not on its list, which could not be read once more .*: they stay$/,
    );
  });
