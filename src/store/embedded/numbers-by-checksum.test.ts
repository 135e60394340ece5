import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { numbersByChecksum, several } from './numbers-by-checksum.ts';

test('a number is found under its text until it is dropped, and two under one text are several', () => {
  const { of, add, drop } = numbersByChecksum();
  add('one', 1);
  add('two', 2);
  add('two', 3);
  add('one', 1);
  assert.deepEqual(['one', 'two', 'three'].map(of), [1, several, undefined]);
  drop('one', 4);
  drop('two', 2);
  assert.deepEqual(['one', 'two'].map(of), [1, several]);
  drop('one', 1);
  assert.equal(of('one'), undefined);
});

test('0 gives way to any number, and to none', () => {
  const { of, add } = numbersByChecksum();
  add('one', 0);
  assert.equal(of('one'), 0);
  add('one', 1);
  add('one', 0);
  assert.equal(of('one'), 1);
});
