import type { EVSE, Location, Session, Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Timeline, wait } from '../platform/simulated-clock.ts';
import { type SessionFacts, sessionOf, startFor } from './build-session-and-cdr.ts';
import { planOf } from './charging-plan-of-car.ts';
import { chargedAt, lengthOf } from './charging-power-over-time.ts';
import { evseOf, inUse, locationOf, setStatus, tariffOf } from './find-evses.ts';
import { finish } from './finish-session.ts';
import { type Updates, updatesAt } from './odd-session-updates.ts';
import { remember } from './open-sessions-saved-for-restart.ts';
import type { Charge, Operator } from './operator-state.ts';
import { updateSession } from './push-session.ts';
import { takeReservation } from './reserve-evse.ts';
import { shareGrid } from './shared-grid-connection.ts';

/** A request to plug a car in: the driver's Token, the connector, and the grounds on which charging was allowed. */
export interface PlugIn {
  token: Token;
  connection: string;
  authMethod: SessionFacts['authMethod'];
  reference?: string;
  location: Location;
  evse: EVSE;
  connectorId?: string;
  kwh?: number;
  speed?: number;
}

/** Plugs a car in: from here on the session runs by itself until its CDR is sent. */
export function plugIn(operator: Operator, given: PlugIn): Charge {
  const { platform, charges } = operator;
  const { token, connection, evse } = given;
  const connector = evse.connectors.find(({ id }) => id === given.connectorId) ?? evse.connectors[0];
  if (!connector) throw new Error(`EVSE ${evse.uid} has no connector`);
  const plan = planOf(connector, operator.cars, given.kwh);
  operator.cars += 1;
  const reservation = takeReservation(operator, evse.uid, token.uid);
  const id = reservation?.facts.id ?? operator.nextId();
  setStatus(platform, given.location.id, evse.uid, 'CHARGING');
  const line = platform.clock.timeline(given.speed);
  const charge: Charge = {
    facts: {
      id,
      plan,
      start: startFor(platform.clock.now(), 0, lengthOf(plan), line.speed()),
      authId: token.auth_id,
      authMethod: reservation ? 'COMMAND' : given.authMethod,
      reference: given.reference ?? reservation?.facts.reference,
      location: inUse(locationOf(platform, given.location.id) ?? given.location, evse.uid, connector.id),
      tariff: tariffOf(platform, connector),
    },
    token,
    connection,
    locationId: given.location.id,
    evseUid: evse.uid,
    connectorId: connector.id,
    line,
    wall: platform.clock.timeline(1),
    asked: [],
    reserved: reservation !== undefined,
    elapsed: () => elapsedOf(charge, line),
    stop: new AbortController(),
    done: Promise.resolve(),
  };
  charges.set(id, charge);
  charge.done = run(operator, charge)
    .catch((error: unknown) => platform.log.error({ event: 'bug', err: error }))
    .finally(() => {
      charges.delete(id);
      shareGrid(operator, charge.locationId);
    });
  return charge;
}

/**
 * Runs a session from PENDING, or its reservation, over ACTIVE to COMPLETED, then sends one CDR that agrees with it
 * (SES-17, SES-19, EXT-18, SIM-04).
 */
async function run(operator: Operator, charge: Charge): Promise<void> {
  const { platform } = operator;
  const ended = charge.stop.signal;
  const updates = updatesAt(charge.evseUid);
  const step = Math.max(1, Math.ceil(lengthOf(charge.facts.plan) / updateCount));
  platform.log.info({
    event: 'session_started',
    id: charge.facts.id,
    evse: charge.evseUid,
    token: charge.token.uid,
  });
  await sendUpdate(operator, charge, 0, charge.reserved ? 'ACTIVE' : 'PENDING', 'PUT');
  let told = 0;
  while (!ended.aborted && told < lengthOf(charge.facts.plan)) {
    await sendUpdate(operator, charge, told, 'ACTIVE', 'PATCH', updates);
    shareGrid(operator, charge.locationId);
    const next = nextUpdate(charge, told, step);
    await wait(charge.line, next - charge.line.seconds(), ended);
    if (ended.aborted) break;
    told = Math.min(next, lengthOf(charge.facts.plan));
    if (told >= chargedAt(charge.facts.plan)) block(operator, charge);
  }
  await updates.rest();
  const seconds = ended.aborted ? Math.max(told, charge.elapsed()) : told;
  charge.elapsed = () => seconds;
  await finish(
    operator,
    { ...charge, speed: charge.line.speed(), told: seconds, at: platform.clock.now() },
    seconds,
  );
}

/**
 * Seconds into the session of its next update: one step later, or the moment when the car is charged if that is
 * earlier.
 */
function nextUpdate({ facts: { plan } }: Charge, told: number, step: number): number {
  const charged = chargedAt(plan);
  const next = Math.min(told + step, lengthOf(plan));
  return told < charged && charged < next ? charged : next;
}

/** Saves a session update before sending it, so that a crash leaves no session open at the partner. */
async function sendUpdate(
  operator: Operator,
  charge: Charge,
  seconds: number,
  status: Session['status'],
  method: 'PUT' | 'PATCH' = 'PATCH',
  updates?: Updates,
): Promise<void> {
  const { platform } = operator;
  const isLate = dateBack(operator, charge, seconds);
  await remember(platform, {
    ...charge,
    speed: charge.line.speed(),
    told: seconds,
    at: platform.clock.now(),
  });
  const session = sessionOf(charge.facts, seconds, status, platform.clock.now());
  await updateSession(operator, charge.connection, session, isLate ? 'PUT' : method, updates);
}

/**
 * Moves the start of a session back when a clock jump or a profile took it beyond the present; tells whether that was
 * necessary.
 */
function dateBack({ platform }: Operator, charge: Charge, seconds: number): boolean {
  const { facts, line } = charge;
  const now = platform.clock.now();
  if (facts.start + seconds * 1000 <= now) return false;
  charge.facts = { ...facts, start: startFor(now, seconds, lengthOf(facts.plan), line.speed()) };
  return true;
}

/** Sets the EVSE's status to BLOCKED: the car is charged and still stands there. */
function block({ platform }: Operator, { facts, locationId, evseUid }: Charge): void {
  const isCharging = evseOf(locationOf(platform, locationId), evseUid)?.status === 'CHARGING';
  if (isCharging && facts.plan.parkingSeconds > 0) setStatus(platform, locationId, evseUid, 'BLOCKED');
}

function elapsedOf({ facts }: Charge, line: Timeline): number {
  return Math.min(lengthOf(facts.plan), Math.floor(line.seconds()));
}

/** Number of Session updates that are sent during a session of the planned length. */
const updateCount = 6;
