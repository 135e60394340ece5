import { fitLine } from '../src/terminal.ts';

/** The terminal that a table is for. */
export interface Screen {
  /** Columns of characters. */
  width: number;
}

/** Names by which a row's cells are found, with what they show. */
export type Columns<T> = Record<string, (row: T) => unknown>;

/** The least width to which a column is cut. */
const narrowest = 8;

/** The text between two columns. */
const gap = '  ';

/**
 * Rows as aligned columns under a heading; absent and null cells stay empty. On a terminal no line is longer than that: ids
 * are shortened to their first eight characters, then the widest columns are cut, which an ellipsis shows.
 */
export function table<T>(
  rows: T[],
  columns: Columns<T>,
  none = 'none',
  screen: Screen | undefined = terminal(),
): string {
  if (rows.length === 0) return none;
  const names = Object.keys(columns);
  const cells = rows.map((row) => Object.values(columns).map((column) => fitLine(String(column(row) ?? ''))));
  const shown = screen ? cells.map((line) => line.map(shortId)) : cells;
  const natural = names.map((name, at) =>
    Math.max(name.length, ...shown.map((line) => line[at]?.length ?? 0)),
  );
  const widths = screen ? fitted(natural, screen.width) : natural;
  return [names, ...shown]
    .map((line) =>
      line
        .map((cell, at) => cut(cell, widths[at] ?? 0).padEnd(widths[at] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

/** The terminal of this process; nothing where its output goes elsewhere. */
export function terminal(): Screen | undefined {
  const { isTTY, columns } = process.stdout;
  return isTTY ? { width: columns || 80 } : undefined;
}

/** The first eight characters of a UUID; any other text as it is. */
export function shortId(text: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text.slice(0, 8) : text;
}

/** Widths of columns that fit a line: the widest gives first, down to the narrowest that still tells something. */
function fitted(natural: number[], width: number): number[] {
  const widths = [...natural];
  const room = width - gap.length * (widths.length - 1);
  for (let over = sum(widths) - room; over > 0; over--) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** A record as lines of `name  value`. */
export function card(fields: Record<string, unknown>): string {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name.padEnd(width)}  ${fitLine(String(value))}`)
    .join('\n');
}
