import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { changeKey, lookupKey, nameKey, recordKey } from './keys-of-objects-in-leveldb.ts';
import { operationsOf, type Step } from './leveldb-operations-of-change.ts';
import { toRecord } from './object-record-bytes.ts';

const key = { module: 'tokens', owner: 'NL*ABC', id: 'RFID|1' } as const;
const name = nameKey(key);
const lookup = (field: string, value: string) => lookupKey(key, field, value);

test('a new object is written under its record, its name, its change and its lookups', () => {
  assert.deepEqual(writes({ key, name, changed: 5, supersedes: undefined, ...stored(5, 5, 'a') }), {
    put: [recordKey('tokens', 5), name, changeKey(5), lookup('id', 'RFID|1'), lookup('uid', 'a')],
    del: [],
  });
});

test('a changed object leaves its old change and the lookups it has lost', () => {
  const before = stored(5, 5, 'a').after;
  assert.deepEqual(writes({ key, name, changed: 9, supersedes: 5, before, ...stored(5, 9, 'b') }), {
    put: [recordKey('tokens', 5), name, changeKey(9), lookup('uid', 'b')],
    del: [changeKey(5), lookup('uid', 'a')],
  });
});

test('a deleted object leaves nothing but a tombstone, and one made again takes that away', () => {
  const before = stored(5, 9, 'b').after;
  assert.deepEqual(writes({ key, name, changed: 11, supersedes: 9, before }), {
    put: [name, changeKey(11)],
    del: [recordKey('tokens', 5), changeKey(9), lookup('id', 'RFID|1'), lookup('uid', 'b')],
  });
  assert.deepEqual(writes({ key, name, changed: 12, supersedes: 11, ...stored(12, 12, 'b') }).del, [
    changeKey(11),
  ]);
});

function stored(created: number, changed: number, uid: string): Required<Pick<Step, 'after' | 'record'>> {
  const content = {
    lastUpdated: 0,
    recipient: null,
    gone: false,
    lookups: { uid },
    bytes: Buffer.from('{}'),
  };
  const { object: after, record } = toRecord(key, content, created, changed);
  return { after, record };
}

function writes(step: Step): Record<'put' | 'del', string[]> {
  const keysOf = (type: string) =>
    operationsOf(step)
      .filter((one) => one.type === type)
      .map((one) => one.key);
  const inOrder = (keys: string[]) => keys.sort((a, b) => 'oknclm'.indexOf(a[0]!) - 'oknclm'.indexOf(b[0]!));
  return { put: inOrder(keysOf('put')), del: inOrder(keysOf('del')) };
}
