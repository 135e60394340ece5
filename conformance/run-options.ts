import type { Reach } from '../src/ocpi/client/allowed-networks.ts';

/** The role of the partner under test: an operator or a provider. The suite plays the other role. */
export type PartnerRole = 'cpo' | 'emsp';

/** The options of a conformance run. */
export interface Options {
  role: PartnerRole;
  /** The partner's versions URL; without it the suite waits for the partner to register. */
  versionsUrl?: string;
  /** TOKEN_A of the partner; with `readOnly` any token that the partner accepts for reading. */
  token?: string;
  /** The suite does not register and writes nothing to the partner. */
  readOnly: boolean;
  /** Areas (`LOC`) or ids (`CRED-05`) of the requirements to check; empty for all. */
  only: string[];
  /** Milliseconds the partner has to answer a request. */
  timeout: number;
  /** Milliseconds to wait for something that only the partner can begin: its registration, a command. */
  wait: number;
  /** Milliseconds to wait for a message of the partner before the message counts as missing. */
  settle: number;
  /** Country code and party id that the suite writes under. */
  party: `${string}*${string}`;
  /** Party to address by routing headers, when the partner stands behind a hub. */
  to?: `${string}*${string}`;
  /** Location and EVSE for which commands may be sent; without them no charge point receives a command. */
  at?: { location: string; evse: string };
  /** The networks that the suite may call; by default all. */
  reach?: Reach;
  /** The address at which the suite listens, and the URL at which the partner reaches it. */
  host: string;
  port: number;
  publicUrl?: string;
  /** The URL of a guide to OCPI, with a slash at its end: reports link to its pages about requirements. */
  guide?: string;
}

/** The options of a conformance run where the user gives none. */
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
