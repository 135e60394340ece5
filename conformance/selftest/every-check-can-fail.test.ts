import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { styles } from './correct-partner-styles.ts';
import { broken } from './partners-with-one-fault.ts';

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

test('every requirement that is checked is broken by a partner of the self-test', () => {
  const missing = [...checked].filter((id) => !seenFailing.has(id ?? ''));
  assert.deepEqual(missing, [], 'add a row to partners-with-one-fault.ts or partners-wrong-by-proxy.ts');
});

test('the partners of the self-test break nothing that is not checked', () => {
  assert.deepEqual(
    [...seenFailing].filter((id) => !checked.has(id)),
    [],
  );
});
