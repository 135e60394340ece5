import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressReader } from './address.ts';
import { borderOf } from './network.ts';

const border = borderOf({ privateNetworks: false, plainHttp: true });

test('an address is what parsing the whole URL gives, however often its origin was seen', () => {
  const addressOf = addressReader(border);
  for (const url of [
    'https://a.example/ocpi/locations/NL/ABC/LOC1',
    'https://a.example/ocpi/locations/NL/ABC/A%2FB%20%23*?type=RFID&x=/?',
    'https://a.example/ocpi/a b/%C3%A9/é?q="<>\'#there',
    'https://a.example/ocpi/../x/./y/%2e%2E/z/.',
    'https://a.example:443/x',
    'https://A.example/x',
    'https://a.example',
    'https://a.example?x',
    'http://8.8.2056/x',
    'https://user:secret@a.example/x',
    'https://a.example\\x',
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
      assert.deepEqual(addressOf(url), whole(url));
    }),
  );
});

function whole(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refused = url ? border.refuses(url) : 'it is no URL';
  return refused === undefined ? { origin: url!.origin, path: url!.pathname + url!.search } : { refused };
}
