import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { broken } from './faults.ts';
import { styles } from './styles.ts';
import { unbroken } from './unbroken.ts';

const features = new URL('../../features/partner/', import.meta.url);
const checked = new Set(
  readdirSync(features).flatMap((file) =>
    [...readFileSync(new URL(file, features), 'utf8').matchAll(/@([A-Z]+-\d+)\b/g)].map(([, id]) => id),
  ),
);
const seenFailing = new Set([
  ...broken.flatMap((one) => one.broken),
  ...styles.flatMap(({ warned }) => warned),
]);
const excused = unbroken.flatMap(([, ids]) => ids.split(' '));

test('every requirement that is checked is broken by a partner of the self-test, or listed with the reason why not', () => {
  const missing = [...checked].filter((id) => !seenFailing.has(id ?? '') && !excused.includes(id ?? ''));
  assert.deepEqual(missing, [], 'add a row to faults.ts or wronged.ts, or an entry to unbroken.ts');
});

test('nothing is listed that is broken, or not checked', () => {
  assert.deepEqual(
    excused.filter((id) => seenFailing.has(id) || !checked.has(id)),
    [],
  );
  assert.equal(new Set(excused).size, excused.length);
});

test('the partners of the self-test break nothing that is not checked', () => {
  assert.deepEqual(
    [...seenFailing].filter((id) => !checked.has(id)),
    [],
  );
});
