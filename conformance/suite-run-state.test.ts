import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { codeOf } from './http-exchange.ts';
import { defaults, type Options } from './run-options.ts';
import { newModuleAnswers } from './suite-module-answers.ts';
import { openTrial, send } from './suite-run-state.ts';

// biome-ignore format: a table
const rows: [what: string, to: Options["to"], method: string, answers: number[], sent: number, told: number][] = [
  ['a hub that does not reach the party at first is asked again', 'ES*MSP',  'PUT',  [4002, 1000],       2, 1000],
  ['a hub that never does is asked three times',                  'ES*MSP',  'GET',  [4002, 4002, 4002], 3, 4002],
  ['what may not be sent twice goes once',                        'ES*MSP',  'POST', [4002, 1000],       1, 4002],
  ['a partner of its own has no such excuse',                     undefined, 'PUT',  [4002, 1000],       1, 4002],
  ['a refusal stands',                                            'ES*MSP',  'PUT',  [2001, 1000],       1, 2001],
];

for (const [what, to, method, codes, sent, told] of rows)
  test(what, async () => {
    const left = [...codes];
    const server = createServer((_req, res) => res.end(JSON.stringify({ status_code: left.shift() })));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocpi/tokens/NL/ABC/1`;
    const options = {
      ...defaults,
      role: 'cpo' as const,
      versionsUrl: url,
      token: 'T',
      ...(to ? { to } : {}),
    };
    const trial = await openTrial(options, () => undefined, newModuleAnswers);
    try {
      const exchange = await send(trial, method, url, method === 'GET' ? {} : { body: '{}' });
      assert.deepEqual([codeOf(exchange), trial.sent.length], [told, sent]);
    } finally {
      await trial.desk.close();
      await trial.wire.close();
      await new Promise((closed) => server.close(closed));
    }
  });
