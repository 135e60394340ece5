import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { authorizationFor } from './answer-authorisation.ts';
import { tokens, verdictOf } from './sample-tokens.ts';

const all = tokens('ES*MSP', 'Simulated eMSP', '2026-03-01T08:00:00Z');
const seen = (values: unknown[]) => [...new Set(values)].sort();

test('every Token is 2.1.1-d2 to the letter, but for the two types that are extensions', () => {
  for (const token of all) {
    const extension = token.type === 'APP_USER' || token.type === 'AD_HOC_USER';
    assert.deepEqual(check('token', token, 'hub'), [], token.uid);
    const strictly = extension ? { ...token, type: 'OTHER' } : token;
    assert.deepEqual(check('token', strictly, 'strict'), [], token.uid);
  }
});

test('there are Tokens of all types and whitelist types, valid and invalid, and every verdict (@SIM-03)', () => {
  assert.ok(all.length >= 12);
  assert.deepEqual(seen(all.map(({ type }) => type)), ['AD_HOC_USER', 'APP_USER', 'OTHER', 'RFID']);
  assert.deepEqual(seen(all.map(({ whitelist }) => whitelist)), [
    'ALLOWED',
    'ALLOWED_OFFLINE',
    'ALWAYS',
    'NEVER',
  ]);
  assert.deepEqual(seen(all.map(({ valid }) => valid)), [false, true]);
  assert.deepEqual(seen(all.map(({ uid }) => verdictOf(uid))), [
    'ALLOWED',
    'BLOCKED',
    'EXPIRED',
    'FIRST_EVSE',
    'NEEDS_LOCATION',
    'NOT_ALLOWED',
    'NO_CREDIT',
    'REFERENCE',
    'SLOW',
  ]);
});

test('app and ad hoc users are never whitelisted (@EXT-16)', () => {
  const users = all.filter(({ type }) => type === 'APP_USER' || type === 'AD_HOC_USER');
  assert.deepEqual(seen(users.map(({ whitelist }) => whitelist)), ['NEVER']);
});

test('uids and contracts are unique', () => {
  assert.equal(seen(all.map(({ uid }) => uid)).length, all.length);
  assert.equal(seen(all.map(({ auth_id }) => auth_id)).length, all.length);
});

test('every answer is an AuthorizationInfo to the letter, with the place only where it is allowed (TOK-18)', () => {
  const place = { location_id: 'LOC-1', evse_uids: ['E1'] };
  for (const token of all) {
    const info = authorizationFor(token, place);
    assert.ok(info !== 'location missing');
    const strictly = structuredClone(info);
    delete strictly.authorization_reference;
    assert.deepEqual(check('authorization-info', strictly, 'strict'), [], token.uid);
    assert.deepEqual(info.location, info.allowed === 'ALLOWED' ? place : undefined, token.uid);
  }
});

test('a Token that was made invalid is blocked, one that needs a location is not judged without (TOK-19)', () => {
  const [card] = all;
  const picky = all.find(({ uid }) => uid === 'TOKEN-NEEDS-LOCATION');
  assert.ok(card && picky);
  assert.equal(
    (authorizationFor({ ...card, valid: false }, undefined) as { allowed: string }).allowed,
    'BLOCKED',
  );
  assert.equal(authorizationFor(picky, undefined), 'location missing');
});

test('a Token that is allowed at the first EVSE of a place is so there alone (TOK-18)', () => {
  const place = { location_id: 'LOC-1', evse_uids: ['E1', 'E2'] };
  const choosy = all.find(({ uid }) => uid === 'TOKEN-FIRST-EVSE');
  assert.ok(choosy);
  const info = authorizationFor(choosy, place);
  assert.deepEqual(info !== 'location missing' && info.location, { location_id: 'LOC-1', evse_uids: ['E1'] });
});
