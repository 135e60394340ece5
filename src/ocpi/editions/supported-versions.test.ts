import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bestOf,
  detailsOf,
  editionOf,
  editions,
  editionsWith,
  noteOf,
  usualEditions,
  versionsOf,
} from './supported-versions.ts';

test('an edition that is not named is 2.1.1, and one that is not spoken is an error', () => {
  assert.equal(editionOf({}).version, '2.1.1');
  assert.equal(editionOf({ edition: undefined }).version, '2.1.1');
  assert.equal(editionOf({ edition: '2.1.1' }).version, '2.1.1');
  assert.equal(editionOf({ edition: '2.2.1' }).version, '2.2.1');
  assert.throws(() => editionOf({ edition: '2.3.0' as '2.2.1' }), /OCPI 2\.3\.0 is not spoken here/);
});

test('beside an object only an edition is noted that absence does not stand for', () => {
  assert.deepEqual(noteOf({}), {});
  assert.deepEqual(noteOf({ edition: '2.1.1' }), {});
  assert.deepEqual(noteOf({ edition: '2.2.1' }), { edition: '2.2.1' });
});

test('of a list the best version is taken that is spoken here, wherever it stands @CRED-13', () => {
  const entry = (version: string) => ({ version, url: `https://a.example/${version}` });
  const listed = [null, entry('2.0'), entry('2.1.1'), {}, entry('2.3.0')];
  assert.equal(bestOf(listed, usualEditions)?.edition.version, '2.1.1');
  assert.equal(bestOf(listed, usualEditions)?.entry.url, 'https://a.example/2.1.1');
  assert.equal(bestOf([entry('2.0'), entry('2.3.0')], usualEditions), undefined);
  assert.equal(bestOf([], usualEditions), undefined);
});

test('versions and details have absolute URLs with side and version in them @VER-01 @VER-05 @VER-12', () => {
  assert.deepEqual(versionsOf('https://h.example', 'cpo', usualEditions), [
    { version: '2.1.1', url: 'https://h.example/ocpi/cpo/2.1.1' },
  ]);
  assert.deepEqual(detailsOf(editionOf({}), 'https://h.example', 'emsp', ['tokens']), {
    version: '2.1.1',
    endpoints: [
      { identifier: 'credentials', url: 'https://h.example/ocpi/emsp/2.1.1/credentials' },
      { identifier: 'tokens', url: 'https://h.example/ocpi/emsp/2.1.1/tokens' },
    ],
  });
});

test('2.2.1 is spoken with providers alone, and preferred there', () => {
  const spoken = (role: 'CPO' | 'EMSP') => editionsWith(role).map(({ version }) => version);
  assert.deepEqual(spoken('EMSP'), ['2.2.1', '2.1.1']);
  assert.deepEqual(spoken('CPO'), ['2.1.1']);
  const listed = ['2.1.1', '2.2.1'].map((version) => ({ version, url: 'https://a.example' }));
  assert.equal(bestOf(listed, editionsWith('EMSP'))?.edition.version, '2.2.1');
  assert.equal(bestOf(listed, editionsWith('CPO'))?.edition.version, '2.1.1');
});

test('each edition has its own version once', () => {
  const versions = editions.map(({ version }) => version);
  assert.deepEqual([...new Set(versions)], versions);
});
