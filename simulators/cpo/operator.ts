import type { ChargingRateUnit, Token } from '../../src/ocpi/types.generated.ts';
import type { Timeline } from '../platform/clock.ts';
import type { Platform } from '../platform/platform.ts';
import type { Curve } from './profile.ts';
import type { SessionFacts } from './session.ts';

/** The simulated operator: its platform and what goes on at its EVSEs. First argument of what it does. */
export interface Operator {
  platform: Platform;
  /** Sessions under way, by id. */
  charges: Map<string, Charge>;
  /** Reservations in force, by EVSE uid. */
  reservations: Map<string, Reservation>;
  /** Tokens that need no authorisation at a Location because a command came first (CMD-24); see `spare`. */
  spared: Map<string, Spared>;
  /** How many cars have come so far. */
  cars: number;
  /** Makes a Session id that no earlier run has used. */
  nextId(): string;
}

/** A car that is plugged in. */
export interface Charge {
  facts: SessionFacts;
  token: Token;
  /** Connection of the driver's provider. */
  connection: string;
  locationId: string;
  evseUid: string;
  connectorId: string;
  /** Time since it was plugged in. */
  line: Timeline;
  /** The same on the wall, and when on it the last profile requests came. */
  wall: Timeline;
  asked: number[];
  /** Whether it was kept for this driver. */
  reserved: boolean;
  /** Seconds of the session that have passed. */
  elapsed(): number;
  /** The charging profile set last: its unit, and when it is over, in seconds of the session. */
  profile?: { unit: ChargingRateUnit; ends: Curve['ends'] };
  /** Ends it before its time. */
  stop: AbortController;
  /** Resolves when all of it is told, the CDR included. */
  done: Promise<void>;
}

/** An EVSE kept for a driver. */
export interface Reservation {
  connection: string;
  id: number;
  locationId: string;
  evseUid: string;
  tokenUid: string;
  expiry: string;
  /** Of the Session that stands for it until the car comes (EXT-18). */
  facts: SessionFacts;
  /** Resolves when the driver's provider has been told of it. */
  told: Promise<void>;
  /** Forgets it; the EVSE keeps its status. */
  end(): void;
}

/** Until when a token is spared, in milliseconds since 1970. */
export interface Spared {
  token: Token;
  connection: string;
  until: number;
}

/** For 15 minutes after a command its token needs no authorisation at that Location (CMD-24). */
export function spare(
  { platform, spared }: Operator,
  connection: string,
  command: { location_id: string; token: Token },
): void {
  const { location_id, token } = command;
  const until = platform.clock.now() + 15 * 60_000;
  spared.set(`${location_id} ${token.uid}`, { token, connection, until });
}

/** What a command has said about a token at a Location, while that holds. */
export function sparedAt(
  { platform, spared }: Operator,
  locationId: string,
  uid: string,
): Spared | undefined {
  const found = spared.get(`${locationId} ${uid}`);
  return found && found.until > platform.clock.now() ? found : undefined;
}

/** Simulated seconds a charge point takes to do what it is told. */
export const reactionTime = 20;
