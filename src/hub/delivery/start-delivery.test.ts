import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { defaultOptions } from '../partners/connections.ts';
import { fakeWorld, owner, provider } from './fake-hub-for-delivery-tests.ts';

const world = (t: TestContext) => fakeWorld(t, defaultOptions);

const refused: Partial<Reply> = { http: 200, code: 2001 };
const passing: Partial<Reply> = { http: 200, code: 3000 };
const cdr = { method: 'POST', direct: true, only: provider, answerOf: provider } as const;
const path = '/locations/NL/ABC/L1';

test('a refused PUT is not repeated until the options, the profile or the content change @TRANS-76', async (t) => {
  const { write, start, answers, what, parked, changeConnection, until } = world(t);
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
  const { write, start, answers, what, parked, until } = world(t);
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

test('a push that names its receiver goes once, though catch-up finds it in the store before it is handed out @TRANS-75', async (t) => {
  const { write, start, answers, what, until } = world(t);
  const deliver = await start();
  answers.push(passing);
  void deliver.offer(write('locations', 'L1', { id: 'L1' }), undefined);
  await until(() => assert.equal(what().length, 1));
  const direct = { direct: true, only: provider, answerOf: provider };
  const named = write('locations', 'L2', { id: 'L2' }, direct);
  // The catch-up with L1 reads L2 too, which is stored and not yet handed out.
  let turns = 0;
  await until(() => assert.ok((turns += 1) > 50));
  const delivery = await deliver.offer(named, undefined);
  assert.equal(delivery?.reply?.code, 1000);
  await until(() => assert.equal(what().filter((one) => one.startsWith(`PUT ${path}`)).length, 2));
  assert.deepEqual(
    what().filter((one) => one.startsWith('PUT /locations/NL/ABC/L2')),
    ['PUT /locations/NL/ABC/L2 {"id":"L2"}'],
  );
});

test('a push that names its receiver goes to it alone and once, and its sender gets the answer, though a later change is offered first @TRANS-75 @HUB-09', async (t) => {
  const { write, start, answers, what, sent, join, until } = world(t);
  await join('DE*TWO' as Party);
  const deliver = await start();
  answers.push(passing);
  const direct = { direct: true, only: provider, answerOf: provider };
  const named = write('locations', 'L1', { id: 'L1' }, direct);
  const later = deliver.offer(write('locations', 'L2', { id: 'L2' }), undefined);
  // The order reads the first from the store, since the second waits for it.
  await until(() => assert.equal(what().length, 3));
  assert.equal((await deliver.offer(named, undefined))?.reply?.code, 3000);
  await later;
  assert.deepEqual(
    sent.filter((one) => one.what.includes('L1')).map(({ to }) => to),
    [provider],
  );
});

test('a follower over whose position another process has stored stops, and goes on from there @HUB-37', async (t) => {
  const made = world(t);
  const deliver = await made.start();
  const first = deliver.term(made.connection());
  const one = made.write('locations', 'L1', { id: 'L1' });
  void deliver.offer(one, undefined);
  await made.until(() => assert.equal(made.what().length, 1));
  made.notes.set('position e1', { position: 0, term: 'of another process' });
  let answer = (_: Partial<Reply>) => {};
  made.answers.push(new Promise((done) => (answer = done)));
  void deliver.offer(made.write('locations', 'L2', { id: 'L2' }), one.object.changed);
  await made.until(() => assert.notEqual(deliver.term(made.connection()), first));
  answer({});
  await made.until(() => assert.equal(made.what().length, 4));
  const both = ['L1', 'L2'].map((id) => `PUT /locations/NL/ABC/${id} {"id":"${id}"}`);
  assert.deepEqual(made.what(), [...both, ...both]);
});

test('a position that cannot be stored while another connection is taken up ends no process @HUB-37', async (t) => {
  const made = world(t);
  made.follows.of.e2 = 'two';
  await made.connect('e2');
  const deliver = await made.start();
  const one = made.write('locations', 'L1', { id: 'L1' });
  await deliver.offer(one, undefined);
  await made.until(() => assert.equal(made.what().length, 1));
  // The follower leaves its position to the note of its process until it is let go.
  await made.until(() => assert.equal((made.notes.get('position e1') as { by?: string }).by, 'one'));
  let read = () => {};
  made.database.slow = new Promise((resolve) => (read = resolve));
  made.database.answers = false;
  Object.assign(made.follows.of, { e1: 'two', e2: 'one' });
  const moved = made.move('one');
  // An error of which nobody would know fails this test by itself.
  await new Promise((next) => setImmediate(next));
  await new Promise((next) => setImmediate(next));
  made.database.answers = true;
  read();
  await moved;
});

/** Stores the notes that an earlier process left about three objects, which have not changed since. */
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
  await made.until(() => assert.deepEqual(made.parked(), ['REFUSED', 'RETURNED']));
  assert.deepEqual(made.what(), ['PUT /locations/NL/ABC/L1 {"id":"L1"}']);
});

