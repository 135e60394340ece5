import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../ocpi/words/partner-style-types.ts';
import { party } from '../../ocpi/words/party-id.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { newDialectCache } from './dialect-cache.ts';

const none: Dialect = { extensions: 'none', enums: 'as_given', drops: [] };

const tariff = (changed: number, more: object = {}): StoredObject => ({
  module: 'tariffs',
  owner: party('NL', 'ABC'),
  id: 'T1',
  created: 1,
  changed,
  lastUpdated: 0,
  recipient: null,
  gone: false,
  lookups: { id: 'T1' },
  bytes: Buffer.from(JSON.stringify({ id: 'T1', currency: 'EUR', country_code: 'NL', ...more })),
});

test('an object is made ready once for each dialect, and anew when it has changed @EXT-19', () => {
  const forms = newDialectCache();
  const first = forms.of(tariff(1), none);
  assert.equal(first.toString(), '{"id":"T1","currency":"EUR"}');
  assert.equal(forms.of(tariff(1), none), first);
  assert.notEqual(forms.of(tariff(1), { ...none, extensions: 'owner', drops: ['loyalty'] }), first);
  assert.equal(forms.of(tariff(2, { currency: 'CHF' }), none).toString(), '{"id":"T1","currency":"CHF"}');
});

test('what is said as it is stored is not copied', () => {
  const stored = tariff(1);
  assert.equal(newDialectCache().of(stored, { ...none, extensions: 'owner' }), stored.bytes);
  assert.equal(newDialectCache().of(stored, { ...none, extensions: 'all' }), stored.bytes);
});

test('what is kept stays below its bound, the oldest goes first', () => {
  const forms = newDialectCache(1000);
  const all = Array.from({ length: 10 }, (_, changed) => forms.of(tariff(changed), none));
  assert.equal(forms.of(tariff(9), none), all[9]);
  assert.notEqual(forms.of(tariff(0), none), all[0]);
});

test('a translated object is made ready anew when its content has changed and its number has not @EXT-19', () => {
  const forms = newDialectCache();
  const taxed = tariff(1, { currency: 'CHF' });
  assert.equal(forms.ofTranslated(tariff(1), none).toString(), '{"id":"T1","currency":"EUR"}');
  const form = forms.ofTranslated(taxed, none);
  assert.equal(form.toString(), '{"id":"T1","currency":"CHF"}');
  assert.equal(forms.ofTranslated(taxed, none), form);
});
