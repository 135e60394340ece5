import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hub } from '../hub-dependencies.ts';
import { namedIn } from './objects-named-in-question.ts';

test('the objects that a question names are looked up once, and only when they are asked for', async () => {
  const asked: string[] = [];
  const find = async (module: string, field: string, value: string) => {
    asked.push(`${module} ${field} ${value}`);
    return [{ module, owner: 'NL*ABC', id: value, lookups: { [field]: value } }];
  };
  const hub = { store: { objects: { find } } } as unknown as Hub;
  const token = { type: 'RFID', uid: 'U1', contract: 'DE-XYZ-C1', at: { contract: '', uid: '' } };
  const named = namedIn(hub, {}, { location_id: 'l1', session_id: 's1', token });
  assert.deepEqual(asked, []);
  const [tokens, again] = await Promise.all([named.tokens(), named.tokens()]);
  assert.deepEqual([tokens.map(({ id }) => id), again], [['U1'], tokens]);
  assert.deepEqual(asked, ['tokens uid U1']);
  for (const find of [named.locations, named.locations])
    assert.deepEqual(
      (await find()).map(({ id }) => id),
      ['l1'],
    );
  for (const find of [named.sessions, named.sessions])
    assert.deepEqual(
      (await find()).map(({ id }) => id),
      ['s1'],
    );
  assert.deepEqual(asked.slice(1), [
    'locations id l1',
    'locations alias l1',
    'sessions id s1',
    'sessions alias s1',
  ]);
  assert.deepEqual(await namedIn(hub, {}, {}).tokens(), []);
  assert.equal(asked.length, 5);
});
