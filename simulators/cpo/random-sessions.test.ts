import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { seeded } from '../chance/seeded-random.ts';
import { checkCdr } from '../tariffs/check-cost-of-cdr.ts';
import { walk } from '../tariffs/cost-second-by-second.ts';
import { randomTariff } from '../tariffs/random-tariff.ts';
import { cdrOf, type SessionFacts, sessionOf } from './build-session-and-cdr.ts';
import { planOf } from './charging-plan-of-car.ts';
import { lengthOf } from './charging-power-over-time.ts';
import { takeOver } from './charging-profile-limits.ts';
import { locations } from './sample-locations.ts';

const seed = Number(process.env.SEED ?? 2026);
const sessions = Number(process.env.SESSIONS ?? 250);
const random = seeded(seed);
const below = (most: number) => Math.floor(random() * most);

/** Every connector of the network, each with its place. */
const plugs = locations('ES*CPO', 'Simulated CPO', 12, '2026-01-01T00:00:00Z').flatMap((location) =>
  (location.evses ?? []).flatMap((evse) =>
    evse.connectors.map((connector) => ({
      connector,
      location: { ...location, evses: [{ ...evse, connectors: [connector] }] },
    })),
  ),
);

/** The two nights of 2026 in which clocks change in Europe, and any other time of the year. */
const nights = ['2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z'].map((night) => Date.parse(night));

function randomSession(number: number): SessionFacts {
  const { connector, location } = plugs[below(plugs.length)] ?? assert.fail();
  const night = nights[below(2)] ?? 0;
  const start =
    random() < 0.2 ? night + below(4 * 3600) * 1000 : Date.UTC(2026, 0, 1) + below(365 * 86_400) * 1000;
  const plan = planOf(connector, number, random() < 0.5 ? undefined : (1 + below(400)) / 10);
  const limit = () => ({ from: below(3000), watts: below(12) * 1000 });
  const limits =
    random() < 0.3
      ? takeOver(
          [],
          [limit(), limit()].sort((a, b) => a.from - b.from),
          connector,
          0,
        )
      : [];
  return {
    id: `s-${number}`,
    start,
    plan: { ...plan, limits },
    authId: 'ES-MSP-C00000001-9',
    authMethod: 'WHITELIST',
    location,
    tariff: randomTariff(random, `T-${number}`),
  };
}

/** Checks that the Session updates, the final Session and the CDR agree; tells whether the session cost anything. */
function verify(facts: SessionFacts, end: number): boolean {
  const now = facts.start + end * 1000;
  const told = [0, 0.4, 0.8].map((part) => sessionOf(facts, Math.floor(end * part), 'ACTIVE', now));
  const session = sessionOf(facts, end, 'COMPLETED', now);
  const cdr = cdrOf(facts, end, now);
  assert.deepEqual(check('session', session, 'strict'), []);
  assert.deepEqual(check('cdr', cdr, 'strict'), []);
  assert.deepEqual(
    [cdr.total_cost, cdr.total_energy, cdr.charging_periods, cdr.start_date_time, cdr.stop_date_time],
    [session.total_cost, session.kwh, session.charging_periods, session.start_datetime, session.end_datetime],
  );
  const { cost_expected, agrees, findings } = checkCdr(cdr);
  // Random restrictions may leave a minute without a price; that is a finding about the tariff, whatever the CDR says.
  const ofTheBill = findings.filter(({ pointer }) => !pointer.endsWith('/restrictions/end_time'));
  assert.deepEqual([cost_expected, agrees, ofTheBill], [cdr.total_cost, true, []]);
  assert.equal(walk(cdr, facts.tariff ?? assert.fail()), Math.round(cdr.total_cost * 10_000));
  for (const field of ['kwh', 'total_cost'] as const) {
    const values = [...told, session].map((one) => Number(one[field]));
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
      `${field} fell`,
    );
  }
  const begins = cdr.charging_periods.map(({ start_date_time }) => start_date_time);
  for (const { charging_periods = [] } of told)
    for (const [index, { start_date_time }] of charging_periods.entries())
      assert.equal(start_date_time, begins[index], 'a period moved');
  return cdr.total_cost > 0;
}

test(`${sessions} sessions with random tariffs: Session, CDR, engine and a second calculation agree (seed ${seed}, @CDR-15, @SIM-04)`, () => {
  let paid = 0;
  for (let number = 0; number < sessions; number += 1) {
    const facts = randomSession(number);
    const length = Math.min(lengthOf(facts.plan), 4 * 3600);
    const end = random() < 0.3 ? below(length) : length;
    try {
      if (verify(facts, end)) paid += 1;
    } catch (error) {
      throw new Error(`session ${number}, ${end} s: ${JSON.stringify({ ...facts, location: {} })}`, {
        cause: error,
      });
    }
  }
  assert.ok(paid > 0.7 * sessions, `only ${paid} cost anything`);
});
