import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfiguration } from './configuration.ts';
import { plainHttp } from './unsafe-settings.ts';

const reading = (env: Record<string, string | undefined>) => () => readConfiguration(env);

test('a hub that others can reach hands out no URL without TLS, unless it is told to', () => {
  for (const env of [
    { HUB_URL: 'http://hub.example' },
    { HUB_URL: 'http://127.0.0.1.hub.example/' },
    { HUB_HOST: '0.0.0.0', HUB_TRUST_PROXY: '10.0.0.9' },
    { HUB_HOST: '::', HUB_TRUST_PROXY: '10.0.0.9' },
  ]) {
    assert.throws(reading(env), /^Error: HUB_URL must be an https URL, got "http:/, JSON.stringify(env));
    assert.ok(plainHttp(readConfiguration({ ...env, HUB_ALLOW_HTTP: 'true' })));
    assert.ok(plainHttp(readConfiguration({ ...env, HUB_ALLOW_PRIVATE_NETWORKS: 'true' })));
    assert.throws(reading({ ...env, HUB_ALLOW_PRIVATE_NETWORKS: 'true', HUB_ALLOW_HTTP: 'false' }));
  }
  for (const env of [
    {},
    { HUB_HOST: '::1' },
    { HUB_URL: 'http://localhost:1' },
    { HUB_URL: 'https://h.example' },
  ])
    assert.equal(plainHttp(readConfiguration(env)), false, JSON.stringify(env));
});

test('no address that others can reach is listened at without TLS or a named proxy, unless that is allowed by name', () => {
  const lab = { HUB_ALLOW_PRIVATE_NETWORKS: 'true', HUB_ALLOW_HTTP: 'true' };
  const local = { HUB_URL: 'http://localhost:8080' };
  for (const name of ['HUB_HOST', 'HUB_ADMIN_HOST'])
    for (const host of ['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', '::ffff:10.0.0.1', 'hub.example']) {
      const env = { [name]: host, ...lab, ...local };
      assert.throws(reading(env), new RegExp(`^Error: ${name} must be .*HUB_LISTEN_WITHOUT_TLS=true`), host);
      for (const more of [
        { HUB_LISTEN_WITHOUT_TLS: 'true' },
        { HUB_TRUST_PROXY: '10.0.0.9' },
        { HUB_TLS_CERT: 'cert.pem', HUB_TLS_KEY: 'key.pem' },
      ])
        assert.ok(readConfiguration({ ...env, ...more }));
    }
  for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost', '::ffff:127.0.0.1'])
    assert.ok(readConfiguration({ HUB_HOST: host, HUB_ADMIN_HOST: host, ...lab }), host);
});

test('an admin token that is easy to guess is refused', () => {
  for (const token of [
    'short',
    'fifteen-letters',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'passwordpassword',
    'changeme-changeme-changeme',
    '0123456789abcdef',
    'abcdefghijklmnopqrst',
    '1234567890123456',
  ])
    assert.throws(reading({ HUB_ADMIN_TOKEN: token }), /^Error: HUB_ADMIN_TOKEN must be /, token);
  for (const token of ['features-admin-token-4711', 'c4f1b0e2a97d4c55', 'q9dKx2Lw0tRz81Vb'])
    assert.equal(readConfiguration({ HUB_ADMIN_TOKEN: token }).HUB_ADMIN_TOKEN, token);
});

test('a proxy that is everybody is refused', () => {
  for (const network of [
    '0.0.0.0/0',
    '0.0.0.0/1',
    '128.0.0.0/2',
    '::/0',
    '2000::/3',
    '10.0.0.1,::ffff:0:0/96',
  ])
    assert.throws(
      reading({ HUB_TRUST_PROXY: network }),
      /^Error: HUB_TRUST_PROXY must name proxies, got ".*": everybody/,
      network,
    );
  for (const network of ['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '::ffff:10.0.0.0/104'])
    assert.ok(readConfiguration({ HUB_TRUST_PROXY: network }), network);
});

test('a secret key that is no random one is refused, unless it is an old one', () => {
  const zero = Buffer.alloc(32).toString('base64');
  const random = Buffer.from('c4f1b0e2a97d4c55c4f1b0e2a97d4c5511223344556677889900aabbccddeeff', 'hex');
  for (const key of [zero, '0'.repeat(64), 'ab'.repeat(32), Buffer.alloc(32, 'secret').toString('base64')])
    assert.throws(
      reading({ HUB_SECRET_KEY: key }),
      ({ message }: Error) => /^HUB_SECRET_KEY must be .*random/.test(message) && !message.includes(key),
    );
  assert.ok(readConfiguration({ HUB_SECRET_KEY: `${random.toString('base64')},${zero}` }));
});

test('certificate and key come together, and make the URL https', () => {
  assert.throws(reading({ HUB_TLS_CERT: 'cert.pem' }), /HUB_TLS_CERT and HUB_TLS_KEY/);
  assert.throws(reading({ HUB_TLS_KEY: 'key.pem' }), /HUB_TLS_CERT and HUB_TLS_KEY/);
  assert.ok(readConfiguration({ HUB_TLS_CERT: 'cert.pem', HUB_TLS_KEY: 'key.pem', HUB_HOST: '0.0.0.0' }));
});

test('partners are not called without looking at their certificates', () => {
  assert.throws(reading({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }), /NODE_TLS_REJECT_UNAUTHORIZED/);
  assert.ok(readConfiguration({ NODE_TLS_REJECT_UNAUTHORIZED: '0', HUB_ALLOW_HTTP: 'true' }));
});

test('a secret is never told, whatever is wrong with it', () => {
  for (const [name, value] of [
    ['HUB_SECRET_KEY', 'too-short-4711'],
    ['HUB_ADMIN_TOKEN', 'has blanks 4711'],
  ] as const)
    assert.throws(
      reading({ [name]: value }),
      ({ message }: Error) => message.includes(name) && !message.includes('4711'),
    );
});

test('networks are read as lists', () => {
  assert.equal(
    readConfiguration({ HUB_ALLOWED_NETWORKS: '10.0.0.0/8,::1' }).HUB_ALLOWED_NETWORKS,
    '10.0.0.0/8,::1',
  );
  assert.throws(
    reading({ HUB_ALLOWED_NETWORKS: '10.0.0.0/8, ::1' }),
    /HUB_ALLOWED_NETWORKS must be networks/,
  );
  assert.throws(reading({ HUB_TRUST_PROXY: 'loopback' }), /HUB_TRUST_PROXY must be networks/);
});

test('a name service that is none is refused with what it may be', () => {
  assert.equal(readConfiguration({}).HUB_RESOLVER, 'dns');
  assert.throws(
    reading({ HUB_RESOLVER: 'system' }),
    /^Error: HUB_RESOLVER must be dns, getaddrinfo, or name servers/,
  );
});
