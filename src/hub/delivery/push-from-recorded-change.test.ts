import assert from 'node:assert/strict';
import test from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { ChangeRecord, StoredObject } from '../ports/object-store.ts';
import type { ArrivalForm } from '../push-types.ts';
import { pushOf } from './push-from-recorded-change.ts';

const addressed: ArrivalForm = {
  method: 'DELETE',
  id: 'T1',
  path: [],
  only: 'NL*EMP' as Party,
  direct: true,
};
const deletion: ChangeRecord = {
  module: 'tariffs',
  owner: 'NL*ABC' as Party,
  id: 'T1',
  changed: 7,
  form: addressed,
  previous: 6,
};

test('a deletion for one party, made by another process, is for that party alone', () => {
  const { method, only, direct, answerOf } = pushOf(deletion, true);
  assert.deepEqual(
    { method, only, direct, answerOf },
    { method: 'DELETE', only: 'NL*EMP', direct: true, answerOf: 'NL*EMP' },
  );
});

test('where a change before it was not passed on, all are told of it', () => {
  const { only, direct, answerOf } = pushOf(deletion, false);
  assert.deepEqual({ only, direct, answerOf }, { only: undefined, direct: undefined, answerOf: 'NL*EMP' });
});

test('words of another version than the object has now are told in theirs', () => {
  const object = {
    module: 'tariffs',
    owner: 'NL*ABC',
    id: 'T1',
    created: 1,
    changed: 7,
  } as unknown as StoredObject;
  const form: ArrivalForm = { method: 'PUT', id: 'T1', path: [], body: '{}', edition: '2.2.1' };
  assert.equal(pushOf({ ...deletion, object, form }, true).object.edition, '2.2.1');
  assert.equal(
    pushOf({ ...deletion, object, form: { method: 'PUT', id: 'T1', path: [] } }, true).object.edition,
    undefined,
  );
});
