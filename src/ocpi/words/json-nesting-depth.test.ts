import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../schemas/validation.ts';
import { isTooDeep } from './json-nesting-depth.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

test('nesting beyond what OCPI needs is noticed, however deep', () => {
  assert.equal(isTooDeep(nested(20)), false);
  assert.equal(isTooDeep(nested(100)), true);
  assert.equal(isTooDeep(nested(5000)), true);
});

test('of a very large object that is wrong throughout only the first problem is told', () => {
  assert.equal(check('location', { evses: Array.from({ length: 40_000 }, () => 0) }).length, 1);
});
