import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import type { Outgoing, Reply } from '../../ocpi/messages/exchange.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Parked, Push } from '../changes.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { ChangeRecord, ObjectKey, StoredObject } from '../ports/objects.ts';
import type { Connection, RegistryState } from '../ports/registry.ts';
import type { Store } from '../ports/store.ts';
import { startDelivery } from './deliver.ts';
import { keepingRests } from './rests.ts';

const owner = 'NL*ABC' as Party;
const provider = 'DE*EMP' as Party;

/** A store in memory that processes share, one provider whose answers the test gives, and pauses that take no time. */
function world(t: TestContext) {
  const time = { now: Date.parse('2026-03-01T12:00:00Z') };
  const sent: { what: string; status: string | undefined }[] = [];
  const answers: (Partial<Reply> | Promise<Partial<Reply>>)[] = [];
  const objects = new Map<string, StoredObject>();
  const records = new Map<string, ChangeRecord>();
  const notes = new Map<string, object>();
  const listeners: (() => Promise<unknown>)[] = [];
  const moved: (() => Promise<unknown>)[] = [];
  const news: (() => void)[] = [];
  const words: { process: string; about: string; call: (word: object) => void }[] = [];
  const follows = { process: 'one' };
  let changed = 0;
  let state = {
    connections: [
      {
        ...{ id: 'e1', role: 'EMSP', party: provider, parties: [provider], status: 'REGISTERED' },
        ...{ tokenToThem: 'a-token', options: defaultOptions },
        endpoints: ['locations', 'tariffs', 'cdrs'].map((identifier) => ({
          identifier,
          url: `https://emp.example/${identifier}`,
        })),
      },
    ],
    agreements: [
      {
        ...{ id: 'a1', cpo: owner, emsp: provider, status: 'ACTIVE', deleted: false },
        ...{ valid_from: null, valid_to: null, created: '2026-01-01T00:00:00Z' },
      },
    ],
  } as unknown as RegistryState;
  const connection = () => state.connections[0] as Connection;
  const keyOf = ({ module, owner: by, id }: ObjectKey) => `${module} ${by} ${id}`;
  const since = async (from: number) =>
    [...records.values()].filter((one) => one.changed > from).sort((a, b) => a.changed - b.changed);

  const storeOf = (process: string) =>
    ({
      registry: { read: () => state, onChange: (call: () => Promise<unknown>) => listeners.push(call) },
      objects: {
        position: () => changed,
        since,
        news: since,
        get: async (key: ObjectKey) => objects.get(keyOf(key)),
        find: async (module: ObjectModuleId, field: string, value: string) =>
          [...objects.values()].filter((one) => one.module === module && one.lookups[field] === value),
        onNews: (call: () => void) => news.push(call),
      },
      notes: {
        put: async (kind: string, key: string, value: object) =>
          void notes.set(`${kind} ${key}`, structuredClone(value)),
        get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
        take: async (kind: string, key: string) => notes.delete(`${kind} ${key}`),
        all: async (kind: string) =>
          [...notes]
            .filter(([key]) => key.startsWith(`${kind} `))
            .map(([key, value]) => ({ key: key.slice(kind.length + 1), value })),
      },
      processes: {
        id: process,
        count: () => 2,
        isMine: () => follows.process === process,
        onMoved: (call: () => Promise<unknown>) => moved.push(call),
        tell: async (about: string, word: object) => {
          for (const one of words) if (one.process !== process && one.about === about) one.call(word);
        },
        onWord: (about: string, call: (word: object) => void) => words.push({ process, about, call }),
      },
    }) as unknown as Store;
  const send = async ({ method, url, body }: Outgoing): Promise<Reply> => {
    const what = `${method} ${new URL(url).pathname}${body ? ` ${body.toString()}` : ''}`;
    sent.push({ what, status: connection().status });
    const answer = (await answers.shift()) ?? {};
    const http = answer.http ?? 200;
    const code = answer.code === undefined ? 1000 : answer.code;
    return {
      ...{ outcome: 'answered', success: http === 200 && code === 1000, http, code, data: undefined },
      ...{ message: `HTTP ${http}, status code ${code}`, headers: {}, enveloped: code !== null, ...answer },
    };
  };
  return {
    ...{ sent, answers, notes, connection, follows },
    what: () => sent.map(({ what }) => what),
    parked: () =>
      [...notes].filter(([key]) => key.startsWith('parked ')).map(([, value]) => (value as Parked).state),
    async start(process = 'one') {
      const deliver = await startDelivery({
        ...{ store: storeOf(process), send, party: 'NL*HUB' as Party, timeout: 1000, patience: 3 },
        ...{ now: () => time.now, rests: keepingRests(() => time.now) },
        after(milliseconds, call) {
          const due = time.now + milliseconds;
          const soon = setImmediate(() => {
            time.now = Math.max(time.now, due);
            call();
          });
          return () => clearImmediate(soon);
        },
      });
      t.after(() => deliver.stop(0));
      return deliver;
    },
    /** Changes an object, or withdraws it, and makes the push of that. */
    write(module: ObjectModuleId, id: string, data?: object, how: Partial<Push> = {}): Push {
      changed += 1;
      const key = { module, owner, id };
      const recipient = module === 'cdrs' ? provider : null;
      const bytes = data && Buffer.from(JSON.stringify(data));
      const object = { ...key, recipient, changed, created: changed, lookups: { id }, bytes };
      if (bytes) objects.set(keyOf(key), object as unknown as StoredObject);
      else objects.delete(keyOf(key));
      records.set(keyOf(key), { ...key, changed, object: objects.get(keyOf(key)) } as ChangeRecord);
      return { object, method: bytes ? 'PUT' : 'DELETE', id, path: [], body: bytes, ...how };
    },
    async changeConnection(change: Partial<Connection>) {
      state = { ...state, connections: [{ ...connection(), ...change }] };
      for (const call of listeners) await call();
    },
    async move(process: string) {
      follows.process = process;
      for (const call of moved) await call();
    },
  };
}

