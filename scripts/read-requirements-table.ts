import { readFileSync } from 'node:fs';

/** A row of `features/requirements.md`. */
export interface Row {
  id: string;
  area: string;
  role: string;
  strength: string;
  statement: string;
  later: string;
}

/**
 * Parses `features/requirements.md`: rows such as `| LOC-03 | CPO | MUST | statement | later |`, and the titles of
 * areas from headings such as `## LOC: Locations`; throws when an id is repeated.
 */
export function requirementsTable(): { areas: Map<string, string>; rows: Map<string, Row> } {
  const markdown = readFileSync(new URL('../features/requirements.md', import.meta.url), 'utf8');
  const areas = new Map(
    [...markdown.matchAll(/^## ([A-Z]+): (.+)$/gm)].map(([, area, title]) => [area!, title!]),
  );
  const rows = new Map<string, Row>();
  for (const line of markdown.split('\n').filter((line) => /^\| [A-Z]+-\d+ /.test(line))) {
    const [id = '', role = '', strength = '', statement = '', later = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    if (rows.has(id)) throw new Error(`features/requirements.md: ${id} stands there twice`);
    rows.set(id, { id, area: id.split('-')[0]!, role, strength, statement, later });
  }
  return { areas, rows };
}

/** The catalogue of requirements as TypeScript source: titles of the areas, and the statements by id in their order. */
export function statementsSource(): string {
  const { areas, rows } = requirementsTable();
  const quoted = (text: string) => JSON.stringify(text);
  return [
    '// Generated from features/requirements.md by scripts/generate.ts (npm run generate). Do not edit.',
    '',
    '/** A requirement as data: the parties it binds, its strength, its text. */',
    "export type Statement = readonly [role: string, strength: 'MUST' | 'SHOULD' | 'MAY', words: string];",
    '',
    '/** Titles of the areas. */',
    'export const areas: Readonly<Record<string, string>> = {',
    ...[...areas].map(([area, title]) => `  ${area}: ${quoted(title)},`),
    '};',
    '',
    '/** The statements by their ids, in the order of the catalogue. */',
    'export const statements: Readonly<Record<string, Statement>> = {',
    ...[...rows.values()].map(
      ({ id, role, strength, statement }) =>
        `  ${quoted(id)}: [${[role, strength, statement].map(quoted).join(', ')}],`,
    ),
    '};',
    '',
  ].join('\n');
}
