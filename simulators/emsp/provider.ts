import type { ActiveChargingProfile, CommandType } from '../../src/ocpi/types.generated.ts';
import type { Platform } from '../platform/platform.ts';

/** The simulated provider: its platform and what it asked operators for. First argument of what it does. */
export interface Provider {
  platform: Platform;
  /** By id, oldest first. */
  commands: Map<string, GivenCommand>;
  /** The profiles that operators reported last, by session id. */
  profiles: Map<string, ActiveChargingProfile>;
  /** The reference given with the authorisation of a token, by uid. */
  references: Map<string, string>;
  /** Makes a command id that no earlier run has used. */
  nextId(): string;
}

/** What the control API takes for a request about a session's charging profile. */
export type ProfileCommand = 'SET_CHARGING_PROFILE' | 'GET_CHARGING_PROFILE' | 'CLEAR_CHARGING_PROFILE';

/** A command or profile request and what came of it. */
export interface GivenCommand {
  id: string;
  command: CommandType | ProfileCommand;
  /** ISO 8601. */
  sent: string;
  /** What was sent, in the body or in the query. */
  body: object;
  /** The direct answer. */
  answer: {
    http: number | null;
    status_code: number | null;
    status_message: string;
    result: string | null;
    /** Seconds in which a result is to be expected; profile requests only. */
    timeout?: number;
  } | null;
  /** What followed at the `response_url`; the first counts, all are kept. */
  result: string | null;
  /** With the first result, when it was asked for. */
  profile?: ActiveChargingProfile;
  results: { time: string; result: string }[];
}
