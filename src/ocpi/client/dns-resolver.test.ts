import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startNameServer, type Zone } from '../../../trials/test/dns-server.ts';
import { borderOf } from './allowed-networks.ts';
import { isNameService, type ResolverOptions, resolver } from './dns-resolver.ts';
import { candidates } from './system-hosts-and-domains.ts';

test('names whose server is silent keep no other waiting @HUB-35', async (context) => {
  const server = await nameServer(context, { 'honest.example': ['192.0.2.7'] });
  const resolve = resolver({ ...(await quiet(context)), service: server.address, deadline: 60_000 });
  for (let n = 0; n < 40; n += 1) void resolve(`silent-${n}.example`).catch(() => undefined);
  await server.asked(80);
  assert.deepEqual(await resolve('honest.example'), [{ address: '192.0.2.7', family: 4 }]);
});

test('a name whose server is silent fails in time, and at once when it is asked for again @HUB-35', async (context) => {
  const server = await nameServer(context, {});
  let time = 0;
  const options = { ...(await quiet(context)), service: server.address, deadline: 60, now: () => time };
  const resolve = resolver(options);
  await assert.rejects(
    resolve('silent.example'),
    /^Error: no name server has told the address of silent\.example/,
  );
  const before = server.questions.length;
  await assert.rejects(resolve('SILENT.example'), { code: 'EAI_AGAIN' });
  assert.equal(server.questions.length, before);
  time = 5_001;
  await assert.rejects(resolve('silent.example'), { code: 'EAI_AGAIN' });
  assert.ok(server.questions.length > before);
});

test('an address is known as long as its server says, between five seconds and a minute', async (context) => {
  const server = await nameServer(context, { 'a.example': ['192.0.2.1'] }, 30);
  let time = 0;
  const resolve = resolver({ ...(await quiet(context)), service: server.address, now: () => time });
  const asked = async (at: number) => {
    time = at;
    const before = server.questions.length;
    await resolve('a.example');
    return server.questions.length > before;
  };
  assert.deepEqual(
    [
      await asked(0),
      await asked(0),
      await asked(29_999),
      await asked(30_001),
      await asked(59_999),
      await asked(60_002),
    ],
    [true, false, false, true, false, true],
  );
});

test('a name without address is not found, and who asks meanwhile waits for the same answer', async (context) => {
  const server = await nameServer(context, { 'none.example': [] });
  const resolve = resolver({ ...(await quiet(context)), service: server.address });
  const [one, other] = await Promise.allSettled([resolve('none.example'), resolve('none.example')]);
  assert.deepEqual(
    [one, other].map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await assert.rejects(resolve('none.example'), {
    code: 'ENOTFOUND',
    message: 'none.example has no address',
  });
  assert.equal(server.questions.length, 2);
});

test('the hosts file comes first, addresses are themselves, and localhost is this machine', async (context) => {
  const server = await nameServer(context, { 'partner.example': ['192.0.2.1'] });
  const files = await quiet(
    context,
    '# ours\n192.0.2.9 Partner.example other # and\n::5 partner.example\nbad line\n',
  );
  const resolve = resolver({ ...files, service: server.address });
  assert.deepEqual(await resolve('partner.EXAMPLE'), [
    { address: '192.0.2.9', family: 4 },
    { address: '::5', family: 6 },
  ]);
  assert.deepEqual(await resolve('::1'), [{ address: '::1', family: 6 }]);
  assert.deepEqual(await resolve('a.localhost'), [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]);
  assert.deepEqual(server.questions, []);
});

test('a short name is looked for in the search domains, as the system does it', async (context) => {
  const server = await nameServer(context, { 'hub.in.example': ['192.0.2.3'] });
  const files = await quiet(context, '', 'search out.example in.example\noptions ndots:2\n');
  const resolve = resolver({ ...files, service: server.address });
  assert.deepEqual(await resolve('hub'), [{ address: '192.0.2.3', family: 4 }]);
  assert.deepEqual([...new Set(server.questions)], ['hub.out.example', 'hub.in.example']);
  const system = { search: ['a.example', 'b.example.'], dots: 1 };
  assert.deepEqual(candidates('hub', system), ['hub.a.example', 'hub.b.example', 'hub']);
  assert.deepEqual(candidates('x.hub', system), ['x.hub', 'x.hub.a.example', 'x.hub.b.example']);
  assert.deepEqual(candidates('hub.', system), ['hub.']);
});

test('no more names are known than a bound allows', async (context) => {
  const server = await nameServer(context, { a: ['192.0.2.1'], b: ['192.0.2.2'], c: ['192.0.2.3'] });
  const resolve = resolver({ ...(await quiet(context)), service: server.address, most: 2 });
  for (const name of ['a', 'b', 'c', 'c', 'b', 'a']) await resolve(name);
  const asked = server.questions.filter((_, at) => at % 2 === 0);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
});

test('a name service is dns, getaddrinfo or a list of addresses', () => {
  for (const text of ['dns', 'getaddrinfo', '10.0.0.53', '10.0.0.53:5353,[fd00::53]:53', '::1', '[::1]'])
    assert.equal(isNameService(text), true, text);
  for (const text of ['', 'system', 'ns.example', '10.0.0.53:', '10.0.0.53:70000', '10.0.0.53, ::1', '[::1'])
    assert.equal(isNameService(text), false, text);
});

test('what the name servers tell is looked at before anything connects @HUB-35', async (context) => {
  const server = await nameServer(context, {
    'inside.example': ['10.0.0.1'],
    'mixed.example': ['10.0.0.1', '8.8.8.8'],
  });
  const resolve = resolver({ ...(await quiet(context)), service: server.address });
  const { lookup } = borderOf({ privateNetworks: false, plainHttp: false }, resolve);
  const found = (name: string) =>
    new Promise((done) => lookup(name, { all: true }, (error, all) => done(error ? error.message : all)));
  assert.equal(await found('inside.example'), 'inside.example has no public address');
  assert.deepEqual(await found('mixed.example'), [{ address: '8.8.8.8', family: 4 }]);
});

test('the operating system is asked where that is wanted', async () => {
  const found = await resolver({ service: 'getaddrinfo' })('localhost');
  assert.ok(found.every(({ address }) => ['127.0.0.1', '::1'].includes(address)));
});

/** Files of a system without hosts and search domains other than those given. */
async function quiet(context: TestContext, hosts = '', config = ''): Promise<Pick<ResolverOptions, 'files'>> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-names-'));
  context.after(() => rm(folder, { recursive: true }));
  const files = { hosts: join(folder, 'hosts'), resolver: join(folder, 'resolv.conf') };
  await Promise.all([writeFile(files.hosts, hosts), writeFile(files.resolver, config)]);
  return { files };
}

/** Starts a name server for this test. */
async function nameServer(context: TestContext, zone: Zone, ttl?: number) {
  const server = await startNameServer(zone, ttl);
  context.after(server.stop);
  return server;
}
