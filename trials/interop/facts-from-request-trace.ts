import type { Role } from './independent-platform.ts';
import type { Json } from './platform-objects.ts';

/** The fields of an exchange in the hub's trace that are used here. */
export interface Seen {
  direction: 'IN' | 'OUT';
  module: string;
  method: string;
  http_status: number | null;
  ocpi_status: number | null;
  error: string | null;
  findings: { message: string; lenient?: boolean }[];
}

/** A function of a partner that the trace can show to work. */
export interface Fact {
  words: string;
  direction: Seen['direction'];
  module: string;
  methods: string[];
}

/** The functions of a partner in a role that the hub's trace can show to work. */
export function factsOf(role: Role): Fact[] {
  return table
    .filter(([of]) => of === role || of === 'BOTH')
    .map(([, direction, methods, module, words]) => ({
      words,
      direction,
      module,
      methods: methods.split(' '),
    }));
}

// biome-ignore format: a table
const table: [role: Role | 'BOTH', direction: Seen['direction'], methods: string, module: string, words: string][] = [
  ['BOTH', 'OUT', 'GET',           'versions',    'versions and details are read'],
  ['BOTH', 'OUT', 'POST',          'credentials', 'credentials are exchanged'],
  ['CPO',  'OUT', 'GET',           'locations',   'its Locations are read'],
  ['CPO',  'OUT', 'GET',           'tariffs',     'its Tariffs are read'],
  ['CPO',  'OUT', 'PUT PATCH',     'tokens',      'it takes Tokens'],
  ['CPO',  'OUT', 'POST',          'commands',    'it takes commands'],
  ['CPO',  'IN',  'POST',          'commands',    'it sends results of commands'],
  ['CPO',  'IN',  'PUT PATCH',     'locations',   'it pushes Locations'],
  ['CPO',  'IN',  'POST',          'tokens',      'it asks for authorisations'],
  ['CPO',  'IN',  'PUT PATCH',     'sessions',    'it pushes Sessions'],
  ['CPO',  'IN',  'POST',          'cdrs',        'it sends CDRs'],
  ['EMSP', 'OUT', 'GET',           'tokens',      'its Tokens are read'],
  ['EMSP', 'OUT', 'PUT PATCH',     'locations',   'it takes Locations'],
  ['EMSP', 'OUT', 'PUT',           'tariffs',     'it takes Tariffs'],
  ['EMSP', 'OUT', 'POST',          'tokens',      'it answers authorisations'],
  ['EMSP', 'OUT', 'PUT PATCH',     'sessions',    'it takes Sessions'],
  ['EMSP', 'OUT', 'POST',          'cdrs',        'it takes CDRs'],
  ['EMSP', 'OUT', 'POST',          'commands',    'it takes results of commands'],
  ['EMSP', 'IN',  'POST',          'commands',    'it sends commands'],
  ['EMSP', 'IN',  'PUT PATCH',     'tokens',      'it pushes Tokens'],
  ['EMSP', 'IN',  'GET',           'locations',   'it reads Locations'],
];

/**
 * The state of a partner's function by the trace: it works (did once), fails (only failed attempts), or was not tried.
 */
export function stateOf({ direction, module, methods }: Fact, seen: Seen[]) {
  const about = seen.filter(
    (one) => one.direction === direction && one.module === module && methods.includes(one.method),
  );
  const [last] = about;
  if (!last) return { state: 'not tried' as const };
  if (about.some(succeeded)) return { state: 'works' as const };
  const why = [last.error, ...last.findings.map(({ message }) => message)].find(Boolean);
  return {
    state: 'fails' as const,
    why: `HTTP ${last.http_status}, ${last.ocpi_status}${why ? `: ${why}` : ''}`,
  };
}

/** The hub's learnt settings for a partner, and the number of each tolerated deviation. */
export function learntOf(profile: Json, seen: Seen[]): string[] {
  const plain = ['false', 'never', 'omitted', 'as_given', 'null', ''];
  const learnt = Object.entries(profile).filter(([, value]) => !plain.includes(String(value)));
  const counts = new Map<string, number>();
  for (const { message } of seen.flatMap(({ findings }) => findings.filter(({ lenient }) => lenient)))
    counts.set(message, (counts.get(message) ?? 0) + 1);
  return [
    ...learnt
      .filter(([, value]) => value !== false)
      .map(([name, value]) => `learnt     ${name} ${String(value)}`),
    ...[...counts].slice(0, 10).map(([message, times]) => `let pass   ${times} × ${message}`),
  ];
}

function succeeded({ http_status: http, ocpi_status: code }: Seen): boolean {
  return (http ?? 500) < 300 && (code ?? 0) >= 1000 && (code ?? 0) < 2000;
}
