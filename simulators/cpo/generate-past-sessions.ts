import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Location, Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import { streams } from '../chance/seeded-random.ts';
import { put } from '../platform/object-store.ts';
import { pull } from '../platform/pull-partner-list.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';
import { cdrOf, sessionOf } from './build-session-and-cdr.ts';
import { knownTokens } from './find-driver-tokens.ts';
import { nearby } from './find-evses.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import type { Operator } from './operator-state.ts';
import { visitsOf } from './past-charging-visits.ts';

/**
 * Fills the operator's Sessions and CDRs with those of this many past days, of drivers whose Tokens came over a
 * connection; it waits for the first Tokens. The operator pushes none of it: partners pull history.
 */
export async function writeHistory(
  operator: Operator,
  connection: Connection,
  days: number,
  seed = 1,
): Promise<void> {
  const { platform } = operator;
  const { clock, own, party, over } = platform;
  const drivers = () =>
    knownTokens(platform)
      .filter((one) => one.connection === connection.id)
      .map(({ token }) => token)
      .filter(({ valid, type }) => valid && (type === 'RFID' || type === 'OTHER'));
  for (; drivers().length === 0; await pull(platform, connection, 'tokens')) {
    await wait(clock, 1000, over);
    if (over.aborted) return;
  }
  const now = clock.now();
  const tariffs = [...own.tariffs.values()].map(({ object }) => object as unknown as Tariff);
  const visits = visitsOf({
    now,
    days,
    locations: nearby(platform).map(chargeable),
    tariffs: new Map(tariffs.map((tariff) => [tariff.id, tariff])),
    tokens: drivers(),
    random: streams(seed)('history'),
  });
  for (const { facts, seconds } of visits) {
    const told = facts.start + (seconds + 60) * 1000;
    const item = (object: unknown) => ({ owner: party, object: object as Json, connection: connection.id });
    put(own.sessions, 'sessions', item(sessionOf(facts, seconds, 'COMPLETED', told)));
    put(own.cdrs, 'cdrs', item(cdrOf(facts, seconds, told)));
  }
  platform.log.info({ event: 'history', days, sessions: visits.length });
}

/** A Location with the EVSEs where anybody can charge: none for tests, none that is out of order. */
function chargeable(location: Location): Location {
  const evses = location.evses?.filter(
    ({ uid, status }) => !oddityOf(uid) && (status === 'AVAILABLE' || status === 'CHARGING'),
  );
  return { ...location, ...(evses ? { evses } : {}) };
}
