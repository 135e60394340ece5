import { readFileSync } from 'node:fs';
import { objectModules } from 'ocpi-hub/modules';
import type { Location } from 'ocpi-hub/types';
import type { Token } from 'ocpi-hub/types/2.2.1';
import { check } from 'ocpi-hub/validation';

// This program uses the published kernel like another project; scripts/try-package.ts compiles and runs it in a folder of
// its own.
const location: Location = {
  id: 'LOC1',
  type: 'ON_STREET',
  address: 'Dam 1',
  city: 'Amsterdam',
  postal_code: '1012JS',
  country: 'NLD',
  coordinates: { latitude: '52.373100', longitude: '4.892600' },
  last_updated: '2026-01-31T08:00:00Z',
};
// @ts-expect-error a Location has no such type
const wrong: Location = { ...location, type: 'ROADSIDE' };
// @ts-expect-error a Token of 2.2.1 has a contract_id
const later: Token['auth_id'] = 'C1';
const schema = JSON.parse(
  readFileSync(new URL(import.meta.resolve('ocpi-hub/schemas/2.1.1/location.json')), 'utf8'),
) as { title: string };
console.log(
  JSON.stringify({
    modules: objectModules,
    schema: later && schema.title,
    valid: check('location', location, 'strict'),
    wrong: check('location', wrong, 'hub').map(({ pointer }) => pointer),
  }),
);
