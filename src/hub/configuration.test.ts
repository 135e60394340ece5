import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainHttp, readConfiguration } from './configuration.ts';

const reading = (env: Record<string, string | undefined>) => () => readConfiguration(env);

test('a hub that others can reach hands out no URL without TLS, unless it is told to', () => {
  for (const env of [
    { HUB_URL: 'http://hub.example' },
    { HUB_HOST: '0.0.0.0' },
    { HUB_HOST: '::' },
    { HUB_URL: 'http://127.0.0.1.hub.example/' },
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
