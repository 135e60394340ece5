import type { Origin } from '../words/finding-type.ts';
import { type Authority, origins, type Rule, type Side } from './origins-of-rules.ts';
import { areas, type Statement, statements } from './statements.generated.ts';

/** A requirement of the catalogue, as reports show it. */
export interface Requirement {
  id: string;
  /** The parties that the requirement binds: `CPO`, `MSP`, `BOTH` or `HUB`. */
  role: string;
  level: Statement[1];
  words: string;
  origin: Origin;
  authority: Authority;
  /** The side that the sentence of 2.1.1 binds, operator or provider. */
  side: Side;
  /** Document, section and first words of the sentence; for a rule without a sentence the reason for it. */
  source: string;
  /** URL of the section with that sentence. */
  link?: string;
  mend: string;
}

/** The requirement with an id; throws for an id that is not checked. */
export function requirement(id: string): Requirement {
  const known = all.get(id);
  if (!known)
    throw new Error(`${id} has no row in src/ocpi/rules/origins-of-rules.ts or in features/requirements.md`);
  return known;
}

/** The area of a requirement: `LOC` of `LOC-03`. */
export function areaOf(id: string): string {
  return id.replace(/-\d+$/, '');
}

/** Title of an area such as `LOC`. */
export function areaTitle(area: string): string {
  return areas[area] ?? area;
}

/** All requirements that are checked, in the order of the catalogue. */
export function requirements(): ReadonlyMap<string, Requirement> {
  return all;
}

/** The origin of a rule with this authority: 2.1.1, unless the rule is a decision where 2.1.1 is silent. */
export function originOf(authority: Authority): Origin {
  return authority === 'advice' || authority === '2.2 backport' ? authority : '2.1.1';
}

/** URL of the text of 2.1.1-d2 in the repository of its authors. */
const text = 'https://github.com/ocpi/ocpi/blob/release-2.1.1-bugfixes/releases/2.1.1-d2/';

const chapters: Record<string, string> = {
  'transport_and_format.md': 'Transport and format',
  'credentials.md': 'Credentials',
  'status_codes.md': 'Status codes',
  'version_information_endpoint.md': 'Versions',
  'types.md': 'Types',
  'terminology.md': 'Terminology',
  'mod_locations.md': 'Locations',
  'mod_sessions.md': 'Sessions',
  'mod_cdrs.md': 'CDRs',
  'mod_tariffs.md': 'Tariffs',
  'mod_tokens.md': 'Tokens',
  'mod_commands.md': 'Commands',
  'data/registration-sequence.txt': 'Credentials, registration sequence',
};

function placeOf(at: Rule[2]): { source: string; link?: string } {
  if (typeof at === 'string') return { source: at };
  const [file, heading, words] = at;
  const place = [chapters[file] ?? file, heading].filter(Boolean).join(', ');
  const anchor = heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
  const quoted = words.startsWith('| ') ? `row ${words.slice(2)}` : `"${words} …"`;
  return { source: `${place}: ${quoted}`, link: `${text}${file}${anchor && `#${anchor}`}` };
}

const all = new Map(
  Object.entries(statements).flatMap(([id, [role, level, words]]) => {
    const known = origins[id];
    if (!known) return [];
    const [authority, side, at, mend] = known;
    const place = placeOf(at);
    return [
      [id, { id, role, level, words, origin: originOf(authority), authority, side, ...place, mend }] as const,
    ];
  }),
);
