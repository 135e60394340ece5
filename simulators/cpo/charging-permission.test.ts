import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Token, WhitelistType } from '../../src/ocpi/types/2.1.1.generated.ts';
import { asksFirst, isNoAnswer } from './charging-permission.ts';

// biome-ignore format: a table
const whitelists: [WhitelistType, asked: boolean][] = [
  ['ALWAYS',          false],
  ['ALLOWED',         false],
  ['ALLOWED_OFFLINE', true],
  ['NEVER',           true],
];

for (const [whitelist, asked] of whitelists)
  test(`a token on ${whitelist} is ${asked ? 'asked for' : 'decided by the copy'}, valid or not (TOK-22 to 26)`, () => {
    assert.equal(asksFirst({ whitelist, valid: true } as Token), asked);
    assert.equal(asksFirst({ whitelist, valid: false } as Token), asked);
  });

test('only silence counts as no answer (TOK-25)', () => {
  assert.equal(isNoAnswer({ outcome: 'timeout', code: null }), true);
  assert.equal(isNoAnswer({ outcome: 'unreachable', code: null }), true);
  assert.equal(isNoAnswer({ outcome: 'answered', code: 4002 }), true);
  assert.equal(isNoAnswer({ outcome: 'answered', code: 4003 }), true);
  assert.equal(isNoAnswer({ outcome: 'answered', code: 1000 }), false);
  assert.equal(isNoAnswer({ outcome: 'answered', code: 2004 }), false);
  assert.equal(isNoAnswer({ outcome: 'garbage', code: null }), false);
});
