import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from './json-pointers-that-differ.ts';

test('what differs is named where it stands, also what the other has not', () => {
  const one = { id: 'LOC1', evses: [{ status: 'CHARGING', 'a/b': 1 }], city: 'Gent' };
  const other = { id: 'LOC1', evses: [{ status: 'AVAILABLE', 'a/b': 2 }], name: 'Harbour' };
  assert.deepEqual([...changesBetween(one, other)], ['/evses/0/status', '/evses/0/a~1b', '/city']);
  assert.deepEqual([...changesBetween(one, structuredClone(one))], []);
});

test('a list in place of an object is another value', () => {
  assert.deepEqual([...changesBetween({ a: { 0: 'x' } }, { a: ['x'] })], ['/a']);
  assert.deepEqual([...changesBetween({ a: ['x'] }, { a: { 0: 'x' } })], ['/a']);
  assert.deepEqual([...changesBetween({ a: {} }, { a: null })], ['/a']);
});