/** Waits for a fact, turn by turn. */
async function until(fact: () => void): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await new Promise(setImmediate))
    try {
      return fact();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
}

const refused: Partial<Reply> = { http: 200, code: 2001 };
const passing: Partial<Reply> = { http: 200, code: 3000 };
const cdr = { method: 'POST', direct: true, only: provider, answerOf: provider } as const;
const path = '/locations/NL/ABC/L1';

test('a refused PUT is not repeated until the options, the profile or the content change @TRANS-76', async (t) => {
  const { write, start, answers, what, parked, changeConnection } = world(t);
  const deliver = await start();
  answers.push(refused, refused, refused);
  const push = write('locations', 'L1', { id: 'L1', name: 'one' });
  void deliver.offer(push, undefined);
  await until(() => assert.deepEqual(parked(), ['REFUSED']));
  await deliver.again(push);
  assert.equal(what().length, 1, 'not repeated as it is');
  await changeConnection({ options: { ...defaultOptions, extensions: 'none' } });
  await deliver.again(push);
  await deliver.again(push);
  assert.equal(what().length, 2, 'once with other options');
  await changeConnection({ profile: { learnt: {}, set: { page_size: 7 } } });
  await deliver.again(push);
  await deliver.again(push);
  assert.equal(what().length, 3, 'once in another profile');
  void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'two' }), push.object.changed);
  await until(() => assert.deepEqual(parked(), []));
  assert.deepEqual(what().slice(2), [
    `PUT ${path} {"id":"L1","name":"one"}`,
    `PUT ${path} {"id":"L1","name":"two"}`,
  ]);
});

test('a CDR that names its receiver goes once; it is RETURNED, and passed on when its sender repeats it @TRANS-75 @HUB-37', async (t) => {
  const { write, start, answers, what, parked } = world(t);
  const deliver = await start();
  answers.push(passing);
  const bill = write('cdrs', 'b1', { id: 'B1' }, cdr);
  const delivery = await deliver.offer(bill, undefined);
  assert.equal(delivery?.reply?.code, 3000, 'the sender gets the answer');
  void deliver.offer(write('locations', 'L1', { id: 'L1' }), undefined);
  await until(() => assert.equal(what().length, 2));
  assert.deepEqual([what()[1], parked()], [`PUT ${path} {"id":"L1"}`, ['RETURNED']]);
  answers.push(passing);
  assert.equal((await deliver.repeat(bill))?.reply?.code, 3000);
  assert.deepEqual(parked(), ['RETURNED']);
  assert.equal((await deliver.repeat(bill))?.reply?.code, 1000);
  assert.deepEqual(parked(), []);
  assert.equal(await deliver.repeat(bill), undefined, 'whoever has it gets it no more');
  assert.deepEqual(
    what().filter((one) => one.startsWith('POST')),
    Array(3).fill('POST /cdrs {"id":"B1"}'),
  );
});

/** Notes of an earlier process about three objects, which have not changed since. */
function noted(made: ReturnType<typeof world>) {
  (['PARKED', 'REFUSED', 'RETURNED'] as const).forEach((state, at) => {
    const id = `L${at + 1}`;
    const { changed } = made.write('locations', id, { id }).object;
    const object = `locations NL*ABC ${id}`;
    const known = { object, changed, state, since: 1, attempts: 2, tried: 1, next: 2, error: 'HTTP 500' };
    made.notes.set(`parked e1 ${object}`, known);
  });
  made.notes.set('position e1', { position: 3 });
}

