import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { NobodyThere } from '../check-and-verdict-types.ts';
import { defaults } from '../run-options.ts';
import { newModuleAnswers } from '../suite-module-answers.ts';
import { openTrial } from '../suite-run-state.ts';
import { arrive } from './await-partner.ts';

// biome-ignore format: a table
const rows: [what: string, status: number, body: string, nobody: RegExp | undefined][] = [
  ['versions',                              200, '{"status_code":1000,"data":[]}',           undefined],
  ['an error of OCPI, which is judged',     200, '{"status_code":3000}',                     undefined],
  ['a page of errors, which is judged',     500, '<html>',                                   undefined],
  ['an address without versions',           404, '<html>',                                   /^there are no versions at/],
  ['a token that it does not know',         401, '{"status_code":2001}',                     /does not know the token: HTTP 401/],
  ['a token that it does not know, by 403', 403, '{"detail":"not authorised"}',              /does not know the token: HTTP 403/],
];

for (const [what, status, body, nobody] of rows)
  test(`${what}: ${nobody ? 'no verdict' : 'somebody is there'}`, async () => {
    const server = createServer((_req, res) => void res.writeHead(status).end(body));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const versionsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/versions`;
    const options = { ...defaults, role: 'cpo' as const, versionsUrl, token: 'given-by-the-partner' };
    const trial = await openTrial(options, () => undefined, newModuleAnswers);
    try {
      if (!nobody) await arrive(trial);
      else
        await assert.rejects(
          arrive(trial),
          (error) => error instanceof NobodyThere && nobody.test(error.message),
        );
    } finally {
      await trial.desk.close();
      await trial.wire.close();
      await new Promise((closed) => server.close(closed));
    }
  });
