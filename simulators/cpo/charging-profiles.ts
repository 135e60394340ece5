import { below } from '../../src/ocpi/editions/endpoint-urls.ts';
import type {
  ActiveChargingProfile,
  ChargingProfile,
  Connector,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { endpointFor } from '../platform/partner-endpoint.ts';
import { partner } from '../platform/partners-and-their-tokens.ts';
import { call, report } from '../platform/push-to-partners.ts';
import { type Limit, lengthOf } from './charging-power-over-time.ts';
import { activeProfile, curveOf, takeOver } from './charging-profile-limits.ts';
import type { Charge, Operator } from './operator-state.ts';
import { shareGrid } from './shared-grid-connection.ts';

/**
 * Makes a session follow a charging profile from now on; the operator reports the end of the profile as a change
 * (CP-13).
 */
export function setProfile(operator: Operator, charge: Charge, given: ChargingProfile): void {
  const { clock } = operator.platform;
  const seconds = charge.elapsed();
  const { limits, ends } = curveOf(given, connectorOf(charge), { seconds, now: clock.now() });
  limitTo(charge, limits, seconds);
  shareGrid(operator, charge.locationId);
  charge.profile = { unit: given.charging_rate_unit, ends };
  if (Number.isFinite(ends) && ends > seconds) reportEnd(operator, charge, charge.profile);
}

/** Clears the profile of a session; false when none was active. */
export function clearProfile(operator: Operator, charge: Charge): boolean {
  const seconds = charge.elapsed();
  if (!charge.profile || charge.profile.ends <= seconds) return false;
  limitTo(charge, [], seconds);
  shareGrid(operator, charge.locationId);
  charge.profile = { unit: charge.profile.unit, ends: seconds };
  return true;
}

/** The active charging profile of a session for so many seconds from now on. */
export function profileAt({ platform }: Operator, charge: Charge, duration: number): ActiveChargingProfile {
  const { facts, profile } = charge;
  const at = { seconds: charge.elapsed(), now: platform.clock.now() };
  return activeProfile(facts.plan.limits ?? [], connectorOf(charge), profile?.unit ?? 'W', at, duration);
}

/**
 * Reports the active charging profile of a session to the driver's provider, as long as the session lasts (CP-13,
 * CP-16).
 */
export async function reportProfile(operator: Operator, charge: Charge): Promise<void> {
  const { platform, charges } = operator;
  const { facts, stop, connection } = charge;
  const provider = partner(platform, connection);
  if (!provider || stop.signal.aborted || !charges.has(facts.id)) return;
  const endpoint = await endpointFor(platform, provider, 'chargingprofiles');
  if (!endpoint) return;
  const left = lengthOf(facts.plan) - charge.elapsed();
  const reply = await call(platform, provider, {
    method: 'PUT',
    module: 'chargingprofiles',
    url: below(endpoint, facts.id),
    body: profileAt(operator, charge, Math.min(Math.max(left, fiveMinutes), anHour)),
  });
  report(platform, `PUT chargingprofiles ${facts.id}`, reply);
}

function reportEnd(operator: Operator, charge: Charge, profile: Charge['profile']): void {
  const left = (profile?.ends ?? 0) - charge.elapsed();
  const isOver = charge.stop.signal.aborted || !operator.charges.has(charge.facts.id);
  if (charge.profile !== profile || isOver) return;
  if (left <= 0) void reportProfile(operator, charge);
  else charge.line.after(left, () => reportEnd(operator, charge, profile));
}

function limitTo(charge: Charge, limits: Limit[], seconds: number): void {
  const { facts } = charge;
  const all = takeOver(facts.plan.limits ?? [], limits, connectorOf(charge), seconds);
  charge.facts = { ...facts, plan: { ...facts.plan, limits: all } };
}

function connectorOf({ facts }: Charge): Connector {
  const connector = facts.location.evses?.[0]?.connectors[0];
  if (!connector) throw new Error(`session ${facts.id} has no connector`);
  return connector;
}

const fiveMinutes = 300;
const anHour = 3600;
