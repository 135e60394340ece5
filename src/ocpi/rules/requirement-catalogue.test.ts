import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { origins } from './origins-of-rules.ts';
import { areaOf, areaTitle, requirement, requirements } from './requirement-catalogue.ts';

test('a requirement comes with whom it binds, its strength, its words and its origin', () => {
  const { id, role, level, words, origin, source } = requirement('TRANS-09');
  assert.deepEqual([id, role, level, origin], ['TRANS-09', 'BOTH', 'MUST', '2.1.1']);
  assert.equal(
    words,
    'Whatever the outcome, the answer is JSON and an envelope with `status_code` and `timestamp`.',
  );
  assert.equal(source, 'Transport and format, Response format: "The content that is sent …"');
});

test('a requirement that nobody checks, or that does not exist, is refused by its id', () => {
  assert.throws(() => requirement('LOC-999'), /LOC-999/);
  assert.throws(() => requirement('HUB-01'), /HUB-01/);
});

test('requirements stand in the order of the catalogue, and areas have titles', () => {
  const areas = [...new Set([...requirements().keys()].map(areaOf))];
  assert.deepEqual(areas.slice(0, 6), ['TRANS', 'VER', 'CRED', 'LOC', 'SES', 'CDR']);
  assert.equal(areaTitle('TAR'), 'Tariffs');
  assert.equal(areaTitle('NONE'), 'NONE');
});

test('the package carries no requirements.md: the statements are data', () => {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
  assert.ok(!files.includes('features/requirements.md'));
  assert.ok(!readFileSync(new URL('requirement-catalogue.ts', import.meta.url), 'utf8').includes('readFile'));
});

test('a rule of 2.1.1 points to a sentence, by few words and a hash; a decision says why it is one', () => {
  for (const [id, [authority, , at, mend]] of Object.entries(origins)) {
    const isDecision = authority === 'advice' || authority === '2.2 backport';
    assert.equal(typeof at === 'string', isDecision, id);
    assert.ok(mend.endsWith('.'), id);
    if (typeof at === 'string') continue;
    const [file, , words, hash] = at;
    assert.match(file, /^(data\/)?[a-z_-]+\.(md|txt)$/, id);
    assert.match(hash, /^[0-9a-f]{12}$/, id);
    assert.ok(words.split(' ').length <= 6, `${id} quotes more than six words`);
  }
});

test('one sentence has one hash', () => {
  const hashes = new Map<string, string>();
  for (const [id, [, , at]] of Object.entries(origins)) {
    if (typeof at === 'string') continue;
    const place = at.slice(0, 3).join('\n');
    assert.equal(hashes.get(place) ?? at[3], at[3], id);
    hashes.set(place, at[3]);
  }
});

test('a report links the sentence', () => {
  assert.equal(
    requirement('CRED-11').link,
    'https://github.com/ocpi/ocpi/blob/release-2.1.1-bugfixes/releases/2.1.1-d2/credentials.md#12-post-method',
  );
  assert.equal(requirement('CRED-12').link, undefined);
});
