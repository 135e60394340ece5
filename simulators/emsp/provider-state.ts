import type { ActiveChargingProfile, CommandType } from '../../src/ocpi/types/2.2.1.generated.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { Wording } from './field-names-by-version.ts';

/** The simulated provider: its platform and its requests to operators; the first argument of its functions. */
export interface Provider {
  platform: Platform;
  wording: Wording;
  /** Commands and profile requests by id, oldest first. */
  commands: Map<string, GivenCommand>;
  /** The charging profiles that operators reported last, by session id. */
  profiles: Map<string, ActiveChargingProfile>;
  /** The `authorization_reference` of a Token's authorisations, by uid. */
  references: Map<string, string>;
  /** Makes a command id that no earlier run has used. */
  nextId(): string;
}

/** The profile requests of the control API. */
export type ProfileCommand = 'SET_CHARGING_PROFILE' | 'GET_CHARGING_PROFILE' | 'CLEAR_CHARGING_PROFILE';

/** A command or profile request and its outcome. */
export interface GivenCommand {
  id: string;
  command: CommandType | ProfileCommand;
  /** Time of the command, ISO 8601. */
  sent: string;
  /** The content of the command or profile request, in its body or its query. */
  body: object;
  /** The operator's direct answer to the command. */
  answer: {
    http: number | null;
    status_code: number | null;
    status_message: string;
    result: string | null;
    /** Seconds within which the operator expects to have a result, from its direct answer; profile requests only. */
    timeout?: number;
  } | null;
  /** The first result that came to the `response_url`; `results` has them all. */
  result: string | null;
  /** The charging profile in the first result, when the request asked for it. */
  profile?: ActiveChargingProfile;
  results: { time: string; result: string }[];
}
