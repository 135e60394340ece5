import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageIds } from './request-and-correlation-ids.ts';

test('an id that would break who gets it is replaced and noted @TRACE-11', () => {
  for (const [given, kept] of [
    ['c1', true],
    ['a b; c/d', true],
    ['~'.repeat(255), true],
    ['x'.repeat(256), false],
    ['x'.repeat(16_050), false],
    ['caf\u00e9', false],
    ['a\tb', false],
    ['\u001b[31mred', false],
    ['a\u007f', false],
  ] as const) {
    const headers = { 'x-request-id': 'r1', 'x-correlation-id': given };
    const { requestId, correlationId, noted } = messageIds(headers, () => 'new');
    assert.deepEqual([requestId, correlationId], ['r1', kept ? given : 'new'], given.slice(0, 20));
    assert.deepEqual(
      noted.map(({ message, requirement, lenient }) => [message.split(' ')[0], requirement, lenient]),
      kept ? [] : [['X-Correlation-ID', 'TRACE-11', true]],
    );
  }
  assert.deepEqual(
    messageIds({}, () => 'new'),
    { requestId: 'new', correlationId: 'new', noted: [] },
  );
});

test('an id that holds the token of the request is replaced, and the note does not show it @TRACE-11', () => {
  for (const authorization of [
    'Token secret-4711-abc',
    `Token ${Buffer.from('secret-4711-abc').toString('base64')}`,
  ])
    for (const name of ['x-request-id', 'x-correlation-id']) {
      const given = messageIds({ authorization, [name]: 'mine-secret-4711-abc' }, () => 'new');
      assert.ok(!JSON.stringify(given).includes('4711'), JSON.stringify(given));
      assert.equal(given.noted.length, 1);
    }
});
