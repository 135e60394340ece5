import { fitLine } from '../src/terminal.ts';

/** Rows as aligned columns under a heading; absent and null cells stay empty. */
export function table<T>(rows: T[], columns: Record<string, (row: T) => unknown>, none = 'none'): string {
  if (rows.length === 0) return none;
  const names = Object.keys(columns);
  const cells = rows.map((row) => Object.values(columns).map((column) => fitLine(String(column(row) ?? ''))));
  const widths = names.map((name, at) =>
    Math.max(name.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  return [names, ...cells]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A record as lines of `name  value`. */
export function card(fields: Record<string, unknown>): string {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name.padEnd(width)}  ${fitLine(String(value))}`)
    .join('\n');
}
