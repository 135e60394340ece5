import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { borderOf } from './allowed-networks.ts';
import { addressReader } from './request-address.ts';

const border = borderOf({ privateNetworks: false, plainHttp: true });

test('an address is what parsing the whole URL gives, however often its origin was seen', () => {
  const addressOf = addressReader(border);
  for (const url of [
    'https://a.example/ocpi/locations/NL/ABC/LOC1',
    'https://a.example/ocpi/locations/NL/ABC/A%2FB%20%23*?type=RFID&x=/?',
    'https://a.example/ocpi/a b/%C3%A9/é?q="<>\'#there',
    'https://a.example:443/x',
    'https://A.example/x',
    'https://a.example',
    'https://a.example?x',
    'http://8.8.2056/x',
    'https://user:secret@a.example/x',
  ])
    assert.deepEqual([addressOf(url), addressOf(url)], [whole(url), whole(url)], url);
});

test('what may not be called is refused the second time too @HUB-35', () => {
  const addressOf = addressReader(border);
  for (const url of [
    'http://127.0.0.1/x',
    'http://127.1/x',
    'http://10.0.0.1:8080/x',
    'ftp://a.example/x',
    'nothing',
  ])
    assert.ok('refused' in addressOf(url) && 'refused' in addressOf(url), url);
});

test('any path is read as parsing reads it', () => {
  const addressOf = addressReader(border);
  const piece = fc.oneof(
    fc.constantFrom('/', '.', '..', '%2e', '?', '#', "'", '\\', ' ', 'a', 'é', '%'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const url = `https://a.example/${pieces.join('')}`;
      const address = addressOf(url);
      if ('elsewhere' in address) return;
      assert.deepEqual(address, whole(url));
      // The request that is sent has all segments of the URL's path.
      const sent = new URL(url).pathname.split('/').length;
      assert.equal(
        sent,
        url
          .replace(/[\t\r\n]/g, '')
          .split(/[?#]/)[0]!
          .split('/').length - 2,
        url,
      );
    }),
  );
});

test('a path that leads elsewhere when it is normalised is not called, however it is written @TRANS-72', () => {
  const addressOf = addressReader(border);
  for (const path of [
    '/x/..',
    '/x/.',
    '/../x',
    '/x/./y',
    '/x/%2e%2E/y',
    '/x/.%2e',
    '/x/%252e%252e/y',
    '/x/%25252e',
    '/x/a%2F..%2Fb',
    '/x\\y',
    '/x/..\\y',
    '/x/a%5c..',
    '/x/.\t./y',
    '/x/..?q=1',
    '/x/..#there',
  ])
    assert.match(
      String((addressOf(`https://a.example${path}`) as { refused?: string }).refused),
      /normalised/,
      path,
    );
  for (const path of [
    '/x/...',
    '/x/a..b',
    '/x/.well-known',
    '/x?next=/../y',
    '/x#/..',
    '/x/%2e%2e%2e',
    '/x/a%2Fb',
  ])
    assert.ok('origin' in addressOf(`https://a.example${path}`), path);
  assert.ok('origin' in addressOf('https://a.example/..b/é'));
});

function whole(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refused = url ? border.refuses(url) : 'it is no URL';
  return refused === undefined ? { origin: url!.origin, path: url!.pathname + url!.search } : { refused };
}
