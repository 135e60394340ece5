import assert from 'node:assert/strict';
import { test } from 'node:test';
import { borderOf, isPrivateAddress, type Reach, readNetwork } from './allowed-networks.ts';

const outside: Reach = { privateNetworks: false, plainHttp: false };
const lab: Reach = { privateNetworks: true, plainHttp: true };
const refuses = (reach: Reach, url: string) => borderOf(reach).refuses(new URL(url)) !== undefined;
const lookUp = (reach: Reach, name: string) =>
  new Promise<string>((done) =>
    borderOf(reach).lookup(name, {}, (problem, address) => done(problem ? String(problem) : String(address))),
  );

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
    '2001:0:1::1',
    'fec0::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
  ]) {
    assert.equal(isPrivateAddress(inside), true, inside);
  }
  for (const address of ['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])
    assert.equal(isPrivateAddress(address), false, address);
});

// biome-ignore format: a table
const borders: [network: string, before: string | null, first: string, last: string, after: string | null][] = [
  ['this network',           null,             '0.0.0.0',       '0.255.255.255',   '1.0.0.0'],
  ['private, 10',            '9.255.255.255',  '10.0.0.0',      '10.255.255.255',  '11.0.0.0'],
  ['shared by carriers',     '100.63.255.255', '100.64.0.0',    '100.127.255.255', '100.128.0.0'],
  ['loopback',               '126.255.255.255', '127.0.0.0',    '127.255.255.255', '128.0.0.0'],
  ['link-local',             '169.253.255.255', '169.254.0.0',  '169.254.255.255', '169.255.0.0'],
  ['private, 172',           '172.15.255.255', '172.16.0.0',    '172.31.255.255',  '172.32.0.0'],
  ['protocol assignments',   '191.255.255.255', '192.0.0.0',    '192.0.0.255',     '192.0.1.0'],
  ['documentation, 1',       '192.0.1.255',    '192.0.2.0',     '192.0.2.255',     '192.0.3.0'],
  ['6to4 relays',            '192.88.98.255',  '192.88.99.0',   '192.88.99.255',   '192.88.100.0'],
  ['private, 192',           '192.167.255.255', '192.168.0.0',  '192.168.255.255', '192.169.0.0'],
  ['benchmarks',             '198.17.255.255', '198.18.0.0',    '198.19.255.255',  '198.20.0.0'],
  ['documentation, 2',       '198.51.99.255',  '198.51.100.0',  '198.51.100.255',  '198.51.101.0'],
  ['documentation, 3',       '203.0.112.255',  '203.0.113.0',   '203.0.113.255',   '203.0.114.0'],
  ['multicast, reserved',    '223.255.255.255', '224.0.0.0',    '255.255.255.255', null],
  ['IPv4-compatible',        null,             '::',            '::ffff:ffff',     '::1:0:0'],
  ['IPv4-translated',        '::fffe:ffff:ffff:ffff', '::ffff:0:0:0', '::ffff:0:ffff:ffff', '::ffff:1:0:0'],
  ['NAT64',                  '64:ff9a::1',     '64:ff9b::',     '64:ff9b::ffff:ffff', '64:ff9b::1:0:0'],
  ['NAT64, local',           '64:ff9b::1:0:0', '64:ff9b:1::',   '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', '64:ff9b:2::'],
  ['discard only',           'ff::1',          '100::',         '100::ffff:ffff:ffff:ffff', '100:0:0:1::'],
  ['Teredo',                 '2000:ffff::',    '2001::',        '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', '2001:1::'],
  ['documentation, IPv6',    '2001:db7:ffff::', '2001:db8::',   '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::'],
  ['6to4',                   '2001:ffff::',    '2002::',        '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003::'],
  ['unique local',           'fbff::1',        'fc00::',        'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe00::'],
  ['link-local, site-local', 'fe7f:ffff::',    'fe80::',        'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['multicast, IPv6',        null,             'ff00::',        'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null],
];

for (const [network, before, first, last, after] of borders)
  test(`the network "${network}" is closed from its first address to its last, and those beside it are not @HUB-35`, () => {
    for (const inside of [first, last]) assert.equal(isPrivateAddress(inside), true, inside);
    for (const address of [before, after])
      if (address !== null) assert.equal(isPrivateAddress(address), false, address);
  });

test('outside a lab only https to public addresses may be called, however they are written @HUB-35', () => {
  assert.equal(refuses(outside, 'https://partner.example/ocpi'), false);
  assert.equal(refuses(outside, 'https://8.8.8.8/'), false);
  for (const url of [
    'http://partner.example/',
    'https://user@partner.example/',
    'https://user:password@partner.example/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://169.254.169.254/latest/meta-data/',
  ])
    assert.equal(refuses(outside, url), true, url);
  for (const url of ['file:///etc/passwd', 'ftp://partner.example/', 'gopher://partner.example/'])
    assert.equal(refuses(lab, url), true, url);
});

test('a lab reaches its own machine, but not what tells a cloud its secrets @HUB-35', async () => {
  assert.equal(refuses(lab, 'http://127.0.0.1/'), false);
  assert.equal(refuses(lab, 'http://10.0.0.1/'), false);
  assert.equal(refuses(lab, 'http://169.254.169.254/'), true);
  assert.equal(refuses(lab, 'http://[::ffff:a9fe:a9fe]/'), true);
  assert.equal(refuses(lab, 'http://[fd00:ec2::254]/'), true);
  assert.match(await lookUp(lab, 'localhost'), /^(127\.0\.0\.1|::1)$/);
});

test('a network that is named is open, and nothing beside it @HUB-35', () => {
  const reach = { ...outside, networks: ['10.20.0.0/16', '127.0.0.1'] };
  assert.equal(refuses(reach, 'https://10.20.3.4/'), false);
  assert.equal(refuses(reach, 'https://127.0.0.1/'), false);
  assert.equal(refuses(reach, 'https://10.21.3.4/'), true);
  assert.equal(refuses(reach, 'https://127.0.0.2/'), true);
});

test('a name that leads inside has no address @HUB-35', async () => {
  assert.match(await lookUp(outside, 'localhost'), /localhost has no public address/);
});

test('networks are read as written, and nothing else is one', () => {
  assert.deepEqual(readNetwork('10.0.0.0/8'), { address: '10.0.0.0', prefix: 8, family: 'ipv4' });
  assert.deepEqual(readNetwork('::1'), { address: '::1', prefix: 128, family: 'ipv6' });
  for (const text of ['', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'ten', 'fd00::/129', '10.0.0.0/-1'])
    assert.equal(readNetwork(text), undefined, text);
});
