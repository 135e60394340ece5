import type { ReserveNow, StartSession } from '../../src/ocpi/types/2.1.1.generated.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { type SessionFacts, sessionOf } from './build-session-and-cdr.ts';
import type { Plan } from './charging-power-over-time.ts';
import { evseOf, inUse, locationOf, setStatus, tariffOf } from './find-evses.ts';
import { tellLapsed } from './finish-session.ts';
import { remember } from './open-sessions-saved-for-restart.ts';
import type { Operator, Reservation } from './operator-state.ts';
import { updateSession } from './push-session.ts';

/**
 * Makes a reservation with its Session, or gives the one with the same id another end, place or reference (CMD-20,
 * EXT-14, EXT-18).
 */
export function reserve(operator: Operator, connection: string, command: ReserveNow, evseUid: string): void {
  const { platform, reservations } = operator;
  const { location_id: locationId, reservation_id: id, expiry_date: expiry, token } = command;
  const before = reservationOf(operator, connection, command);
  before?.end();
  if (before && before.evseUid !== evseUid) setStatus(platform, locationId, before.evseUid, 'AVAILABLE');
  const left = Math.max(0, (parseDateTime(expiry) ?? 0) - platform.clock.now());
  const cancel = platform.clock.after(left, () => void lapse(operator, evseUid));
  const facts = factsOf(operator, command, evseUid, before?.facts);
  const now = platform.clock.now();
  // The reservation is saved before its Session is sent, so that a crash leaves none open.
  const told = remember(platform, {
    facts,
    connection,
    locationId,
    evseUid,
    speed: 0,
    told: 0,
    at: now,
  }).then(() => updateSession(operator, connection, sessionOf(facts, 0, 'RESERVATION', now), 'PUT'));
  reservations.set(evseUid, {
    connection,
    id,
    locationId,
    evseUid,
    tokenUid: token.uid,
    expiry,
    facts,
    told,
    end() {
      cancel();
      reservations.delete(evseUid);
    },
  });
  if (evseOf(locationOf(platform, locationId), evseUid)?.status !== 'RESERVED')
    setStatus(platform, locationId, evseUid, 'RESERVED');
}

/** The reservation that a command names. */
export function reservationOf(
  { reservations }: Operator,
  connection: string,
  { location_id, reservation_id }: ReserveNow,
): Reservation | undefined {
  return [...reservations.values()].find(
    (one) => one.connection === connection && one.locationId === location_id && one.id === reservation_id,
  );
}

/** Ends the reservation of an EVSE because a car has come; returns it when it was made for this driver. */
export function takeReservation(
  operator: Operator,
  evseUid: string,
  tokenUid: string,
): Reservation | undefined {
  const reservation = operator.reservations.get(evseUid);
  if (reservation && reservation.tokenUid !== tokenUid) {
    void lapse(operator, evseUid);
    return undefined;
  }
  reservation?.end();
  return reservation;
}

/**
 * Ends a reservation whose driver did not come: the EVSE is free again and the Session is over, with nothing to pay
 * (EXT-18).
 */
export async function lapse(operator: Operator, evseUid: string): Promise<void> {
  const { platform, reservations } = operator;
  const reservation = reservations.get(evseUid);
  if (!reservation) return;
  reservation.end();
  const { locationId } = reservation;
  if (evseOf(locationOf(platform, locationId), evseUid)?.status === 'RESERVED')
    setStatus(platform, locationId, evseUid, 'AVAILABLE');
  await reservation.told;
  await tellLapsed(operator, reservation);
}

/** The facts of a Session without charging; `before` is the reservation that it replaces. */
export function factsOf(
  { platform, nextId }: Operator,
  { location_id, token, authorization_reference }: ReserveNow | StartSession,
  evseUid: string,
  before: SessionFacts | undefined,
): SessionFacts {
  const location = locationOf(platform, location_id);
  const connector = evseOf(location, evseUid)?.connectors[0];
  if (!location || !connector) throw new Error(`EVSE ${evseUid} has no connector`);
  return {
    id: before?.id ?? nextId(),
    start: before?.start ?? platform.clock.now(),
    plan: noPlan,
    authId: token.auth_id,
    authMethod: 'COMMAND',
    reference: authorization_reference ?? before?.reference,
    location: inUse(location, evseUid, connector.id),
    tariff: tariffOf(platform, connector),
  };
}

/** The plan of a reservation: no energy. */
const noPlan: Plan = { voltsOfAll: 0, amperes: 0, taper: [], wattHours: 0, parkingSeconds: 0 };
