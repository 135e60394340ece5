import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { differences, inShort } from '../../simulators/kit/failure-messages.ts';
import { kitSettings } from '../../simulators/kit/kit-settings.ts';
import { leftoversIn, type Undo } from '../../simulators/kit/undo-leftovers-of-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-kit-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const right = {
  OCPI_SUT_ROLE: 'operator',
  OCPI_SUT_PARTY: 'nl*abc',
  OCPI_SUT_VERSIONS_URL: 'http://127.0.0.1:9000/ocpi/versions',
  OCPI_SUT_TOKEN: 'token-a',
};

test('a system under test is named by its role, party, URL and token', () => {
  assert.deepEqual(kitSettings(right), {
    role: 'operator',
    party: 'NL*ABC',
    versionsUrl: 'http://127.0.0.1:9000/ocpi/versions',
    token: 'token-a',
    through: 'direct',
    counterpart: 'DE*KIT',
    port: 0,
    patience: 15_000,
    wait: 300_000,
    memory: '.ocpi-kit',
  });
  const begins = { OCPI_SUT_ROLE: 'provider', OCPI_SUT_PARTY: 'DE*EMP', OCPI_SUT_BEGINS: 'true' };
  assert.equal(kitSettings(begins).counterpart, 'NL*KIT');
});

// biome-ignore format: a table
const wrong: [change: Record<string, string>, message: RegExp][] = [
  [{ OCPI_SUT_ROLE: '' },                        /^OCPI_SUT_ROLE is needed: operator or provider$/],
  [{ OCPI_SUT_ROLE: 'hub' },                     /^OCPI_SUT_ROLE must be operator or provider, got "hub"$/],
  [{ OCPI_SUT_PARTY: '' },                       /^OCPI_SUT_PARTY is needed: /],
  [{ OCPI_SUT_PARTY: 'ABC' },                    /^OCPI_SUT_PARTY must be a party such as NL\*ABC, got "ABC"$/],
  [{ OCPI_SUT_VERSIONS_URL: '' },                /^OCPI_SUT_VERSIONS_URL is needed: /],
  [{ OCPI_SUT_VERSIONS_URL: 'ocpi.example' },    /^OCPI_SUT_VERSIONS_URL must be an http or https URL, got "ocpi\.example"$/],
  [{ OCPI_SUT_TOKEN: '' },                       /^OCPI_SUT_TOKEN is needed: /],
  [{ OCPI_SUT_BEGINS: 'true' },                  /^OCPI_SUT_VERSIONS_URL cannot stand beside OCPI_SUT_BEGINS=true/],
  [{ OCPI_KIT_THROUGH: 'cloud' },                /^OCPI_KIT_THROUGH must be direct or hub, got "cloud"$/],
  [{ OCPI_KIT_PUBLIC_URL: 'https://a.example' }, /^OCPI_KIT_PORT is needed with OCPI_KIT_PUBLIC_URL/],
  [{ OCPI_KIT_PORT: '70000' },                   /^OCPI_KIT_PORT must be a whole number from 0 to 65535, got "70000"$/],
  [{ OCPI_KIT_PATIENCE_S: '1.5' },               /^OCPI_KIT_PATIENCE_S must be a whole number from 1 to 3600, got "1\.5"$/],
];
for (const [change, message] of wrong)
  test(`${JSON.stringify(change)} is refused by the name of its variable`, () => {
    assert.throws(() => kitSettings({ ...right, ...change }), { name: 'WrongSetting', message });
  });

test('a run after a broken one takes back what that has left, the newest first, and keeps what fails', async () => {
  const one: Undo = { method: 'DELETE', module: 'tariffs', path: ['NL', 'KIT', 'T1'] };
  const two: Undo = { method: 'PATCH', module: 'tokens', path: ['DE', 'KIT', 'K1'], body: { valid: false } };
  leftoversIn(folder).note(one);
  leftoversIn(folder).note(two);
  const sent: Undo[] = [];
  const failing = await leftoversIn(folder).takeBack(async (undo) => {
    sent.push(undo);
    return { success: false, http: undo === one || undo.module === 'tariffs' ? 503 : 404 };
  });
  assert.deepEqual(sent, [two, one]);
  assert.deepEqual(failing, ['DELETE tariffs/NL/KIT/T1']);
  assert.deepEqual(await leftoversIn(folder).takeBack(async () => ({ success: true, http: 200 })), []);
  assert.deepEqual(await leftoversIn(folder).takeBack(async () => assert.fail('nothing is left')), []);
});

test('an answer without an envelope is told with the beginning of what came instead', () => {
  const none = { status_code: null, data: undefined, headers: {}, success: false };
  const instead = '{"detail": [\n  {"loc": ["body", "time_zone"], "msg": "Field required"}]}';
  const status_message = 'HTTP 422 without an OCPI envelope';
  assert.equal(
    inShort({ ...none, http: 422, status_message, instead }),
    'HTTP 422, status code none, HTTP 422 without an OCPI envelope: {"detail": [ {"loc": ["body", "time_zone"], "msg": "Field required"}]}',
  );
  assert.equal(
    inShort({ ...none, http: null, status_message: 'no answer within 50 ms' }),
    'HTTP nothing, status code none, no answer within 50 ms',
  );
});

// biome-ignore format: a table
const compared: [sent: unknown, got: unknown, told: string[]][] = [
  [{ id: 'T1', last_updated: 'a' },  { id: 'T1', last_updated: 'b', more: 1 }, []],
  [{ id: 'T1' },                     [{ id: 'T1' }],                           ['the whole: sent an object, got a list']],
  [{ id: 'T1', at: { city: 'A' } },  { id: 'T2' },                             ['/id: sent "T1", got "T2"', '/at: sent an object, got nothing']],
  [{ evses: [{ uid: 'E' }] },        { evses: [] },                            ['/evses/0: sent an object, got nothing']],
  [{ evses: [{ uid: 'E' }] },        { evses: null },                          ['/evses: sent a list, got a value']],
  [{ kwh: 3 },                       {},                                       ['/kwh: sent 3, got nothing']],
];
for (const [sent, got, told] of compared)
  test(`${JSON.stringify(sent)} against ${JSON.stringify(got)} differs in ${told.length} places`, () => {
    assert.deepEqual(differences(sent, got), told);
  });