test('after a restart what is parked is tried by itself, what was refused or given back is not @TRANS-75 @HUB-37', async (t) => {
  const made = world(t);
  noted(made);
  await made.start();
  await until(() => assert.deepEqual(made.parked(), ['REFUSED', 'RETURNED']));
  assert.deepEqual(made.what(), ['PUT /locations/NL/ABC/L1 {"id":"L1"}']);
});

test("a resend reaches another process's connection, and whichever process takes it over @TRANS-75", async (t) => {
  const made = world(t);
  noted(made);
  const [one, two] = [await made.start('one'), await made.start('two')];
  await until(() => assert.equal(made.what().length, 1));
  assert.equal(await two.resend(made.connection(), { id: 'L2' }), 1);
  await until(() => assert.deepEqual(made.parked(), ['RETURNED']));
  await made.move('two');
  assert.equal(await one.resend(made.connection(), { module: 'locations', owner, id: 'L3' }), 1);
  await until(() => assert.deepEqual(made.parked(), []));
  assert.deepEqual(
    made.what(),
    ['L1', 'L2', 'L3'].map((id) => `PUT /locations/NL/ABC/${id} {"id":"${id}"}`),
  );
  assert.equal(await one.resend(made.connection(), { id: 'L1' }), 1, 'an object that is named, noted or not');
  await until(() => assert.equal(made.what().length, 4));
  assert.equal(await one.resend(made.connection(), {}), 0);
});

test('a change that waits at the moment of suspension comes after the resume, and not before @HUB-29', async (t) => {
  const { write, start, answers, what, sent, connection, changeConnection } = world(t);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const first = write('locations', 'L1', { name: 'one' });
  void deliver.offer(first, undefined);
  await until(() => assert.equal(what().length, 1));
  void deliver.offer(write('locations', 'L1', { name: 'two' }), first.object.changed);
  await changeConnection({ status: 'SUSPENDED' });
  answer({});
  await until(() => assert.equal(deliver.state(connection())?.last_error, 'the connection is suspended'));
  await changeConnection({ status: 'REGISTERED' });
  deliver.wake(connection());
  await until(() => assert.equal(what().length, 2));
  assert.deepEqual(what(), [`PUT ${path} {"name":"one"}`, `PUT ${path} {"name":"two"}`]);
  assert.deepEqual(
    sent.map(({ status }) => status),
    ['REGISTERED', 'REGISTERED'],
  );
});

// biome-ignore format: a table
const moments: [what: string, reply: Partial<Reply>][] = [
  ['HTTP 401', { http: 401, code: 2000 }],
  ['HTTP 429', { http: 429, code: null }],
];

for (const [name, reply] of moments)
  test(`${name} to a push: nothing is refused or parked, and it comes once that is over @TRANS-75 @HUB-29`, async (t) => {
    const { write, start, answers, what, parked } = world(t);
    const deliver = await start();
    answers.push(...Array<Partial<Reply>>(6).fill(reply));
    void deliver.offer(write('locations', 'L1', { id: 'L1' }), undefined);
    void deliver.offer(write('locations', 'L2', { id: 'L2' }), undefined);
    await until(() => assert.equal(answers.length, 0));
    await until(() => assert.equal(what().length, 8));
    assert.deepEqual(what().slice(6).sort(), [
      `PUT ${path} {"id":"L1"}`,
      `PUT /locations/NL/ABC/L2 {"id":"L2"}`,
    ]);
    assert.deepEqual(parked(), []);
  });

test('a deletion that failed, and one that was missed, are caught up @HUB-29', async (t) => {
  const { write, start, answers, what, notes } = world(t);
  notes.set('position e1', { position: 1 });
  write('tariffs', 'T1', { id: 'T1' });
  write('tariffs', 'T1');
  const deliver = await start();
  await until(() => assert.deepEqual(what(), ['DELETE /tariffs/NL/ABC/T1']));
  const made = write('tariffs', 'T2', { id: 'T2' });
  void deliver.offer(made, undefined);
  await until(() => assert.equal(what().length, 2));
  answers.push({ http: 503, code: null });
  void deliver.offer(write('tariffs', 'T2'), made.object.changed);
  await until(() => assert.equal(what().length, 4));
  assert.deepEqual(what().slice(2), Array(2).fill('DELETE /tariffs/NL/ABC/T2'));
});
