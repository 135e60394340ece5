import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driverModules, isDrivers, moduleIds, objectModules, objectRow } from './modules.ts';

/** The rows of the module table, typed from the specification and the catalogue of requirements. */
test('each row says what the hub decides by', () => {
  const said = Object.fromEntries(
    objectModules.map((module) => {
      const { final, immutable, counterpart, holds, names, namedBy, parts = [] } = objectRow(module);
      const removed = parts.map((part) => [part.list, part.removed?.field, part.removed?.value]);
      return [module, { final, immutable, counterpart, holds, names, namedBy, removed }];
    }),
  );
  const nothing = {
    final: undefined,
    immutable: undefined,
    counterpart: undefined,
    holds: undefined,
    names: undefined,
    namedBy: undefined,
    removed: [],
  };
  assert.deepEqual(said, {
    locations: {
      ...nothing,
      names: 'tariffs',
      removed: [
        ['evses', 'status', 'REMOVED'],
        ['connectors', undefined, undefined],
      ],
    },
    tariffs: { ...nothing, namedBy: 'locations' },
    sessions: { ...nothing, final: { field: 'status', value: 'COMPLETED' }, counterpart: 'cdrs' },
    cdrs: { ...nothing, immutable: true, counterpart: 'sessions' },
    tokens: { ...nothing, holds: { contract: 'auth_id', inForce: 'valid' } },
  });
});

test('Sessions and CDRs are for the provider of the driver, nothing else is', () => {
  assert.deepEqual(moduleIds.filter(isDrivers), ['sessions', 'cdrs']);
  assert.deepEqual(driverModules, ['sessions', 'cdrs']);
});
