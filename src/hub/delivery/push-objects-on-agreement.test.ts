import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import { changeAgreement, createAgreement } from '../partners/agreements.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { Agreement, Connection } from '../ports/connection-registry.ts';
import type { ListQuery, StoredObject } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { Refusal } from '../refusal-error.ts';
import {
  foreseePushOnAgreement,
  owePushOnAgreement,
  resumePushesOnAgreement,
  takeUpPushesOnAgreement,
} from './push-objects-on-agreement.ts';

/**
 * A hub whose provider asks for all stored objects at new agreements, with so many Tariffs of the operator; `pass` lets
 * time pass up to its next timer.
 */
function hub(count: number, valid_from: string | null = null) {
  const stored = Array.from({ length: count }, (_, n) => ({
    module: 'tariffs',
    owner: 'NL*ABC',
    id: `T${n}`,
    created: n,
    lookups: { id: `T${n}` },
    bytes: Buffer.from('{}'),
  })) as unknown as StoredObject[];
  const connection = {
    id: 'e1',
    role: 'EMSP',
    party: 'DE*EMP',
    parties: ['DE*EMP'],
    status: 'REGISTERED',
    options: { ...defaultOptions, push_on_agreement: true },
  } as unknown as Connection;
  const agreement = {
    ...{ id: 'a1', cpo: 'NL*ABC', emsp: 'DE*EMP', status: 'ACTIVE', deleted: false },
    ...{ valid_from, valid_to: null, created: '2026-03-01T00:00:00Z', since: '2026-03-01T00:00:00Z' },
  } as unknown as Agreement;
  const noted = new Map<string, object>();
  const pushed: Push[] = [];
  const time = { now: Date.parse('2026-03-01T00:00:00Z'), timers: [] as { at: number; call: () => void }[] };
  const made = {
    now: () => time.now,
    after: (milliseconds: number, call: () => void) =>
      time.timers.push({ at: time.now + milliseconds, call }),
    log: { error: (error: unknown) => assert.fail(String(error)) },
    memory: newMemory(),
    deliver: {
      again: async (push: Push) => pushed.push(push) > 0,
      keep: async () => {},
      term: () => 'term 1',
    },
    store: {
      registry: { read: () => ({ connections: [connection], agreements: agreementsOf([agreement]) }) },
      processes: { isMine: () => true, announce: async () => {}, subscribe: () => {}, onMoved: () => {} },
      objects: {
        list: async ({ module, offset, limit }: ListQuery) => ({
          total: stored.length,
          objects: module === 'tariffs' ? stored.slice(offset, offset + limit) : [],
        }),
      },
      notes: {
        put: async (_: string, key: string, value: object) => noted.set(key, value),
        keep: async (_: string, key: string, value: object) => {
          const known = noted.get(key);
          if (!known) noted.set(key, value);
          return known ?? value;
        },
        get: async (_: string, key: string) => noted.get(key),
        take: async (_: string, key: string) => noted.delete(key),
        all: async () => [...noted].map(([key, value]) => ({ key, value })),
      },
    },
  } as unknown as Hub;
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  };
  const pass = async () => {
    const due = time.timers;
    time.timers = [];
    for (const { at, call } of due) {
      time.now = at;
      call();
    }
    await settle();
    return new Date(time.now).toISOString();
  };
  const owe = async () => {
    await owePushOnAgreement(made, [agreement]);
    await settle();
  };
  return { made, agreement, connection, noted, pushed, time, owe, pass, settle };
}

test('a stock of more than one page is pushed as a whole, to the other party alone @HUB-13', async () => {
  const { noted, pushed, owe } = hub(450);
  await owe();
  assert.equal(noted.size, 0);
  assert.deepEqual(new Set(pushed.map(({ id }) => id)).size, 450);
  assert.ok(pushed.every(({ only }) => only === 'DE*EMP'));
});

test('the note of a stock stays until it is durable what its receiver has not taken @HUB-13 @HUB-29', async () => {
  const { made, noted, owe, settle } = hub(3);
  let kept = () => {};
  made.deliver.keep = () => new Promise((done) => (kept = done));
  await owe();
  assert.equal(noted.size, 1);
  kept();
  await settle();
  assert.equal(noted.size, 0);
});

test('the note of a stock stays where its receiver goes to another process before the position is stored @HUB-13', async () => {
  const { made, noted, owe } = hub(3);
  made.deliver.keep = async () => {
    made.store.processes.isMine = () => false;
  };
  await owe();
  assert.equal(noted.size, 1);
});

test('the note of a stock stays where another follower of the process has the receiver before the position is stored @HUB-13', async () => {
  const { made, noted, owe, pushed, settle } = hub(3);
  made.deliver.keep = async () => {
    made.deliver.term = () => 'term 2';
  };
  await owe();
  assert.equal(noted.size, 1);
  await takeUpPushesOnAgreement(made);
  await settle();
  assert.deepEqual([noted.size, pushed.length], [0, 6]);
});

