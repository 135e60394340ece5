import { fitLine } from '../src/terminal-text.ts';

/** The terminal on which a table is printed. */
export interface Screen {
  /** Width of the terminal in characters. */
  width: number;
  /** The present day in UTC, `2026-03-01`; a narrow table shows of times on that day the time of day alone. */
  today?: string;
}

/** Columns of a table: the heading of each, and the function that reads its cell from a row. */
export type Columns<T> = Record<string, (row: T) => unknown>;

/** Width in characters below which no column is cut. */
const narrowest = 8;

/** The text between two columns of a table. */
const gap = '  ';

/**
 * Prints rows as aligned columns under a heading; absent and null cells stay empty. On a terminal no line is wider than
 * the screen: ids are shortened to eight characters; where that is not enough, times are shortened, columns that are
 * empty in all rows are left out, and then the widest columns are cut, which an ellipsis shows.
 */
export function table<T>(
  rows: T[],
  columns: Columns<T>,
  none = 'none',
  screen: Screen | undefined = terminal(),
): string {
  if (rows.length === 0) return none;
  const lines = [
    Object.keys(columns),
    ...rows.map((row) => Object.values(columns).map((column) => fitLine(String(column(row) ?? '')))),
  ];
  const shown = screen ? narrowed(lines, screen) : lines;
  const natural = widthsOf(shown);
  const widths = screen ? fitted(natural, screen.width) : natural;
  return shown
    .map((line) =>
      line
        .map((cell, at) => cut(cell, widths[at] ?? 0).padEnd(widths[at] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

/**
 * Shortens cells and leaves out columns of a table as far as the terminal is too narrow; the first line is the heading.
 */
function narrowed(lines: string[][], { width, today }: Screen): string[][] {
  const fits = (all: string[][]) => total(widthsOf(all)) <= width;
  let shown = lines.map((line) => line.map(shortId));
  if (!fits(shown)) shown = shown.map((line) => line.map((cell) => shortTime(cell, today)));
  for (let at = (shown[0]?.length ?? 0) - 1; at >= 0 && !fits(shown); at -= 1) {
    const saysNothing = shown.slice(1).every((line) => /^[0-]?$/.test(line[at] ?? ''));
    if (saysNothing) shown = shown.map((line) => line.toSpliced(at, 1));
  }
  return shown;
}

function widthsOf(lines: string[][]): number[] {
  return (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
}

/** Width of a line of a table whose columns have these widths. */
function total(widths: number[]): number {
  return sum(widths) + gap.length * (widths.length - 1);
}

/** Shortens a time to seconds in UTC, and one of today to the time of day; any other text stays as it is. */
function shortTime(text: string, today: string | undefined): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}Z$/.exec(text) ?? [];
  if (!day) return text;
  return day === today ? `${time}Z` : `${day}T${time?.slice(0, 5)}Z`;
}

/** The terminal of this process; `undefined` where its output goes elsewhere. */
export function terminal(): Screen | undefined {
  const { isTTY, columns } = process.stdout;
  return isTTY ? { width: columns || 80, today: new Date().toISOString().slice(0, 10) } : undefined;
}

/** The first eight characters of a UUID; any other text as it is. */
export function shortId(text: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text.slice(0, 8) : text;
}

/** Column widths that fit a line: the widest column is narrowed first, none below the narrowest readable width. */
function fitted(natural: number[], width: number): number[] {
  const widths = [...natural];
  for (let over = total(widths) - width; over > 0; over--) {
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

/** Prints a record as lines of `name  value`. */
export function card(fields: Record<string, unknown>): string {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name.padEnd(width)}  ${fitLine(String(value))}`)
    .join('\n');
}
