import type { ChargingRateUnit, Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Timeline } from '../platform/simulated-clock.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { SessionFacts } from './build-session-and-cdr.ts';
import type { Curve } from './charging-profile-limits.ts';

/** The simulated operator: its platform and the state of its EVSEs; the first argument of its functions. */
export interface Operator {
  platform: Platform;
  /** Sessions under way, by id. */
  charges: Map<string, Charge>;
  /** Reservations in force, by EVSE uid. */
  reservations: Map<string, Reservation>;
  /** Tokens that need no authorisation at a Location because a command came first (CMD-24); see `spare`. */
  spared: Map<string, Spared>;
  /** Number of simulated cars that have come so far. */
  cars: number;
  /** Makes a Session id that no earlier run has used. */
  nextId(): string;
}

/** A car that is plugged in. */
export interface Charge {
  facts: SessionFacts;
  token: Token;
  /** Id of the connection of the driver's provider. */
  connection: string;
  locationId: string;
  evseUid: string;
  connectorId: string;
  /** Simulated time since the car was plugged in. */
  line: Timeline;
  /** Wall-clock time since the car was plugged in. */
  wall: Timeline;
  /** Moments of the last charging profile requests, in seconds of `wall`. */
  asked: number[];
  /** Whether the EVSE was reserved for this driver. */
  reserved: boolean;
  /** Seconds of the charging session that have passed. */
  elapsed(): number;
  /** The charging profile set last: its unit, and its end in seconds of the session. */
  profile?: { unit: ChargingRateUnit; ends: Curve['ends'] };
  /** Ends the charging session before the car is full. */
  stop: AbortController;
  /** Resolves when the partner has everything, including the CDR. */
  done: Promise<void>;
}

/** A reservation of an EVSE for a driver. */
export interface Reservation {
  connection: string;
  id: number;
  locationId: string;
  evseUid: string;
  tokenUid: string;
  expiry: string;
  /** The facts of the Session that represents the reservation until the car comes (EXT-18). */
  facts: SessionFacts;
  /** Resolves when the driver's provider has received the Session of the reservation. */
  told: Promise<void>;
  /** Ends the reservation in the operator's state; the EVSE keeps its status. */
  end(): void;
}

/** The end of a Token's exemption from authorisation, in milliseconds since 1970. */
export interface Spared {
  token: Token;
  connection: string;
  until: number;
}

/** Exempts a Token from authorisation at a Location for 15 minutes after a command with it (CMD-24). */
export function spare(
  { platform, spared }: Operator,
  connection: string,
  command: { location_id: string; token: Token },
): void {
  const { location_id, token } = command;
  const until = platform.clock.now() + 15 * 60_000;
  spared.set(`${location_id} ${token.uid}`, { token, connection, until });
}

/** The Token of a command at a Location, as long as its exemption from authorisation lasts. */
export function sparedAt(
  { platform, spared }: Operator,
  locationId: string,
  uid: string,
): Spared | undefined {
  const found = spared.get(`${locationId} ${uid}`);
  return found && found.until > platform.clock.now() ? found : undefined;
}

/** Simulated seconds that a charge point takes to carry out a command. */
export const reactionTime = 20;
