import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, table } from './table.ts';

test('rows stand under a heading, as wide as the widest of both', () => {
  const rows = [
    { a: 'x', b: 1 },
    { a: 'longer', b: null },
  ];
  const text = table(rows, { a: ({ a }) => a, heading: ({ b }) => b, last: ({ a }) => a.length });
  assert.deepEqual(text.split('\n'), ['a       heading  last', 'x       1        1', 'longer           6']);
});

test('no rows are said in words', () => {
  assert.equal(table([], { a: () => 1 }), 'none');
  assert.equal(table([], { a: () => 1 }, 'nobody is connected'), 'nobody is connected');
});

test('no partner draws a row of its own: what moves a cursor is shown as it is written', () => {
  const text = table([{ name: 'a\nNL*XYZ  REGISTERED\u001b[2K' }], { name: ({ name }) => name });
  assert.deepEqual(text.split('\n'), ['name', 'a\\u000aNL*XYZ  REGISTERED\\u001b[2K']);
  assert.equal(card({ name: 'a\nstatus  x' }), 'name  a\\u000astatus  x');
});

test('a card has the fields that have a value, aligned', () => {
  assert.deepEqual(
    card({ id: 'x', status: 'LIVE', error: null, since: '', more: undefined, failed: 0 }).split('\n'),
    ['id      x', 'status  LIVE', 'failed  0'],
  );
});
