import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startConformance } from './start-conformance-run.ts';

// This program runs the suite against a partner in its own process, during whose answer the process stands still, and
// prints the report.

// A partner that answers any token. The process stands still when the suite asks without a token.
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
const versionsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/versions`;
const only = ['TRANS-02', 'TRANS-03'];
const { checks, totals } = await startConformance({
  ...{ role: 'cpo', versionsUrl, token: 'T', readOnly: true, only },
}).report;
server.close();
console.log(JSON.stringify({ checks, totals }));
