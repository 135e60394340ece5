import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsByLine, jsonLines } from './json-as-display-lines.ts';

const lines = jsonLines({ id: 'LOC1', 'a/b': [{ power: 22 }, []], none: null });

test('a document is shown line by line, as JSON.stringify writes it', () => {
  const text = lines.map(({ depth, name, text, comma }) => {
    const named = name === undefined ? '' : `${JSON.stringify(name)}: `;
    return `${'  '.repeat(depth)}${named}${text}${comma ? ',' : ''}`;
  });
  assert.deepEqual(text, [
    '{',
    '  "id": "LOC1",',
    '  "a/b": [',
    '    {',
    '      "power": 22',
    '    },',
    '    []',
    '  ],',
    '  "none": null',
    '}',
  ]);
});

test('a finding stands at the value it names', () => {
  const found = findingsByLine(lines, [{ pointer: '/a~1b/0/power', message: 'must be a string' }]);
  assert.deepEqual([...found], [['/a~1b/0/power', ['must be a string']]]);
});

test('what is missing stands at what should hold it, by name', () => {
  const found = findingsByLine(lines, [{ pointer: '/a~1b/0/voltage', message: 'is required' }]);
  assert.deepEqual([...found], [['/a~1b/0', ['voltage: is required']]]);
});

test('pointers may begin below a part of the document', () => {
  const found = findingsByLine(lines, [{ pointer: '/0/power', message: 'is low' }], '/a~1b');
  assert.deepEqual([...found], [['/a~1b/0/power', ['is low']]]);
});
