import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { asStored } from './stored-object-form.ts';

const connection = {
  id: 'C1',
  role: 'CPO',
  status: 'REGISTERED',
  parties: ['NL*ABC'],
  business: { name: 'B' },
};
const hub = {
  store: { registry: { read: () => ({ connections: [connection], agreements: agreementsOf([]) }) } },
} as unknown as Hub;

test('an object is stored with the same bytes whether it is written anew or its text is known', () => {
  const given = fc.record(
    {
      id: fc.constant('1'),
      country_code: fc.constantFrom('NL', 'nl', 'BE'),
      party_id: fc.constantFrom('ABC', 'abc'),
      operator: fc.constantFrom(null, { name: 'O' }),
      coordinates: fc.constantFrom({ latitude: '1.5', longitude: '2.123456' }),
      evses: fc.constantFrom([], [{ uid: 'E1', capabilities: [] }]),
      city: fc.constant('Málaga'),
    },
    { requiredKeys: ['id'] },
  );
  fc.assert(
    fc.property(given, fc.constantFrom<ObjectModuleId>('locations', 'tariffs', 'tokens'), (body, module) => {
      const write = { module, owner: 'NL*ABC', body } as const;
      const text = Buffer.from(JSON.stringify(body));
      const { object, bytes } = asStored(hub, { ...write, text }, body, true);
      assert.equal(bytes().toString(), JSON.stringify(object));
    }),
  );
});