test("a resend reaches another process's connection, and whichever process takes it over @TRANS-75", async (t) => {
  const made = world(t);
  noted(made);
  const [one, two] = [await made.start('one'), await made.start('two')];
  await made.until(() => assert.equal(made.what().length, 1));
  const taken = (objects: number) => ({ objects, taken: objects, failed: 0, waiting: 0, errors: [] });
  assert.deepEqual(await two.resend(made.connection(), { id: 'L2' }), taken(1));
  await made.until(() => assert.deepEqual(made.parked(), ['RETURNED']));
  await made.move('two');
  const third = { module: 'locations', owner, id: 'L3' } as const;
  assert.deepEqual(await one.resend(made.connection(), third), taken(1));
  await made.until(() => assert.deepEqual(made.parked(), []));
  assert.deepEqual(
    made.what(),
    ['L1', 'L2', 'L3'].map((id) => `PUT /locations/NL/ABC/${id} {"id":"${id}"}`),
  );
  assert.deepEqual(
    await one.resend(made.connection(), { id: 'L1' }),
    taken(1),
    'one that is named in any case',
  );
  assert.equal(made.what().length, 4);
  assert.deepEqual(await one.resend(made.connection(), {}), taken(0));
});

test('all that is stored is sent again on a word, of a module or of all, and what fails is named', async (t) => {
  const made = world(t);
  for (const id of ['L1', 'L2']) made.write('locations', id, { id });
  made.write('tariffs', 'T1', { id: 'T1' });
  made.notes.set('position e1', { position: 3 });
  const deliver = await made.start();
  made.answers.push({ http: 400, code: 2001 });
  const { errors, ...counts } = await deliver.resend(made.connection(), {
    module: 'locations',
    stored: true,
  });
  assert.deepEqual(counts, { objects: 2, taken: 1, failed: 1, waiting: 0 });
  assert.match(errors[0]?.object ?? '', /^locations NL\*ABC L1$/);
  assert.match(errors[0]?.error ?? '', /HTTP 400, status code 2001/);
  const all = await deliver.resend(made.connection(), { stored: true });
  assert.equal(all.objects, 3);
  assert.equal(made.what().filter((what) => what.startsWith('PUT /tariffs')).length, 1);
});

