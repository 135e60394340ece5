import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startConformance } from './conformance.ts';

test('a check during which the suite itself stood still finds nothing, and the next one does', async (t) => {
  // A partner that opens to everybody. The suite stands still as it is asked without a token.
  const server = createServer(({ headers, url }, res) => {
    if (headers.authorization === undefined) {
      const end = performance.now() + 2200;
      while (performance.now() < end);
    }
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const endpoints = [{ identifier: 'credentials', url: `${base}/credentials` }];
    const data =
      url === '/versions'
        ? [{ version: '2.1.1', url: `${base}/details` }]
        : url === '/details'
          ? { version: '2.1.1', endpoints }
          : undefined;
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ data, status_code: 1000, timestamp: new Date().toISOString() }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => server.close());
  const versionsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/versions`;
  const only = ['TRANS-02', 'TRANS-03'];
  const { checks, totals } = await startConformance({
    ...{ role: 'cpo', versionsUrl, token: 'T', readOnly: true, only },
  }).report;
  const told = checks.map(({ id, verdict, findings }) => [id, verdict, findings.length]);
  assert.deepEqual(told, [
    ['TRANS-02', 'skipped', 0],
    ['TRANS-03', 'failed', 1],
    ['TRANS-03', 'failed', 1],
  ]);
  assert.match(
    checks[0]?.reason ?? '',
    /^the suite itself stood still for 2\.\d s meanwhile, so that it cannot tell: run it again$/,
  );
  assert.equal(totals.broken, 0);
});
