import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrivateAddress, mayCall, publicLookup } from './network.ts';

test('addresses inside are told from addresses outside @HUB-35', () => {
  for (const inside of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::7f00:1',
    '2002:7f00:1::',
    'fec0::1',
    '64:ff9b:1::7f00:1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
  ]) {
    assert.equal(isPrivateAddress(inside), true, inside);
  }
  for (const outside of ['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])
    assert.equal(isPrivateAddress(outside), false, outside);
});

test('only http and https may be called, and no private address unless allowed @HUB-35', () => {
  assert.equal(mayCall(new URL('https://partner.example/ocpi'), false), true);
  assert.equal(mayCall(new URL('http://[::1]:80/'), false), false);
  assert.equal(mayCall(new URL('http://2130706433/'), false), false);
  assert.equal(mayCall(new URL('http://127.0.0.1/'), true), true);
  for (const url of ['file:///etc/passwd', 'ftp://partner.example/'])
    assert.equal(mayCall(new URL(url), true), false);
});

test('a name that leads inside has no address @HUB-35', async () => {
  const error = await new Promise((done) => publicLookup('localhost', {}, (problem) => done(problem)));
  assert.match(String(error), /localhost/);
});