test('a stock waits until the agreement begins, and the clock is looked at once a day until then @HUB-13', async () => {
  const { noted, pushed, time, owe, pass } = hub(3, '2026-03-03T06:00:00Z');
  await owe();
  const moments = [await pass(), await pass()];
  assert.deepEqual(moments, ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z']);
  assert.deepEqual([pushed.length, noted.size], [0, 2]);
  assert.equal(await pass(), '2026-03-03T06:00:00.000Z');
  assert.deepEqual([pushed.length, noted.size, time.timers.length], [3, 0, 0]);
});

test('a stock that is being pushed is not begun a second time @HUB-13', async () => {
  const { pushed, made, agreement } = hub(3);
  await Promise.all([owePushOnAgreement(made, [agreement]), owePushOnAgreement(made, [agreement])]);
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  assert.equal(pushed.length, 3);
});

test('the stock of an agreement that begins while its receiver is suspended is pushed when that is over @HUB-13', async () => {
  const { made, connection, noted, pushed, owe, settle } = hub(3);
  connection.status = 'SUSPENDED';
  await owe();
  assert.deepEqual(
    [pushed.length, noted.size],
    [0, 1],
    'the note of the other side, who has nothing, is gone',
  );
  connection.status = 'REGISTERED';
  await takeUpPushesOnAgreement(made);
  await settle();
  assert.deepEqual([pushed.length, noted.size], [3, 0]);
});

test('so is a stock whose receiver is suspended while it is pushed @HUB-13', async () => {
  const { made, connection, noted, pushed, owe, settle } = hub(450);
  made.deliver.again = async (push) => {
    pushed.push(push);
    connection.status = 'SUSPENDED';
    return true;
  };
  await owe();
  assert.equal(noted.size, 1);
  made.deliver.again = async (push) => pushed.push(push) > 0;
  connection.status = 'REGISTERED';
  await takeUpPushesOnAgreement(made);
  await settle();
  assert.deepEqual(noted.size, 0);
  assert.equal(new Set(pushed.map(({ id }) => id)).size, 450);
});

test('a stock whose word was lost, or whose receiver nobody followed yet, is found within half a minute @HUB-13', async () => {
  const { made, noted, pushed, owe } = hub(3);
  made.deliver.again = async () => false;
  await owe();
  assert.deepEqual([pushed.length, noted.size], [0, 1]);
  const late = hub(3);
  await resumePushesOnAgreement(late.made);
  await made.store.notes
    .all('stock')
    .then((notes) => notes.forEach(({ key, value }) => late.noted.set(key, value)));
  assert.equal(await late.pass(), '2026-03-01T00:00:30.000Z');
  assert.deepEqual([late.pushed.length, late.noted.size], [3, 0]);
});

test('a process that dies between an agreement and the note of its stock leaves it to the others @HUB-13', async () => {
  const { made, agreement, noted, pushed, settle } = hub(3);
  made.newId = () => agreement.id;
  made.store.objects.present = async () => 3;
  // The change of the registry is durable, but the process never learns that.
  made.store.registry.agree = () => new Promise(() => {});
  void createAgreement(made, {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'DE', party_id: 'EMP' },
  });
  await settle();
  assert.equal(noted.size, 1);
  await resumePushesOnAgreement(made);
  await settle();
  assert.deepEqual([pushed.length, noted.size], [3, 0]);
});

test('an agreement that does not come about leaves no note of a stock @HUB-13', async () => {
  const { made, agreement, noted } = hub(3);
  made.newId = () => agreement.id;
  made.store.objects.present = async () => 3;
  made.store.registry.agree = () => Promise.reject(new Refusal('conflict', 'no'));
  const parties = {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'DE', party_id: 'EMP' },
  };
  await assert.rejects(createAgreement(made, parties), Refusal);
  assert.equal(noted.size, 0);
});

test('an agreement whose storing had no answer may be stored, so the note of its stock stays @HUB-13', async () => {
  const { made, agreement, noted } = hub(3);
  made.newId = () => agreement.id;
  made.store.objects.present = async () => 3;
  made.store.registry.agree = () => Promise.reject(new Error('the connection is lost'));
  const parties = {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'DE', party_id: 'EMP' },
  };
  await assert.rejects(createAgreement(made, parties));
  assert.equal(noted.size, 1);
});

test('a change by which nothing begins leaves the note of a process that died right after the agreement began @HUB-13', async () => {
  const { made, agreement, noted } = hub(3);
  made.newId = () => `id ${(ids += 1)}`;
  let ids = 0;
  made.store.objects.present = async () => 3;
  await foreseePushOnAgreement(made, [agreement]);
  made.store.registry.agree = async (change) => change(made.store.registry.read());
  await changeAgreement(made, agreement.id, { status: 'ACTIVE' });
  assert.equal(noted.size, 1);
});

test('a change by which nothing begins leaves no note of its own @HUB-13', async () => {
  const { made, agreement, noted } = hub(3);
  made.newId = () => 'id';
  made.store.objects.present = async () => 3;
  made.store.registry.agree = async (change) => change(made.store.registry.read());
  await changeAgreement(made, agreement.id, { status: 'ACTIVE' });
  assert.equal(noted.size, 0);
});
