import type { CommandResponseType, CommandType } from '../../src/ocpi/types.generated.ts';

/** What is fixed about an EVSE that is there for tests, at `LOC-LONDON-1`; see the table in the README. */
export interface Oddity {
  /** What its charge point makes of a command instead of obeying, by command or of every one. */
  makes?: Partial<Record<CommandType | 'EVERY', CommandResponseType>>;
  /** How the result of an accepted command comes, when it is not in time and once (CMD-12). */
  results?: 'late' | 'early' | 'twice' | 'never';
  /** The driver never plugs in: a session that is started there ends INVALID. */
  noCable?: true;
  /** How the updates of a session come: each second one before the first, or one more after the session is COMPLETED (SES-16). */
  updates?: 'swapped' | 'reopened';
  /** How the CDR comes, when it is not at once, once and right: `changed` is the right one, then one of another cost (CDR-10). */
  bill?: 'late' | 'twice' | 'changed' | 'wrong' | 'never';
}

/** What is fixed about the EVSE with a uid; `undefined` for an ordinary one. */
export function oddityOf(evseUid: string): Oddity | undefined {
  return oddities[evseUid.replace(/-[2-9]\d*$|-1\d+$/, '')];
}

/** What an EVSE makes of a command instead of obeying (CMD-16). */
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
