import type { Json } from '../../src/ocpi/parts.ts';
import type { EVSE, Location, Session, Token } from '../../src/ocpi/types.generated.ts';
import { wait } from '../platform/clock.ts';
import { partner } from '../platform/connections.ts';
import { postCdr } from '../platform/push.ts';
import { put } from '../platform/shelf.ts';
import { evseOf, inUse, locationOf, setStatus, tariffOf } from './evses.ts';
import { planOf } from './meter.ts';
import type { Charge, Operator } from './operator.ts';
import { takeReservation } from './reservations.ts';
import { cdrOf, type SessionFacts, sessionOf } from './session.ts';
import { tellSession } from './tell-session.ts';

/** Whose car it is, where, and how it was allowed. */
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

/** Plugs a car in: from here on the session runs by itself to its CDR. */
export function plugIn(operator: Operator, given: PlugIn): Charge {
  const { platform, charges } = operator;
  const { token, connection, evse, speed = operator.speed } = given;
  const connector = evse.connectors.find(({ id }) => id === given.connectorId) ?? evse.connectors[0];
  if (!connector) throw new Error(`EVSE ${evse.uid} has no connector`);
  const plan = planOf(connector, operator.cars, given.kwh);
  operator.cars += 1;
  const reservation = takeReservation(operator, evse.uid, token.uid);
  const id = reservation?.facts.id ?? operator.nextId();
  setStatus(platform, given.location.id, evse.uid, 'CHARGING');
  const charge: Charge = {
    facts: {
      id,
      plan,
      start: startOf(platform.clock.now(), plan.chargingSeconds + plan.parkingSeconds, speed),
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
    speed,
    reserved: reservation !== undefined,
    elapsed: () => 0,
    stop: new AbortController(),
    done: Promise.resolve(),
  };
  charges.set(id, charge);
  charge.done = run(operator, charge)
    .catch((error: unknown) => platform.log.error({ event: 'bug', err: error }))
    .finally(() => charges.delete(id));
  return charge;
}

/** From PENDING, or its reservation, over ACTIVE to COMPLETED, then one CDR that agrees with it (SES-17, SES-19, EXT-18, SIM-04). */
async function run(operator: Operator, charge: Charge): Promise<void> {
  const { platform } = operator;
  const { clock } = platform;
  const { facts, speed } = charge;
  const ended = charge.stop.signal;
  const total = facts.plan.chargingSeconds + facts.plan.parkingSeconds;
  const step = Math.ceil(total / steps);
  const tell = (seconds: number, status: Session['status'], method: 'PUT' | 'PATCH' = 'PATCH') =>
    tellSession(operator, charge.connection, sessionOf(charge.facts, seconds, status, clock.now()), method);

  platform.log.info({
    event: 'session_started',
    id: facts.id,
    evse: charge.evseUid,
    token: charge.token.uid,
  });
  await tell(0, charge.reserved ? 'ACTIVE' : 'PENDING', 'PUT');
  let seconds = 0;
  while (seconds < total && !ended.aborted) {
    await tell(seconds, 'ACTIVE');
    const waiting = clock.now();
    const next = Math.min(seconds + step, total);
    const begin = seconds;
    charge.elapsed = () => Math.min(next, begin + Math.floor(((clock.now() - waiting) * speed) / 1000));
    await wait(clock, ((next - begin) * 1000) / speed, ended);
    seconds = ended.aborted ? charge.elapsed() : next;
    const reached = seconds;
    charge.elapsed = () => reached;
  }
  await tell(seconds, 'COMPLETED');
  if (evseOf(locationOf(platform, charge.locationId), charge.evseUid)?.status === 'CHARGING')
    setStatus(platform, charge.locationId, charge.evseUid, 'AVAILABLE');
  const cdr = cdrOf(charge.facts, seconds, clock.now()) as unknown as Json;
  put(platform.own.cdrs, 'cdrs', { owner: platform.party, object: cdr, connection: charge.connection });
  const provider = partner(platform, charge.connection);
  if (provider) await postCdr(platform, provider, cdr);
  platform.log.info({ event: 'session_ended', id: facts.id, kwh: cdr.total_energy, cost: cdr.total_cost });
}

/** A session that runs faster than the clock began earlier, so that it ends now and nothing lies in the future. Milliseconds. */
function startOf(now: number, seconds: number, speed: number): number {
  return now - Math.max(0, seconds * 1000 * (1 - 1 / speed));
}

/** How many updates a session is told in. */
const steps = 6;
