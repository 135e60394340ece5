import type { CommandResponseType, CommandType } from '../../src/ocpi/types/2.1.1.generated.ts';

/** The fixed misbehaviour of an EVSE for tests at `LOC-LONDON-1`; see the table in the README. */
export interface Oddity {
  /** The results of its charge point that replace obeying, by command or for every one. */
  makes?: Partial<Record<CommandType | 'EVERY', CommandResponseType>>;
  /** The results that the charge point of the EVSE gives instead of obeying, by command or for every one. */
  results?: 'late' | 'early' | 'twice' | 'never';
  /** Whether the driver never plugs in: a session that starts there ends INVALID. */
  noCable?: true;
  /**
   * The order of session updates: each second one before the first, or one more after the session is COMPLETED
   * (SES-16).
   */
  updates?: 'swapped' | 'reopened';
  /**
   * The way in which the CDR comes, if not at once, once and right; `changed` sends the right one, then one with
   * another cost (CDR-10).
   */
  bill?: 'late' | 'twice' | 'changed' | 'wrong' | 'never';
}

/** The misbehaviour of the EVSE with a uid; `undefined` for an ordinary EVSE. */
export function oddityOf(evseUid: string): Oddity | undefined {
  return oddities[evseUid.replace(/-[2-9]\d*$|-1\d+$/, '')];
}

/** The result that an EVSE gives instead of obeying a command (CMD-16). */
export function madeOf(evseUid: string, command: CommandType): CommandResponseType | undefined {
  const { makes = {} } = oddityOf(evseUid) ?? {};
  return makes[command] ?? makes.EVERY;
}

// biome-ignore format: a table
const oddities: Record<string, Oddity> = {
  'EVSE-REJECT':           { makes: { EVERY: 'REJECTED' } },
  'EVSE-TIMEOUT':          { makes: { EVERY: 'TIMEOUT' } },
  'EVSE-NO-CABLE':         { noCable: true },
  'EVSE-OUTOFORDER':       {},
  'EVSE-OCCUPIED':         {},
  'EVSE-NOT-SUPPORTED':    {},
  'EVSE-UNLOCK-FAILS':     { makes: { UNLOCK_CONNECTOR: 'REJECTED' } },
  'EVSE-RESERVE-FAILS':    { makes: { RESERVE_NOW: 'REJECTED' } },
  'EVSE-STOP-FAILS':       { makes: { STOP_SESSION: 'REJECTED' } },
  'EVSE-LATE-8S':          { results: 'late' },
  'EVSE-EARLY':            { results: 'early' },
  'EVSE-TWICE':            { results: 'twice' },
  'EVSE-SILENT':           { results: 'never' },
  'EVSE-SESSION-SWAPPED':  { updates: 'swapped' },
  'EVSE-SESSION-REOPENED': { updates: 'reopened' },
  'EVSE-CDR-LATE-8S':      { bill: 'late' },
  'EVSE-CDR-TWICE':        { bill: 'twice' },
  'EVSE-CDR-CHANGED':      { bill: 'changed' },
  'EVSE-CDR-WRONG-COST':   { bill: 'wrong' },
  'EVSE-CDR-NEVER':        { bill: 'never' },
};
