import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangeRecord, Objects } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { startOrder } from './changes-of-all-processes.ts';

/**
 * A store in which the test commits changes of other processes, in any order of their numbers, and notifies the code
 * under test.
 */
function shared() {
  const stored: ChangeRecord[] = [];
  let position = 0;
  let news = () => {};
  let fails = 0;
  const objects = {
    position: () => position,
    onNews: (call: () => void) => void (news = call),
    // Like a real store: committed changes below the newest number that this process knows.
    news: async (from: number, limit: number) => {
      if (fails-- > 0) throw new Error('the database is away');
      return stored
        .filter(({ changed }) => changed > from)
        .sort((a, b) => a.changed - b.changed)
        .slice(0, limit);
    },
  } as unknown as Objects;
  const passed: string[] = [];
  let heard = () => {};
  const after = (milliseconds: number, call: () => void) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  };
  const order = startOrder({ objects, after }, (push) => {
    passed.push(
      `${push.object.changed} ${push.method} ${push.object.id}${push.path.length > 0 ? ' part' : ''}`,
    );
    heard();
  });
  return {
    order,
    passed,
    fail: (times: number) => void (fails = times),
    /** Lets another process commit changes and notify the hub. */
    commit(...records: ChangeRecord[]) {
      for (const record of records) {
        stored.push(record);
        position = Math.max(position, record.changed);
      }
      news();
    },
    /** Lets this process commit a change. */
    own(record: ChangeRecord, path: string[] = []) {
      stored.push(record);
      position = Math.max(position, record.changed);
      const { object } = record;
      const push = {
        object,
        method: 'PATCH',
        id: record.id,
        path,
        body: Buffer.from('{}'),
      } as unknown as Push;
      order.take(push, record.previous ?? 0);
    },
    /** Waits until so many changes have been passed on. */
    reach: (count: number) =>
      new Promise<void>((done) => {
        heard = () => void (passed.length >= count && done());
        heard();
      }),
  };
}

function change(changed: number, id: string, more: Partial<ChangeRecord> = {}): ChangeRecord {
  const key = { module: 'locations', owner: 'NL*ABC', id };
  const object = { ...key, changed, bytes: Buffer.from('{}'), lookups: { id }, recipient: null };
  return { ...key, changed, object, form: form([]), ...more } as unknown as ChangeRecord;
}

function form(path: string[]) {
  return { method: path.length > 0 ? 'PATCH' : 'PUT', id: 'x', path, ...(path.length > 0 && { body: '{}' }) };
}

test('changes of this process and of others are passed on once each, in the order of their numbers', async () => {
  const { order, passed, commit, own, reach } = shared();
  commit(change(1, 'A'));
  own(change(2, 'B'));
  commit(change(3, 'C'));
  own(change(4, 'D'));
  await reach(4);
  assert.deepEqual(passed, ['1 PUT A', '2 PATCH B', '3 PUT C', '4 PATCH D']);
  assert.equal(order.position(), 4);
  order.stop();
});

test('an own change waits for those of others with lower numbers, however late the order gets them @HUB-27', async () => {
  const { order, passed, own, commit, reach } = shared();
  own(change(3, 'C'));
  assert.deepEqual(passed, []);
  commit(change(1, 'A'), change(2, 'B'));
  await reach(3);
  assert.deepEqual(passed, ['1 PUT A', '2 PUT B', '3 PATCH C']);
  order.stop();
});

test('a part is passed on as such after what came before it, and as the whole object where that was superseded unread', async () => {
  const { order, passed, commit, reach } = shared();
  commit(change(1, 'A'));
  await reach(1);
  commit(change(2, 'A', { form: form(['EVSE1']), previous: 1 }));
  await reach(2);
  commit(change(4, 'A', { form: form(['EVSE1']), previous: 3 }));
  await reach(3);
  assert.deepEqual(passed, ['1 PUT A', '2 PATCH A part', '4 PUT A']);
  order.stop();
});

test('an own part that follows an unread change of another process becomes the whole object', async () => {
  const { order, passed, own, reach } = shared();
  own(change(2, 'A', { previous: 1 }), ['EVSE1']);
  await reach(1);
  assert.deepEqual(passed, ['2 PUT A']);
  order.stop();
});

test('a store that does not answer is asked again, and nothing is passed over meanwhile', async () => {
  const { order, passed, fail, commit, own, reach } = shared();
  fail(2);
  commit(change(1, 'A'));
  own(change(2, 'B'));
  await reach(2);
  assert.deepEqual(passed, ['1 PUT A', '2 PATCH B']);
  order.stop();
});

test('numbers that nobody passes on do not hold up what comes after them', async () => {
  const { order, passed, own, reach } = shared();
  own(change(5, 'A'));
  await reach(1);
  assert.deepEqual([passed, order.position()], [['5 PATCH A'], 5]);
  order.stop();
});
