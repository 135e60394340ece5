import type { Reach } from '../src/ocpi/client/network.ts';

/** The partner's role: an operator or a provider. The suite plays the other one. */
export type PartnerRole = 'cpo' | 'emsp';

/** What a run is told. */
export interface Options {
  role: PartnerRole;
  /** Where the partner's versions are; without it the suite waits to be registered with. */
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
  /** Milliseconds after which what has not come does not count as coming any more. */
  settle: number;
  /** Country code and party id that the suite writes under. */
  party: `${string}*${string}`;
  /** Party to address by routing headers, when the partner stands behind a hub. */
  to?: `${string}*${string}`;
  /** Location and EVSE where commands may be given; without it no charge point is moved. */
  at?: { location: string; evse: string };
  /** Where it may call; anywhere without. */
  reach?: Reach;
  /** Where the suite listens, and how the partner reaches it. */
  host: string;
  port: number;
  publicUrl?: string;
}

/** What a run does unless it is told otherwise. */
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
