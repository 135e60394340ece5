import type { Connector, EVSE, Location, Tariff, Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime, parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { Random } from '../chance/seeded-random.ts';
import { localTime } from '../tariffs/local-time.ts';
import type { SessionFacts } from './build-session-and-cdr.ts';
import { planOf } from './charging-plan-of-car.ts';
import { lengthOf } from './charging-power-over-time.ts';
import { inUse } from './find-evses.ts';
import { isOpen, moment } from './opening-times.ts';
import { tariffAt } from './tariff-versions.ts';

/** The network, the drivers and the time of a history. */
export interface Past {
  /** The end of the made-up history of charging visits, in milliseconds since 1970. */
  now: number;
  days: number;
  /** Locations with the EVSEs where cars charge; others are left out by the caller. */
  locations: Location[];
  tariffs: Map<string, Tariff>;
  /** Tokens of drivers who hold a card to a charge point. */
  tokens: Token[];
  random: Random;
}

/** A session of the past: its facts, and its length in seconds. */
export interface Visit {
  facts: SessionFacts;
  seconds: number;
}

/**
 * The visits of cars on each day of the past, in order of their starts: no two at one EVSE at a time, none where it is closed, more in
 * the evening than at night, fewer at the weekend, and one in each night in which the clocks change.
 */
export function visitsOf(past: Past): Visit[] {
  const places = past.locations.flatMap((location) =>
    (location.evses ?? []).map((evse): Place => ({ location, evse, free: 0 })),
  );
  const share = Math.min(0.3, mostVisits / Math.max(1, places.length));
  const visits: Visit[] = [];
  for (let day = past.days; day >= 1; day -= 1) {
    const noon = past.now - day * dayLength;
    for (const place of places) {
      const night = nightOfChange(place, noon);
      const minutes =
        night ?? (past.random() < share * weight(place, noon) ? minuteOfDay(past.random) : undefined);
      if (minutes === undefined) continue;
      const visit = visitAt(past, place, noon, minutes, night === undefined ? undefined : longCharge);
      if (visit) visits.push(visit);
    }
  }
  return visits.sort((a, b) => a.facts.start - b.facts.start).map(numbered);
}

interface Place {
  location: Location;
  evse: EVSE;
  /** End of the last made-up charging visit at the EVSE, in milliseconds since 1970. */
  free: number;
}

/** A visit that begins at so many minutes of the local day of a moment; `undefined` where the EVSE is in use or the place closed. */
function visitAt(past: Past, place: Place, time: number, minutes: number, kwh?: number): Visit | undefined {
  const { location, evse } = place;
  const zone = location.time_zone ?? 'UTC';
  const start = moment(zone, localTime(zone, time).date, minutes) + Math.floor(past.random() * 60) * 1000;
  const connector = evse.connectors[Math.floor(past.random() * evse.connectors.length)] as Connector;
  const token = past.tokens[Math.floor(past.random() * past.tokens.length)] as Token;
  const plan = planOf(connector, Math.floor(past.random() * 1000), kwh);
  const seconds = lengthOf(plan);
  const end = start + seconds * 1000;
  if (start < place.free || end > past.now - hour || !isOpen(location, start)) return undefined;
  if (location.charging_when_closed === false && !isOpen(location, end)) return undefined;
  place.free = end + hour / 4;
  const current = past.tariffs.get(connector.tariff_id ?? '');
  const tariff = current && tariffAt(current, start, past.now);
  return {
    seconds,
    facts: {
      id: '',
      start,
      plan,
      authId: token.auth_id,
      authMethod: token.whitelist === 'ALWAYS' ? 'WHITELIST' : 'AUTH_REQUEST',
      location: asItWas(inUse(location, evse.uid, connector.id), start),
      tariff,
    },
  };
}

/** The Location as it was at a moment: nothing of it was changed later, and the EVSE was in use. */
function asItWas(location: Location, time: number): Location {
  const dated = <T extends { last_updated: string }>(one: T): T => ({
    ...one,
    last_updated: formatDateTime(Math.min(time, parseDateTime(one.last_updated) ?? time)),
  });
  const evses = location.evses?.map((evse) => ({
    ...dated(evse),
    status: 'CHARGING' as const,
    connectors: evse.connectors.map(dated),
  }));
  return { ...dated(location), ...(evses ? { evses } : {}) };
}

/** Minutes after local midnight at which a car comes in the night before the clocks change, or `undefined` in other nights. */
function nightOfChange({ location, evse }: Place, time: number): number | undefined {
  const zone = location.time_zone ?? 'UTC';
  const { date } = localTime(zone, time);
  const evening = moment(zone, date, eveningOfChange);
  const isChanging = localTime(zone, evening).minutes !== localTime(zone, evening + dayLength).minutes;
  const isLast = location.evses?.findLast(({ connectors }) => isSlow(connectors)) === evse;
  return isChanging && isLast && isOpen(location, evening) ? eveningOfChange : undefined;
}

function isSlow(connectors: Connector[]): boolean {
  return connectors[0]?.power_type === 'AC_3_PHASE';
}

/** How busy a place is on the day of a moment, beside a weekday: weekends are quieter. */
function weight({ location }: Place, time: number): number {
  const { day } = localTime(location.time_zone ?? 'UTC', time);
  return day === 'SATURDAY' || day === 'SUNDAY' ? 0.7 : 1;
}

/** The minute of the day at which a car comes: few at night, most after work. */
function minuteOfDay(random: Random): number {
  const total = hourly.reduce((sum, one) => sum + one, 0);
  let left = random() * total;
  const found = hourly.findIndex((one) => {
    left -= one;
    return left < 0;
  });
  return Math.max(0, found) * 60 + Math.floor(random() * 60);
}

/** Frequency of charging visits by the hour of the local day, relative to each other. */
const hourly = [1, 1, 1, 1, 1, 2, 4, 8, 10, 9, 8, 8, 9, 8, 7, 7, 9, 12, 13, 11, 8, 6, 4, 2];

/** Gives visits ids that follow from their day: `H20260131-4` is the fourth of that day. */
function numbered(visit: Visit, index: number, all: Visit[]): Visit {
  const day = (one: Visit | undefined) =>
    one && formatDateTime(one.facts.start).slice(0, 10).replaceAll('-', '');
  let first = index;
  while (first > 0 && day(all[first - 1]) === day(visit)) first -= 1;
  return { ...visit, facts: { ...visit.facts, id: `H${day(visit)}-${index - first + 1}` } };
}

/** The most made-up charging visits of a day in a network of any size. */
const mostVisits = 11;

const hour = 3_600_000;
const dayLength = 24 * hour;

/** Half past nine in the evening: a car that comes then and takes 60 kWh on three phases of 16 A still charges when the clocks change. */
const eveningOfChange = 21 * 60 + 30;
const longCharge = 60;
