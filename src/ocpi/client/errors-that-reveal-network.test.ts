import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { startNameServer } from '../../../trials/test/dns-server.ts';
import type { Exchange } from '../messages/request-and-answer-types.ts';
import { discover } from './client-handshake.ts';
import { ocpiClient } from './ocpi-client.ts';

test('a partner reads the same of private, unknown and closed addresses, the operator which it is @HUB-35', async (context) => {
  const { said, operator } = await handshakes(context, { privateNetworks: false, networks: ['127.0.0.1'] });
  const urls: [url: string, which: RegExp][] = [
    ['http://10.0.0.1/versions', /not open to partners/],
    ['http://[::ffff:10.0.0.1]/versions', /not open to partners/],
    ['http://inside.example/versions', /no public address/],
    ['http://unknown.example/versions', /unknown\.example has no address/],
    [`http://127.0.0.1:${await closedPort()}/versions`, /ECONNREFUSED/],
    [`http://closed.example:${await closedPort()}/versions`, /ECONNREFUSED/],
  ];
  for (const [url, which] of urls) {
    assert.equal(
      (await said(url)).replace(url, 'URL'),
      'versions at URL failed: nothing answers at a public address',
      url,
    );
    assert.match(operator(), which, url);
  }
});

test('a partner is told what is wrong with the URL itself, and in a laboratory all @HUB-35', async (context) => {
  const guarded = await handshakes(context, { privateNetworks: false });
  assert.match(await guarded.said('http://me:secret@partner.example/'), /user name/);
  const lab = await handshakes(context, { privateNetworks: true });
  const port = await closedPort();
  assert.match(
    await lab.said(`http://127.0.0.1:${port}/`),
    new RegExp(`: ECONNREFUSED connect 127\\.0\\.0\\.1:${port}$`),
  );
});

async function handshakes(context: TestContext, reach: { privateNetworks: boolean; networks?: string[] }) {
  const server = await startNameServer({ 'inside.example': ['10.0.0.1'], 'closed.example': ['127.0.0.1'] });
  const exchanges: Exchange[] = [];
  const { send, close } = ocpiClient({
    reach: { ...reach, plainHttp: true, names: server.address },
    now: Date.now,
    record: (exchange) => void exchanges.push(exchange),
  });
  context.after(async () => {
    await close();
    server.stop();
  });
  const them = { token: 't', asks: true, connection: 'c1', role: 'CPO', timeout: 60_000 } as const;
  const said = (url: string) =>
    discover(send, { ...them, versionsUrl: url }, []).then(
      () => 'answered',
      (error: Error) => error.message,
    );
  return { said, operator: () => exchanges.at(-1)?.error ?? '' };
}

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
