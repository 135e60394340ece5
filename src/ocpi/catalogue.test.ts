import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { areaOf, areaTitle, requirement, requirements } from './catalogue.ts';

test('a requirement comes with whom it binds, its strength, its words and its origin', () => {
  const { id, role, level, words, origin, source } = requirement('TRANS-09');
  assert.deepEqual([id, role, level, origin], ['TRANS-09', 'BOTH', 'MUST', '2.1.1']);
  assert.equal(
    words,
    'Whatever the outcome, the answer is JSON and an envelope with `status_code` and `timestamp`.',
  );
  assert.equal(source, 'Transport and format, Response format');
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
  assert.ok(!readFileSync(new URL('catalogue.ts', import.meta.url), 'utf8').includes('readFile'));
});