test('a change that waits at the moment of suspension comes after the resume, and not before @HUB-29', async (t) => {
  const { write, start, answers, what, sent, connection, changeConnection, until } = world(t);
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

test('a process that no longer answers for a connection sends it nothing more, though nobody has told it yet @HUB-27', async (t) => {
  const { write, start, answers, what, sent, follows, connection, until } = world(t);
  const deliver = await start('one');
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const first = write('locations', 'L1', { name: 'one' });
  void deliver.offer(first, undefined);
  await until(() => assert.equal(what().length, 1));
  void deliver.offer(write('locations', 'L1', { name: 'two' }), first.object.changed);
  // The process has stood still for so long that another one has taken its place.
  follows.process = 'two';
  answer({});
  await until(() => assert.match(deliver.state(connection())?.last_error ?? '', /another process/));
  assert.equal(sent.length, 1);
  await start('two');
  await until(() => assert.equal(what().length, 2));
  assert.deepEqual(what(), [`PUT ${path} {"name":"one"}`, `PUT ${path} {"name":"two"}`]);
});

// biome-ignore format: a table
const moments: [what: string, reply: Partial<Reply>][] = [
  ['HTTP 401', { http: 401, code: 2000 }],
  ['HTTP 429', { http: 429, code: null }],
];

for (const [name, reply] of moments)
  test(`${name} to a push: nothing is refused or parked, and it comes once that is over @TRANS-75 @HUB-29`, async (t) => {
    const { write, start, answers, what, parked, until } = world(t);
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
  const { write, start, answers, what, notes, until } = world(t);
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

const other = 'DE*OTH' as Party;

test('a change that waits when an agreement ends is not sent any more @HUB-30', async (t) => {
  const { write, start, answers, what, changeAgreement, connection, until } = world(t);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const first = write('locations', 'L1', { name: 'one' });
  void deliver.offer(first, undefined);
  await until(() => assert.equal(what().length, 1));
  void deliver.offer(write('locations', 'L1', { name: 'two' }), first.object.changed);
  await changeAgreement(provider, { status: 'SUSPENDED' });
  answer({});
  await until(() => assert.equal(deliver.state(connection())?.pending, 0));
  assert.deepEqual(what(), [`PUT ${path} {"name":"one"}`]);
});

test('nor to the second party of a platform whose agreement ends while the first has the change @HUB-30', async (t) => {
  const { write, start, answers, sent, join, changeAgreement, connection, until } = world(t);
  await join(other);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  void deliver.offer(write('locations', 'L1', { name: 'one' }), undefined);
  await until(() => assert.equal(sent.length, 1));
  await changeAgreement(other, { status: 'SUSPENDED' });
  answer({});
  await until(() => assert.equal(deliver.state(connection())?.pending, 0));
  assert.deepEqual(
    sent.map(({ to }) => to),
    [provider],
  );
});

/** The answers to the requests of a delivery; the agreement ends while the last of them is awaited. */
const cut: [at: string, answers: Partial<Reply>[], requests: string[]][] = [
  ['a part that the partner cannot place', [{ http: 404, code: 2003 }], ['PATCH']],
  ['a part that it refuses', [refused], ['PATCH']],
  ['a look at its copy', [refused, { data: { id: 'L1', name: 'old' } }], ['PATCH', 'GET']],
];
for (const [at, replies, requests] of cut)
  test(`nor is the whole object, when the agreement ends before the answer to ${at} @HUB-14`, async (t) => {
    const { write, start, answers, what, parked, changeAgreement, connection, until } = world(t);
    const deliver = await start();
    let answer: (reply: Partial<Reply>) => void = () => {};
    answers.push(...replies.slice(0, -1), new Promise((resolve) => (answer = resolve)));
    const part = { method: 'PATCH', body: Buffer.from('{"name":"two"}') } as const;
    void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'two' }, part), undefined);
    await until(() => assert.equal(what().length, requests.length));
    await changeAgreement(provider, { status: 'SUSPENDED' });
    answer(replies.at(-1) ?? {});
    await until(() => assert.equal(deliver.state(connection())?.pending, 0));
    const methods = what().map((one) => one.split(' ')[0]);
    assert.deepEqual([methods, parked()], [requests, []]);
  });

test('the whole object waits for the resume of a connection that is suspended before the answer to a part @HUB-29', async (t) => {
  const { write, start, answers, what, changeConnection, connection, until } = world(t);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const part = { method: 'PATCH', body: Buffer.from('{"name":"two"}') } as const;
  void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'two' }, part), undefined);
  await until(() => assert.equal(what().length, 1));
  await changeConnection({ status: 'SUSPENDED' });
  answer({ http: 404, code: 2003 });
  await until(() => assert.equal(deliver.state(connection())?.last_error, 'the connection is suspended'));
  await changeConnection({ status: 'REGISTERED' });
  deliver.wake(connection());
  await until(() => assert.deepEqual(what().slice(1), [`PUT ${path} {"id":"L1","name":"two"}`]));
});

