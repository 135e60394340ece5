import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, table } from './print-table.ts';

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

test('on a terminal ids are short and no line is longer than it, cut where it shows least', () => {
  const rows = [
    {
      party: 'NL*ABC',
      name: 'A company with a very long name indeed',
      id: '0b3c7f52-6f0c-4f6e-9a51-2d6f6a4f9b10',
    },
    { party: 'DE*EMP', name: 'Emp', id: 'no-uuid' },
  ];
  const columns = {
    PARTY: ({ party }: (typeof rows)[0]) => party,
    NAME: ({ name }: (typeof rows)[0]) => name,
    ID: ({ id }: (typeof rows)[0]) => id,
  };
  assert.deepEqual(table(rows, columns, 'none', { width: 40 }).split('\n'), [
    'PARTY   NAME                    ID',
    'NL*ABC  A company with a very…  0b3c7f52',
    'DE*EMP  Emp                     no-uuid',
  ]);
  assert.match(table(rows, columns, 'none', { width: 80 }), /very long name indeed {2}0b3c7f52$/m);
  assert.match(table(rows, columns, 'none', undefined), /very long name indeed {2}0b3c7f52-6f0c-/);
});

test('a terminal that is too narrow shows short times, and no column that says nothing, before it cuts any', () => {
  const rows = [
    { at: '2026-03-01T12:30:05.007Z', party: 'NL*ABC', failed: 0, name: 'Kestrel Charging' },
    { at: '2026-02-28T23:00:00.000Z', party: 'DE*EMP', failed: 0, name: 'Harbour Drive' },
  ];
  const columns = {
    TIME: ({ at }: (typeof rows)[0]) => at,
    PARTY: ({ party }: (typeof rows)[0]) => party,
    FAILED: ({ failed }: (typeof rows)[0]) => failed,
    NAME: ({ name }: (typeof rows)[0]) => name,
  };
  const at = (width: number) => table(rows, columns, 'none', { width, today: '2026-03-01' }).split('\n');
  assert.match(at(58)[1] ?? '', /^2026-03-01T12:30:05.007Z {2}NL\*ABC {2}0 {7}Kestrel Charging$/);
  assert.deepEqual(at(57), [
    'TIME               PARTY   FAILED  NAME',
    '12:30:05Z          NL*ABC  0       Kestrel Charging',
    '2026-02-28T23:00Z  DE*EMP  0       Harbour Drive',
  ]);
  assert.deepEqual(at(43), [
    'TIME               PARTY   NAME',
    '12:30:05Z          NL*ABC  Kestrel Charging',
    '2026-02-28T23:00Z  DE*EMP  Harbour Drive',
  ]);
});

test('a terminal that is far too narrow still shows the beginning of everything', () => {
  const rows = [{ one: 'abcdefghijklmnop', other: 'qrstuvwxyz0123' }];
  const text = table(rows, { ONE: ({ one }) => one, OTHER: ({ other }) => other }, 'none', { width: 5 });
  assert.deepEqual(text.split('\n'), ['ONE       OTHER', 'abcdefg…  qrstuvw…']);
});
