import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing } from '../messages/request-and-answer-types.ts';
import { answerLimitOf } from './answer-size-limits.ts';

const page = 33_554_432;

/** The largest answer to each kind of request, typed by hand from TRANS-74. */
// biome-ignore format: a table
const table: [method: Outgoing['method'], module: Outgoing['module'], bytes: number][] = [
  ['GET',    'versions',         1_048_576],
  ['GET',    'credentials',      1_048_576],
  ['POST',   'credentials',      1_048_576],
  ['DELETE', 'credentials',      1_048_576],
  ['GET',    'locations',        page],
  ['GET',    'cdrs',             page],
  ['GET',    'tokens',           page],
  ['PUT',    'locations',        65_536],
  ['PATCH',  'sessions',         65_536],
  ['DELETE', 'tariffs',          65_536],
  ['POST',   'cdrs',             65_536],
  ['POST',   'tokens',           65_536],
  ['POST',   'commands',         65_536],
  ['GET',    'chargingprofiles', 65_536],
  ['PUT',    'chargingprofiles', 65_536],
];

test('how large an answer may be goes by what was asked @TRANS-74', () => {
  for (const [method, module, bytes] of table)
    assert.equal(answerLimitOf({ method, module }, page), bytes, `${method} ${module}`);
  assert.equal(answerLimitOf({ method: 'POST', module: 'commands' }, 1500), 1500);
});