test('a change whose whole object the hub cannot read after the answer to a part is sent when the store answers again @HUB-29', async (t) => {
  const { write, start, answers, what, database, connection, until } = world(t);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const part = { method: 'PATCH', body: Buffer.from('{"name":"two"}') } as const;
  void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'two' }, part), undefined);
  await until(() => assert.equal(what().length, 1));
  database.answers = false;
  answer({ http: 404, code: 2003 });
  await until(() => assert.match(deliver.state(connection())?.last_error ?? '', /store does not answer/));
  database.answers = true;
  await until(() => assert.deepEqual(what().slice(1), [`PUT ${path} {"id":"L1","name":"two"}`]));
});

/** The answers after which the partner has the newest state of an object of which it has refused a part. */
const ahead: [at: string, answers: Partial<Reply>[], requests: string[]][] = [
  ['the whole object after a part', [{ http: 404, code: 2003 }], ['PATCH', 'PUT four']],
  ['a look at its copy', [refused, { data: { id: 'L1', name: 'four' } }], ['PATCH', 'GET']],
];
for (const [at, replies, requests] of ahead)
  test(`a partner that has the newest state by ${at} gets none between the two @HUB-27`, async (t) => {
    const { write, start, answers, what, connection, until } = world(t);
    const deliver = await start();
    let answer: (reply: Partial<Reply>) => void = () => {};
    answers.push(new Promise((resolve) => (answer = resolve)), ...replies.slice(1));
    const part = { method: 'PATCH', body: Buffer.from('{"name":"two"}') } as const;
    const first = write('locations', 'L1', { id: 'L1', name: 'two' }, part);
    void deliver.offer(first, undefined);
    await until(() => assert.equal(what().length, 1));
    const third = write('locations', 'L1', { id: 'L1', name: 'three' });
    void deliver.offer(third, first.object.changed);
    void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'four' }), third.object.changed);
    answer(replies[0] ?? {});
    await until(() => assert.equal(deliver.state(connection())?.pending, 0));
    const told = what().map((one) =>
      [one.split(' ')[0], /three|four/.exec(one)?.[0]].filter(Boolean).join(' '),
    );
    assert.deepEqual(told, [...requests, 'PUT four']);
  });

for (const [at, replies, requests] of cut)
  test(`nor does the whole object follow when another process has the connection at the answer to ${at} @HUB-27`, async (t) => {
    const { write, start, answers, what, follows, connection, until } = world(t);
    const deliver = await start('one');
    let answer: (reply: Partial<Reply>) => void = () => {};
    answers.push(...replies.slice(0, -1), new Promise((resolve) => (answer = resolve)));
    const part = { method: 'PATCH', body: Buffer.from('{"name":"two"}') } as const;
    void deliver.offer(write('locations', 'L1', { id: 'L1', name: 'two' }, part), undefined);
    await until(() => assert.equal(what().length, requests.length));
    follows.process = 'two';
    answer(replies.at(-1) ?? {});
    await until(() => assert.match(deliver.state(connection())?.last_error ?? '', /another process/));
    assert.equal(what().length, requests.length);
  });

test('a platform that is suspended while its first party has a change gets it after the resume, for both @HUB-29', async (t) => {
  const { write, start, answers, sent, join, changeConnection, connection, until } = world(t);
  await join(other);
  const deliver = await start();
  let answer: (reply: Partial<Reply>) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  void deliver.offer(write('locations', 'L1', { name: 'one' }), undefined);
  await until(() => assert.equal(sent.length, 1));
  await changeConnection({ status: 'SUSPENDED' });
  answer({});
  await until(() => assert.equal(deliver.state(connection())?.last_error, 'the connection is suspended'));
  await changeConnection({ status: 'REGISTERED' });
  deliver.wake(connection());
  await until(() => assert.equal(sent.length, 3));
  assert.deepEqual(
    sent.map(({ to, status }) => [to, status]),
    [provider, provider, other].map((party) => [party, 'REGISTERED']),
  );
});

test('a push that names a party without an agreement is answered at once, and sent to nobody @HUB-31', async (t) => {
  const { write, start, what, changeAgreement } = world(t);
  await changeAgreement(provider, { status: 'SUSPENDED' });
  const deliver = await start();
  const named = { only: provider, answerOf: provider, direct: true };
  assert.equal(await deliver.offer(write('locations', 'L1', { id: 'L1' }, named), undefined), undefined);
  assert.deepEqual(what(), []);
});
