import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import { newStatesAhead } from './states-ahead-of-order.ts';

const receiver = { party: 'DE*EMP' as Party, connection: { id: 'e1' } };
const state = (changed: number, id = 'L1') => ({
  module: 'locations' as const,
  owner: 'NL*ABC' as Party,
  id,
  changed,
});

test('states before the one that a partner has are past, until the order reaches that one @HUB-27', () => {
  const ahead = newStatesAhead();
  ahead.note(receiver, state(7));
  assert.deepEqual([ahead.isPast(receiver, state(6)), ahead.has(receiver, state(6))], [true, true]);
  assert.deepEqual([ahead.isPast(receiver, state(7)), ahead.has(receiver, state(7))], [false, false]);
  assert.equal(ahead.isPast(receiver, state(6)), false);
});

test('they are so for that party and that object alone, and not once the connection is followed anew', () => {
  const ahead = newStatesAhead();
  ahead.note(receiver, state(7));
  assert.equal(ahead.isPast({ ...receiver, party: 'DE*OTH' as Party }, state(6)), false);
  assert.equal(ahead.isPast(receiver, state(6, 'L2')), false);
  ahead.forget('e1');
  assert.equal(ahead.isPast(receiver, state(6)), false);
});
