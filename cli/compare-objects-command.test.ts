import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { convergeCommand } from './compare-objects-command.ts';

for (const [shown, words] of [
  [
    0,
    /^nothing to compare: DE\*EMP should have no object of NL\*ABC \("ocpi-hub parties" and "ocpi-hub agree list" tell/,
  ],
  [1, /^1 objects compared with what it shows, 0 with what it has acknowledged: it has what it should have$/],
] as const)
  test(`of ${shown} objects compared is said whether there were any`, async (t) => {
    const hub = createServer((_, answer) => {
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ shown, acknowledged: 0, differences: [], until: 0, next: null }));
    }).listen(0, '127.0.0.1');
    await new Promise((done) => hub.once('listening', done));
    t.after(() => hub.close());
    const said = t.mock.method(console, 'log', () => {});
    const url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
    const options = ['--url', url, '--admin-token', 'token'];
    await convergeCommand().parseAsync(['NL*ABC', 'DE*EMP', ...options], { from: 'user' });
    assert.match(String(said.mock.calls[0]?.arguments[0]), words);
  });
