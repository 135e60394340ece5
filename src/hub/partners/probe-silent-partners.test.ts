import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing } from '../../ocpi/messages/request-and-answer-types.ts';
import { newRequestedPauses } from '../delivery/pauses-requested-by-partners.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newProbes } from './probe-silent-partners.ts';

/** A hub with three connections, and a clock and a check for silent partners that the test runs by hand. */
function hub() {
  const asked: string[] = [];
  const woken: string[] = [];
  const clock = { now: 0 };
  const rests = newRequestedPauses(() => clock.now);
  const processes = { mine: true, count: 1, elsewhere: [] as unknown[] };
  const connection = (id: string, status: string) => ({
    id,
    status,
    versionsUrl: `https://${id}.example/versions`,
  });
  const connections = [
    connection('loud', 'REGISTERED'),
    connection('silent', 'REGISTERED'),
    connection('gone', 'UNREGISTERED'),
  ];
  const made = {
    store: {
      registry: { read: () => ({ connections }) },
      processes: { isMine: () => processes.mine, count: () => processes.count },
      journal: { find: async () => processes.elsewhere },
    },
    now: () => clock.now,
    rests,
    send: async ({ url, method, module }: Outgoing) => {
      asked.push(`${method} ${module} ${url}`);
      return { success: true };
    },
    deliver: { wake: ({ id }: { id: string }) => void woken.push(id) },
  } as unknown as Hub;
  let look = () => {};
  const after = (_: number, call: () => void) => ((look = call), () => {});
  const probes = newProbes(() => made, 300_000, after);
  probes.start();
  return { asked, woken, rests, probes, processes, at: (time: number) => ((clock.now = time), look()) };
}

test('who sent nothing for five minutes is asked for its versions, and again after five more @HUB-36', async () => {
  const { asked, woken, probes, at } = hub();
  at(0);
  at(200_000);
  probes.note({ direction: 'IN', connection: 'loud' });
  probes.note({ direction: 'OUT', connection: 'silent' });
  at(299_999);
  assert.deepEqual(asked, []);
  at(300_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked, ['GET versions https://silent.example/versions']);
  at(360_000);
  assert.equal(asked.length, 1);
  probes.note({ direction: 'IN', connection: 'loud' });
  at(600_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked.slice(1), ['GET versions https://silent.example/versions']);
  assert.deepEqual(woken, ['silent', 'silent']);
});

test('of several processes one asks, and only who was silent to all of them @HUB-36', async () => {
  const { asked, processes, at } = hub();
  Object.assign(processes, { count: 2, mine: false });
  at(0);
  at(300_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked, []);
  Object.assign(processes, { mine: true, elsewhere: [{}] });
  at(600_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked, []);
  processes.elsewhere = [];
  at(900_000);
  await new Promise(setImmediate);
  assert.equal(asked.length, 2);
});

test('who has asked for a pause is not probed before it is over @TRANS-75', async () => {
  const { asked, rests, at } = hub();
  at(0);
  at(100_000);
  rests.heed('silent', { success: false, headers: { 'retry-after': '301' } });
  at(300_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked, ['GET versions https://loud.example/versions']);
  at(600_000);
  await new Promise(setImmediate);
  assert.deepEqual(asked.slice(2), ['GET versions https://silent.example/versions']);
});

test('nobody is looked for before the hub is built, however long that takes @HUB-36', () => {
  let timers = 0;
  const unbuilt = () => assert.fail('the hub is not built yet');
  const after = () => {
    timers += 1;
    return () => {};
  };
  const probes = newProbes(unbuilt, 300_000, after);
  assert.equal(timers, 0);
  probes.stop();
});
