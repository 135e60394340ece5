import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logExchange } from './log-exchange.ts';
import type { Exchange } from './ocpi/messages/request-and-answer-types.ts';

const taken = {
  ...{
    direction: 'OUT',
    method: 'PATCH',
    module: 'locations',
    http_status: 200,
    ocpi_status: 1000,
    findings: [],
  },
} as unknown as Exchange;

/** The level at which an exchange is logged by a log that has all levels. */
function levelOf(exchange: Exchange): string[] {
  const levels: string[] = [];
  logExchange(
    {
      isLevelEnabled: () => true,
      info: () => levels.push('info'),
      debug: () => levels.push('debug'),
    } as never,
    exchange,
  );
  return levels;
}

// biome-ignore format: a table
const levels: [name: string, change: Partial<Exchange>, level: string][] = [
  ['a delivery that is taken',     {},                                                      'debug'],
  ['one that is created there',    { http_status: 201 },                                    'debug'],
  ['a refusal',                    { ocpi_status: 2001 },                                   'info'],
  ['an HTTP error',                { http_status: 404 },                                    'info'],
  ['no answer',                    { http_status: null, ocpi_status: null },                'info'],
  ['an answer that is no OCPI',    { ocpi_status: null },                                   'info'],
  ['an answer with a deviation',   { findings: [{ pointer: '', message: 'is not JSON' }] }, 'info'],
  ['a request of a partner',       { direction: 'IN' },                                     'info'],
  ['a page of a list',             { method: 'GET' },                                       'info'],
  ['a command',                    { module: 'commands', method: 'POST' },                  'info'],
];

for (const [name, change, level] of levels)
  test(`${name} is logged once, at ${level}`, () =>
    assert.deepEqual(levelOf({ ...taken, ...change }), [level]));
