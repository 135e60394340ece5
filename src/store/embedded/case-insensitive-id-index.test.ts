import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { StoredObject } from '../../hub/ports/object-store.ts';
import { aliasIndex } from './case-insensitive-id-index.ts';
import { lookupKey } from './keys-of-objects-in-leveldb.ts';

const place = (created: number, alias: string): [string, Buffer] => [
  lookupKey({ module: 'tariffs', owner: 'NL*ABC', id: `T${created}` }, 'alias', alias),
  Buffer.from(String(created)),
];

/** An index over a database with these entries, which are read once `opened` resolves. */
function over(entries: [string, Buffer][], opened = Promise.resolve()) {
  const asked: object[] = [];
  const index = aliasIndex({
    async *pages(range) {
      asked.push(range);
      await opened;
      yield entries;
    },
  });
  return { ...index, asked };
}

test('the first question fills the index of its module, and only later ones are answered by it', async () => {
  const { only, asked } = over([place(1, 'one'), place(2, 'two'), place(3, 'two')]);
  assert.equal(only('tariffs', 'one'), undefined);
  await new Promise(setImmediate);
  assert.deepEqual(
    ['one', 'two', 'three'].map((value) => only('tariffs', value)),
    [1, undefined, 0],
  );
  assert.deepEqual(asked, [{ gte: 'l!["tariffs","alias",', lt: 'l!["tariffs","alias"-' }]);
});

test('changes come in while the index is filled and afterwards', async () => {
  let open = () => undefined as void;
  const { only, apply } = over([place(1, 'one')], new Promise<void>((opened) => (open = opened)));
  only('tariffs', 'one');
  apply(change(undefined, object(2, 'two')));
  apply(change(undefined, object(3, 'one')));
  open();
  await new Promise(setImmediate);
  assert.deepEqual([only('tariffs', 'one'), only('tariffs', 'two')], [undefined, 2]);
  apply(change(object(2, 'two'), object(2, 'three')));
  apply(change(undefined, object(4, undefined)));
  assert.deepEqual([only('tariffs', 'two'), only('tariffs', 'three')], [0, 2]);
  apply(change(object(2, 'three'), undefined));
  assert.equal(only('tariffs', 'three'), 0);
});

test('an index that could not be filled answers nothing, and the next question fills it anew', async () => {
  let times = 0;
  const { only } = aliasIndex({
    async *pages() {
      times += 1;
      if (times === 1) throw new Error('a damaged record');
      yield [place(1, 'one')];
    },
  });
  for (const answer of [undefined, undefined, 1]) {
    assert.equal(only('tariffs', 'one'), answer);
    await new Promise(setImmediate);
  }
});

function object(created: number, alias: string | undefined): StoredObject {
  const rest = { lastUpdated: 0, recipient: null, gone: false, bytes: Buffer.alloc(0) };
  const key = { module: 'tariffs', owner: 'NL*ABC', id: `T${created}` } as const;
  return { ...key, created, changed: created, lookups: alias === undefined ? {} : { alias }, ...rest };
}

function change(before: StoredObject | undefined, after: StoredObject | undefined) {
  return { key: (after ?? before)!, ...(before && { before }), ...(after && { after }) };
}
