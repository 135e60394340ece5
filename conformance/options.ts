import type { Reach } from '../src/ocpi/client/network.ts';

/** The partner's role: an operator or a provider. The suite plays the other one. */
export type PartnerRole = 'cpo' | 'emsp';

/** The options of a run. */
export interface Options {
  role: PartnerRole;
  /** The partner's versions URL; without it the suite waits for the partner to register. */
  versionsUrl?: string;
  /** TOKEN_A of the partner, or with `readOnly` any token that opens what is to be read. */
  token?: string;
  /** Registers nowhere and writes nothing. */
  readOnly: boolean;
  /** Areas (`LOC`) or requirements (`CRED-05`); empty for all. */
  only: string[];
  /** Milliseconds the partner has for an answer. */
  timeout: number;
  /** Milliseconds to wait for what only the partner can begin: its registration, a command. */
  wait: number;
  /** Milliseconds to wait for a message before it counts as missing. */
  settle: number;
  /** Country code and party id that the suite writes under. */
  party: `${string}*${string}`;
  /** Party to address by routing headers, when the partner stands behind a hub. */
  to?: `${string}*${string}`;
  /** Location and EVSE where commands may be given; without it no charge point is moved. */
  at?: { location: string; evse: string };
  /** The networks that the suite may call; default: all. */
  reach?: Reach;
  /** The address at which the suite listens, and the URL by which the partner reaches it. */
  host: string;
  port: number;
  publicUrl?: string;
  /** The URL of a guide, with a slash at its end: reports link to its pages of checks. */
  guide?: string;
}

/** The defaults of the options. */
export const defaults: Omit<Options, 'role'> = {
  readOnly: false,
  only: [],
  timeout: 10_000,
  wait: 0,
  settle: 1000,
  party: 'ZZ*TST',
  host: '127.0.0.1',
  port: 0,
};
