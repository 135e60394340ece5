import type {
  AuthMethod,
  CDR,
  ChargingPeriod,
  Location,
  Session,
  SessionStatus,
  Tariff,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { costOf } from '../tariffs/cost-of-session.ts';
import { courseOf, zoneOf } from '../tariffs/course-of-charging-session.ts';
import { hours, periodsOf } from './charging-periods.ts';
import { type Plan, readingAt } from './charging-power-over-time.ts';

/** Facts of a session that are fixed at its start. */
export interface SessionFacts {
  id: string;
  /** Milliseconds since 1970. */
  start: number;
  plan: Plan;
  authId: string;
  authMethod: AuthMethod;
  /** The provider's `authorization_reference`, repeated in Session and CDR (EXT-12 to 15). */
  reference?: string;
  /** The Location with only the EVSE and Connector in use (SES-12). */
  location: Location;
  tariff?: Tariff;
}

/** The Session as it is `seconds` after its start; `now` in milliseconds since 1970. */
export function sessionOf(facts: SessionFacts, seconds: number, status: SessionStatus, now: number): Session {
  const { wattHours } = readingAt(facts.plan, seconds);
  const begun = status !== 'PENDING' && status !== 'RESERVATION';
  const periods = periodsAt(facts, seconds);
  const cost = status === 'RESERVATION' ? undefined : costAt(facts, seconds, periods);
  return {
    id: facts.id,
    start_datetime: formatDateTime(facts.start),
    ...(status === 'COMPLETED' ? { end_datetime: formatDateTime(facts.start + seconds * 1000) } : {}),
    kwh: wattHours / 1000,
    auth_id: facts.authId,
    auth_method: facts.authMethod,
    ...(facts.reference ? { authorization_reference: facts.reference } : {}),
    location: facts.location,
    meter_id: `METER-${facts.location.evses?.[0]?.uid}`,
    currency: facts.tariff?.currency ?? 'EUR',
    ...(begun ? { charging_periods: periods } : {}),
    ...(cost === undefined ? {} : { total_cost: cost }),
    status,
    last_updated: formatDateTime(now),
  };
}

/**
 * The start of a session that is so many seconds old and will last `total`, in milliseconds since 1970, whole seconds.
 * A session that runs faster than the wall clock starts earlier, so that no part of it lies in the future.
 */
export function startFor(now: number, seconds: number, total: number, speed: number): number {
  const ahead = Math.max(0, (total - seconds) * (1 - 1 / speed));
  return Math.floor(now / 1000 - seconds - ahead) * 1000;
}

/** The fields of a Session that change while it runs: the body of its PATCH. */
export function changesOf(session: Session): Partial<Session> {
  const { status, kwh, charging_periods, total_cost, end_datetime, last_updated } = session;
  return {
    status,
    kwh,
    charging_periods,
    ...(total_cost === undefined ? {} : { total_cost }),
    ...(end_datetime === undefined ? {} : { end_datetime }),
    last_updated,
  };
}

/** The CDR of a session that ended `seconds` after its start. */
export function cdrOf(facts: SessionFacts, seconds: number, now: number): CDR {
  const { wattHours, parkingSeconds } = readingAt(facts.plan, seconds);
  const periods = periodsAt(facts, seconds);
  return {
    id: `CDR-${facts.id}`,
    start_date_time: formatDateTime(facts.start),
    stop_date_time: formatDateTime(facts.start + seconds * 1000),
    auth_id: facts.authId,
    auth_method: facts.authMethod,
    ...(facts.reference ? { authorization_reference: facts.reference } : {}),
    location: facts.location,
    meter_id: `METER-${facts.location.evses?.[0]?.uid}`,
    currency: facts.tariff?.currency ?? 'EUR',
    ...(facts.tariff ? { tariffs: [facts.tariff] } : {}),
    charging_periods: periods,
    total_cost: costAt(facts, seconds, periods) ?? 0,
    total_energy: wattHours / 1000,
    total_time: hours(seconds),
    total_parking_time: hours(parkingSeconds),
    last_updated: formatDateTime(now),
  };
}

function periodsAt({ plan, start, location, tariff }: SessionFacts, seconds: number): ChargingPeriod[] {
  return periodsOf(plan, { start, zone: zoneOf(location), tariff }, seconds);
}

/** Computes the cost from the periods that partners see, so that a partner computes the same cost. */
function costAt(
  { tariff, start, location }: SessionFacts,
  seconds: number,
  charging_periods: ChargingPeriod[],
): number | undefined {
  if (!tariff) return undefined;
  const told = { charging_periods, end: start + seconds * 1000, location, tariffs: [tariff] };
  return costOf(courseOf(told)).cost;
}
