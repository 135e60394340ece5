import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repairs } from './repair-document.ts';
import { mend } from './validation.ts';

const evse = (capabilities: unknown) => ({
  uid: 'E1',
  status: 'AVAILABLE',
  capabilities,
  connectors: [],
  last_updated: '2026-01-31T08:00:00Z',
});

test('several values that nobody knows are left out, and the others stay where they are @TRANS-66', () => {
  const given = evse(['X1', 'RESERVABLE', 'X2', 'remote start stop capable', 'X3']);
  const { value, findings, used } = mend('evse', given, repairs);
  assert.deepEqual((value as typeof given).capabilities, ['RESERVABLE', 'REMOTE_START_STOP_CAPABLE']);
  assert.deepEqual(
    findings.map(({ message }) => message),
    [
      '"X1" was left out',
      '"X2" was left out',
      '"remote start stop capable" was read as "REMOTE_START_STOP_CAPABLE"',
      '"X3" was left out',
    ],
  );
  assert.deepEqual(used, ['enums']);
  assert.equal((given.capabilities as string[]).length, 5);
});

test('what 2.2.1 has and 2.1.1 has not becomes what says the same @EXT-04', () => {
  const { value } = mend('AuthMethod', 'COMMAND', ['enums'], 'strict');
  assert.equal(value, 'COMMAND', 'a document that is one value has no place to mend');
  const token = { type: 'APP_USER' };
  assert.deepEqual(mend('token', token, ['enums'], 'strict').value, { type: 'OTHER' });
  assert.deepEqual(
    mend('session', { auth_method: 'COMMAND', status: 'RESERVATION' }, ['enums'], 'strict').value,
    {
      auth_method: 'AUTH_REQUEST',
      status: 'PENDING',
    },
  );
});

test('a week does not lose a day, and a kind that is not allowed is not mended', () => {
  const element = { restrictions: { day_of_week: ['MONDAY', 'FUNDAY'] }, price_components: [] };
  const tariff = { id: 'T1', currency: 'EUR', elements: [element], last_updated: '2026-01-31 08:00:00' };
  assert.deepEqual(mend('tariff', tariff, ['enums']).findings, []);
  assert.deepEqual(
    mend('tariff', tariff, ['dates']).findings.map(({ pointer, requirement }) => [pointer, requirement]),
    [['/last_updated', 'TRANS-62']],
  );
});
