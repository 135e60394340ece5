import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { cdrOf, type SessionFacts, sessionOf } from './build-session-and-cdr.ts';
import { planOf } from './charging-plan-of-car.ts';
import { lengthOf } from './charging-power-over-time.ts';
import { locations } from './sample-locations.ts';
import { tariffs } from './sample-tariffs.ts';

const start = Date.parse('2026-03-04T10:00:00Z');
const now = start + 3_600_000;

/** Sessions at every connector of the network, each of another length. */
const sessions: SessionFacts[] = locations('ES*CPO', 'Simulated CPO', 12, '2026-03-01T08:00:00Z').flatMap(
  (location) =>
    (location.evses ?? []).flatMap((evse) =>
      evse.connectors.map((connector, turn) => ({
        id: `s-${evse.uid}-${connector.id}`,
        start,
        plan: planOf(connector, turn),
        authId: 'ES-MSP-C00000001-9',
        authMethod: 'WHITELIST' as const,
        location: { ...location, evses: [{ ...evse, connectors: [connector] }] },
        tariff: tariffs('2026-03-01T08:00:00Z').find(({ id }) => id === connector.tariff_id),
      })),
    ),
);

test('Sessions are 2.1.1-d2 to the letter at every moment', () => {
  for (const facts of sessions) {
    assert.deepEqual(check('session', sessionOf(facts, 0, 'PENDING', now), 'strict'), [], facts.id);
    assert.deepEqual(check('session', sessionOf(facts, 700, 'ACTIVE', now), 'strict'), [], facts.id);
    assert.deepEqual(check('session', sessionOf(facts, 3000, 'COMPLETED', now), 'strict'), [], facts.id);
  }
});

test('CDRs are 2.1.1-d2 to the letter, also of a session that ended as it began', () => {
  for (const facts of sessions) {
    assert.deepEqual(check('cdr', cdrOf(facts, 3000, now), 'strict'), [], facts.id);
    assert.deepEqual(check('cdr', cdrOf(facts, 0, now), 'strict'), [], facts.id);
  }
});

test('a CDR agrees with its Session in energy, times and cost, and its periods add up (@CDR-15)', () => {
  for (const facts of sessions) {
    const seconds = lengthOf(facts.plan);
    const session = sessionOf(facts, seconds, 'COMPLETED', now);
    const cdr = cdrOf(facts, seconds, now);
    const volumes = cdr.charging_periods.flatMap(({ dimensions }) => dimensions);
    const wattHours = volumes
      .filter(({ type }) => type === 'ENERGY')
      .reduce((sum, { volume }) => sum + Math.round(volume * 1000), 0);
    assert.equal(wattHours, Math.round(cdr.total_energy * 1000));
    assert.equal(cdr.total_energy, session.kwh);
    assert.equal(cdr.total_cost, session.total_cost);
    assert.equal(cdr.start_date_time, session.start_datetime);
    assert.equal(cdr.stop_date_time, session.end_datetime);
    assert.deepEqual(cdr.charging_periods, session.charging_periods);
    assert.ok((cdr.total_parking_time ?? 0) <= cdr.total_time);
  }
});

test('energy never falls while a session runs', () => {
  for (const facts of sessions) {
    const kwh = [0, 300, 900, 901, 1800, 2400, 6000].map((at) => sessionOf(facts, at, 'ACTIVE', now).kwh);
    assert.deepEqual(
      kwh,
      kwh.toSorted((a, b) => a - b),
    );
  }
});

test('so many kWh as asked are charged, whatever the power', () => {
  for (const { location, ...facts } of sessions) {
    const connector = location.evses?.[0]?.connectors[0];
    assert.ok(connector);
    const plan = planOf(connector, 0, 7.5);
    const cdr = cdrOf({ ...facts, location, plan }, lengthOf(plan), now);
    assert.equal(cdr.total_energy, 7.5);
  }
});
