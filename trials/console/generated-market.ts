import { defaultOptions } from '../../src/hub/partners/connections.ts';
import type { Agreement, Connection } from '../../src/hub/ports/connection-registry.ts';
import type { Party, Role } from '../../src/ocpi/words/party-id.ts';

/** The parties of a generated market and the agreements between them. */
export interface Market {
  connections: Connection[];
  agreements: Agreement[];
}

const countries = ['NL', 'DE', 'FR', 'ES', 'BE', 'AT', 'CH', 'IT', 'PT', 'DK', 'SE', 'NO', 'PL', 'CZ'];
const names = [
  'Kestrel',
  'Harbour',
  'Alpine',
  'Meridian',
  'Lumen',
  'Northwind',
  'Delta',
  'Orchard',
  'Quartz',
];
const trades = { CPO: ['Charging', 'Power', 'Parking'], EMSP: ['Mobility', 'Drive', 'Card'] };

const day = 24 * 3_600_000;

/** A generated market of a size, the same in every run; `now` is in milliseconds since 1970. */
export function marketOf(connections: number, agreements: number, now: number): Market {
  const all = Array.from({ length: connections }, (_, n) => connection(n, now));
  const cpos = all.filter(({ role }) => role === 'CPO');
  const emsps = all.filter(({ role }) => role === 'EMSP');
  return {
    connections: all,
    agreements: Array.from({ length: agreements }, (_, n) => agreement(n, cpos, emsps, now)),
  };
}

/** Connection number `n`: every 40th is still invited, every 40th suspended, every 25th has a second party. */
function connection(n: number, now: number): Connection {
  const role: Role = n % 2 === 0 ? 'CPO' : 'EMSP';
  const party = partyAt(n);
  const status = n % 40 === 38 ? 'PENDING' : n % 40 === 19 ? 'SUSPENDED' : 'REGISTERED';
  const modules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands'];
  const at = new Date(now - (400 - (n % 400)) * day).toISOString();
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    role,
    party,
    parties: n % 25 === 7 ? [party, partyAt(n + 20_000)] : [party],
    name: `${names[n % names.length]} ${trades[role][n % 3]} ${n + 1}`,
    status,
    tokenToUs: null,
    nextTokenToUs: null,
    tokenToThem: `token-${n}`,
    versionsUrl: status === 'PENDING' ? null : `http://127.0.0.1:9/${n}/versions`,
    endpoints: ['credentials', ...modules].map((identifier) => ({
      identifier,
      url: `http://127.0.0.1:9/${n}/2.1.1/${identifier}`,
    })),
    business: null,
    options: { ...defaultOptions },
    created: at,
    updated: at,
  };
}

/** Party number `n`, each another one: a country and three letters. */
function partyAt(n: number): Party {
  const digits = (26 ** 2 * 10 + n * 7).toString(26).slice(-3);
  const letters = [...digits].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join('');
  return `${countries[n % countries.length] ?? 'NL'}*${letters}`;
}

/** Agreement number `n`, each of another pair: every 70th begins later, every 50th of the others ends within a week, every 60th is suspended. */
function agreement(n: number, cpos: Connection[], emsps: Connection[], now: number): Agreement {
  const at = n % cpos.length;
  const cpo = cpos[at] as Connection;
  const emsp = emsps[(at + Math.floor(n / cpos.length)) % emsps.length] as Connection;
  const created = new Date(now - (300 - (n % 300)) * day).toISOString();
  return {
    id: `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    cpo: cpo.party,
    emsp: emsp.party,
    status: n % 60 === 59 ? 'SUSPENDED' : 'ACTIVE',
    since: created,
    valid_from: n % 70 === 69 ? new Date(now + 30 * day).toISOString() : null,
    valid_to: n % 50 === 49 && n % 70 !== 69 ? new Date(now + (1 + (n % 6)) * day).toISOString() : null,
    created,
    after: 0,
    deleted: false,
  };
}
