import type { Allowed, Token, TokenType, WhitelistType } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';

/**
 * The provider's way of answering an authorisation request: with `allowed`; with the refusal that the location is
 * missing (TOK-19); with ALLOWED after 8 s, at the first EVSE of the request only (TOK-18), or with a reference
 * (EXT-11).
 */
export type Verdict = Allowed | 'NEEDS_LOCATION' | 'SLOW' | 'FIRST_EVSE' | 'REFERENCE';

/** The provider's Tokens, the same in every run; `updated` is their OCPI DateTime. */
export function tokens(party: Party, issuer: string, updated: string): Token[] {
  return rows.map((_, index) => tokenAt(index, party, issuer, updated));
}

/** The Token with an index, the same in every run; beyond the end of the table, cards of all whitelist types. */
export function tokenAt(index: number, party: Party, issuer: string, updated: string, mark = ''): Token {
  const { country_code, party_id } = partyId(party);
  const [uid, type, whitelist, valid, , language] = rows[index] ?? rowAt(index);
  const contract = String(index + 1).padStart(8, '0');
  return {
    uid: mark + uid,
    type,
    auth_id: `${country_code}-${party_id}-C${contract}-${check(contract)}`,
    ...(type === 'RFID' ? { visual_number: `${party_id} ${contract.slice(0, 4)} ${contract.slice(4)}` } : {}),
    issuer,
    valid,
    whitelist,
    ...(language ? { language } : {}),
    last_updated: updated,
  };
}

/** The index of the Token with a uid and type; `mark` is the provider's own mark before its uids. */
export function indexOfToken(marked: string, type: string, mark = ''): number | undefined {
  if (!marked.startsWith(mark)) return undefined;
  const uid = marked.slice(mark.length);
  const inTable = rows.findIndex((row) => row[0] === uid && row[1] === type);
  if (inTable >= 0) return inTable;
  const number = /^04C0(\d{10})$/.exec(uid)?.[1];
  return number && type === 'RFID' && Number(number) >= rows.length ? Number(number) : undefined;
}

/** Number of the simulated provider's Tokens that have a row of their own in the table. */
export const tableSize = 20;

function rowAt(index: number): Row {
  const whitelist = whitelists[index % whitelists.length] ?? 'NEVER';
  return [`04C0${String(index).padStart(10, '0')}`, 'RFID', whitelist, index % 50 !== 0, 'ALLOWED', 'en'];
}

const whitelists: WhitelistType[] = ['ALWAYS', 'ALLOWED', 'ALLOWED_OFFLINE', 'NEVER'];

/** The provider's way of answering an authorisation request about a valid Token. */
export function verdictOf(uid: string): Verdict {
  return rows.find(([own]) => uid === own || uid.endsWith(`-${own}`))?.[4] ?? 'ALLOWED';
}

type Row = [
  uid: string,
  type: TokenType,
  whitelist: WhitelistType,
  valid: boolean,
  verdict: Verdict,
  language: string | null,
];

// App users and ad hoc users are never whitelisted (EXT-16).
// biome-ignore format: a table
const rows: Row[] = [
  ['04A1B2C3D4E501',       'RFID',        'ALWAYS',          true,  'ALLOWED',        'es'],
  ['04A1B2C3D4E502',       'RFID',        'ALLOWED',         true,  'ALLOWED',        'en'],
  ['04A1B2C3D4E503',       'RFID',        'ALLOWED_OFFLINE', true,  'ALLOWED',        'fr'],
  ['04A1B2C3D4E504',       'RFID',        'NEVER',           true,  'ALLOWED',        'de'],
  ['04A1B2C3D4E505',       'RFID',        'ALWAYS',          true,  'ALLOWED',        'nl'],
  ['04A1B2C3D4E506',       'RFID',        'ALLOWED',         true,  'ALLOWED',        null],
  ['FOB-1',                'OTHER',       'ALWAYS',          true,  'ALLOWED',        'es'],
  ['FOB-2',                'OTHER',       'ALLOWED_OFFLINE', true,  'ALLOWED',        'pt'],
  ['APP-1',                'APP_USER',    'NEVER',           true,  'ALLOWED',        'en'],
  ['APP-2',                'APP_USER',    'NEVER',           true,  'ALLOWED',        'es'],
  ['ADHOC-1',              'AD_HOC_USER', 'NEVER',           true,  'ALLOWED',        null],
  ['TOKEN-INVALID',        'RFID',        'ALWAYS',          false, 'BLOCKED',        'es'],
  ['TOKEN-BLOCKED',        'RFID',        'NEVER',           false, 'BLOCKED',        'es'],
  ['TOKEN-EXPIRED',        'RFID',        'NEVER',           false, 'EXPIRED',        'en'],
  ['TOKEN-NO-CREDIT',      'RFID',        'NEVER',           true,  'NO_CREDIT',      'en'],
  ['TOKEN-NOT-ALLOWED',    'RFID',        'NEVER',           true,  'NOT_ALLOWED',    'en'],
  ['TOKEN-NEEDS-LOCATION', 'RFID',        'NEVER',           true,  'NEEDS_LOCATION', 'en'],
  ['TOKEN-SLOW-8S',        'RFID',        'NEVER',           true,  'SLOW',           'en'],
  ['TOKEN-FIRST-EVSE',     'RFID',        'NEVER',           true,  'FIRST_EVSE',     'en'],
  ['TOKEN-REFERENCE',      'RFID',        'NEVER',           true,  'REFERENCE',      'en'],
];

/** A check digit that tells two successive contract ids apart. */
function check(contract: string): number {
  return [...contract].reduce((sum, digit, index) => sum + Number(digit) * (index + 2), 0) % 10;
}
