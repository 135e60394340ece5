import assert from 'node:assert/strict';
import { test } from 'node:test';
import { across, convert } from './convert-object.ts';
import { idsBack } from './ids-that-differ-by-case.ts';

const newer = { edition: '2.2.1' } as const;
const context = { owner: 'NL*ABC', deadline: 60 } as const;

const up = (kind: string, value: object) => across({}, newer, kind, value, context);

test('each answer of an operator to a command reaches a provider of 2.2.1 as one that its version has', () => {
  const inTime = (result: string) => ({ result, timeout: 60 });
  for (const result of ['ACCEPTED', 'REJECTED', 'NOT_SUPPORTED', 'UNKNOWN_SESSION'])
    assert.deepEqual(up('command-response', { result }), inTime(result));
  assert.deepEqual(up('command-response', { result: 'TIMEOUT' }), {
    ...inTime('REJECTED'),
    message: [{ language: 'en', text: 'The operator did not answer in time' }],
  });
});

test('each result of a command does, too', () => {
  for (const result of ['ACCEPTED', 'REJECTED', 'NOT_SUPPORTED', 'TIMEOUT'])
    assert.deepEqual(up('command-result', { result }), { result });
  assert.deepEqual(up('command-result', { result: 'UNKNOWN_SESSION' }), {
    result: 'FAILED',
    message: [{ language: 'en', text: 'The operator does not know the session' }],
  });
});

test('places in an answer have the ids of the question again, however long they are', () => {
  const asked = {
    location_id: 'LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001',
    evse_uids: ['EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001', 'E2'],
    connector_ids: ['1'],
  };
  const answered = {
    location_id: 'LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765',
    evse_uids: ['EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319'],
  };
  assert.deepEqual(convert('down', 'location-references', answered, { ...context, asked }).value, {
    location_id: 'LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001',
    evse_uids: ['EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001'],
    connector_ids: ['1'],
  });
});

test('a short id of a part leads back to the part, any other id stays', () => {
  const row = {
    ...{ object: 'location' as const, key: ['id'] },
    parts: [{ object: 'evse' as const, list: 'evses', key: 'uid' }],
  };
  const location = { evses: [{ uid: 'EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001' }, { uid: 'E2' }] };
  assert.deepEqual(idsBack(row, location, ['EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319']), [
    'EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001',
  ]);
  assert.deepEqual(idsBack(row, location, ['E2']), ['E2']);
  assert.deepEqual(idsBack(row, location, ['E9']), ['E9']);
});
