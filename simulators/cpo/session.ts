import { formatDateTime } from '../../src/ocpi/dates.ts';
import type {
  AuthMethod,
  CDR,
  Location,
  Session,
  SessionStatus,
  Tariff,
} from '../../src/ocpi/types.generated.ts';
import { costOf } from './cost.ts';
import { hours, type Plan, periodsOf, readingAt } from './meter.ts';

/** What is settled when a session starts. */
export interface SessionFacts {
  id: string;
  /** Milliseconds since 1970. */
  start: number;
  plan: Plan;
  authId: string;
  authMethod: AuthMethod;
  /** The provider's reference, repeated in Session and CDR (EXT-12 to 15). */
  reference?: string;
  /** With the EVSE and Connector in use only (SES-12). */
  location: Location;
  tariff?: Tariff;
}

/** The Session as it is `seconds` after its start; `now` in milliseconds since 1970. */
export function sessionOf(facts: SessionFacts, seconds: number, status: SessionStatus, now: number): Session {
  const { wattHours } = readingAt(facts.plan, seconds);
  const begun = status !== 'PENDING' && status !== 'RESERVATION';
  const cost = status === 'RESERVATION' ? undefined : costAt(facts, seconds);
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
    ...(begun ? { charging_periods: periodsOf(facts.plan, facts.start, seconds, facts.tariff?.id) } : {}),
    ...(cost === undefined ? {} : { total_cost: cost }),
    status,
    last_updated: formatDateTime(now),
  };
}

/** The fields of a Session that move while it runs: what a PATCH tells. */
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
    charging_periods: periodsOf(facts.plan, facts.start, seconds, facts.tariff?.id),
    total_cost: costAt(facts, seconds) ?? 0,
    total_energy: wattHours / 1000,
    total_time: hours(seconds),
    total_parking_time: hours(parkingSeconds),
    last_updated: formatDateTime(now),
  };
}

function costAt({ tariff, start, plan, location }: SessionFacts, seconds: number): number | undefined {
  if (!tariff) return undefined;
  const zone = location.time_zone ?? 'UTC';
  return costOf(tariff, { ...readingAt(plan, seconds), start, zone, power: plan.watts / 1000 });
}
