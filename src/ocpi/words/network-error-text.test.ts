import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemError } from './network-error-text.ts';

// biome-ignore format: a table
const errors: [code: string | undefined, message: string | undefined, words: string][] = [
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9',      'ECONNREFUSED connect 127.0.0.1:9'],
  ['ENOTFOUND',    'getaddrinfo ENOTFOUND no.example',      'ENOTFOUND getaddrinfo no.example'],
  ['ECONNREFUSED', '',                                      'ECONNREFUSED'],
  ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error',      'UND_ERR_CONNECT_TIMEOUT Connect Timeout Error'],
  [undefined,      'other side closed',                     'other side closed'],
  [undefined,      undefined,                               ''],
];
for (const [code, message, words] of errors)
  test(`${code ?? 'no code'} with "${message ?? 'no message'}" is told as "${words}"`, () => {
    assert.equal(systemError({ code, message }), words);
  });
