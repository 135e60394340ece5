import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { tableSize } from './places-of-network.ts';
import { locations } from './sample-locations.ts';
import { tariffs } from './sample-tariffs.ts';

const updated = '2026-03-01T08:00:00Z';
const network = locations('ES*CPO', 'Simulated CPO', 3 * tableSize, updated);
const evses = network.flatMap((location) => location.evses ?? []);
const connectors = evses.flatMap((evse) => evse.connectors);

test('every Location is 2.1.1-d2 to the letter', () => {
  for (const location of network) assert.deepEqual(check('location', location, 'strict'), [], location.id);
});

test('every Tariff is 2.1.1-d2 to the letter', () => {
  for (const tariff of tariffs(updated)) assert.deepEqual(check('tariff', tariff, 'strict'), [], tariff.id);
});

test('ids of Locations and EVSEs are unique however many there are', () => {
  assert.equal(new Set(network.map(({ id }) => id)).size, network.length);
  assert.equal(new Set(evses.map(({ uid }) => uid)).size, evses.length);
});

test('every Connector names a Tariff that is there, and every Tariff has a Connector', () => {
  const named = new Set(connectors.map((connector) => connector.tariff_id));
  assert.deepEqual(
    [...named].sort(),
    tariffs(updated)
      .map(({ id }) => id)
      .sort(),
  );
});

test('the network mixes connectors, currents, capabilities and states (@SIM-02)', () => {
  const seen = (values: (string | undefined)[]) => [...new Set(values)].sort();
  assert.deepEqual(seen(connectors.map(({ standard }) => standard)), [
    'CHADEMO',
    'DOMESTIC_F',
    'IEC_62196_T1',
    'IEC_62196_T2',
    'IEC_62196_T2_COMBO',
  ]);
  assert.deepEqual(seen(connectors.map(({ power_type }) => power_type)), ['AC_1_PHASE', 'AC_3_PHASE', 'DC']);
  assert.deepEqual(seen(evses.flatMap(({ capabilities }) => capabilities ?? [])), [
    'CHARGING_PROFILE_CAPABLE',
    'CREDIT_CARD_PAYABLE',
    'REMOTE_START_STOP_CAPABLE',
    'RESERVABLE',
    'RFID_READER',
    'UNLOCK_CAPABLE',
  ]);
  assert.ok(evses.some(({ status }) => status === 'REMOVED'));
  assert.ok(evses.some(({ evse_id }) => evse_id === undefined));
});

test('the same options give the same network', () => {
  assert.deepEqual(locations('ES*CPO', 'Simulated CPO', 3 * tableSize, updated), network);
});
