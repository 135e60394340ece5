import type { Party } from '../../ocpi/words/party-id.ts';

/** A claim of a provider on a driver at an operator: a command that it sent or an authorisation that it gave (RTA-17, HCMD-17). */
export interface Claim {
  id: string;
  cpo: Party;
  emsp: Party;
  by: 'START_SESSION' | 'RESERVE_NOW' | 'ALLOWED';
  /** A command counts from the moment it is sent; an unanswered command ranks behind an accepted one. */
  state: 'accepted' | 'unanswered';
  /** Time of the command or authorisation, in milliseconds since 1970. */
  at: number;
  contract?: string;
  /**
   * Further contracts by which the operator knows the authorised Token: contracts of other providers' Tokens with the
   * same uid.
   */
  others?: string[];
  uid?: string;
  /** Type of the Token in the provider's words; absent where nobody told it, and in claims of earlier releases. */
  type?: string;
  reference?: string;
  /** X-Request-ID of the request that made the claim; claims stored by earlier releases have none. */
  request?: string;
  location?: string;
  evses?: string[];
  /** End of the reserved time of an EVSE, in milliseconds since 1970. */
  until?: number;
}

/** Time and place of a charging visit. */
export interface Visit {
  /** Start of the visit, in milliseconds since 1970; `undefined` where the hub cannot use it. */
  start: number | undefined;
  /** Time of receipt of a pushed Session, in milliseconds since 1970; it replaces an unusable start. */
  received: number | undefined;
  location: string;
  evses: string[];
}

/** A claim that fits a visit: how closely it agrees by place, and how far it ranks behind other claims. */
export interface Fit {
  claim: Claim;
  place: number;
  behind: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** Longest time, in milliseconds, between a provider's claim on a driver and the later start of the charging visit. */
const before = hour;

/** Longest time between a start of a visit and a later claim, in milliseconds; it covers clocks that differ. */
export const after = 15 * minute;

/** Longest time, in milliseconds, between a reservation and the start of a visit for which it counts. */
const reserved = 24 * hour;

/** The claims that fit a visit by time and place, without claims that a better one displaces. */
export function fitting(claims: Claim[], visit: Visit): Fit[] {
  const fits = claims.flatMap((claim) => {
    const place = placeOf(claim, visit);
    const behind = place === undefined ? undefined : inTime(claim, visit);
    return place === undefined || behind === undefined ? [] : [{ claim, place, behind }];
  });
  // A reservation does not displace the claim of the provider whose driver charges there.
  const later = Math.max(...fits.map(({ claim }) => (claim.by === 'RESERVE_NOW' ? 0 : claim.at)));
  const placed = fits.map((fit) => ({
    ...fit,
    behind: fit.behind + (fit.claim.by === 'RESERVE_NOW' && later > fit.claim.at ? 1 : 0),
  }));
  const least = Math.min(...placed.map(({ behind }) => behind));
  return placed
    .filter(({ behind }) => behind === least)
    .sort((a, b) => b.place - a.place || a.claim.at - b.claim.at);
}

/**
 * Precision to which claim and visit agree on the place: 2 for the EVSE, 1 for the Location, 0 where the claim names
 * none; `undefined` for another place.
 */
function placeOf({ by, location, evses = [] }: Claim, visit: Visit): number | undefined {
  if (location === undefined) return by === 'ALLOWED' ? 0 : undefined;
  if (location.toLowerCase() !== visit.location.toLowerCase()) return undefined;
  if (evses.length === 0 || visit.evses.length === 0) return 1;
  const here = visit.evses.map((uid) => uid.toLowerCase());
  return evses.some((uid) => here.includes(uid.toLowerCase())) ? 2 : undefined;
}

/** Rank of a claim among claims that fit by time: an unanswered command comes after every accepted one. */
function inTime({ by, state, at, until = at }: Claim, { start, received }: Visit): number | undefined {
  const moment = start ?? received;
  if (moment === undefined || at > moment + after) return undefined;
  const last = by === 'RESERVE_NOW' ? Math.min(until + hour, at + reserved) : at + before;
  if (moment > last) return undefined;
  return state === 'unanswered' ? 2 : 0;
}
