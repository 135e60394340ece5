import type { Spread } from './rounds.ts';
import { inWords, isReached, type Row, reached } from './rows.ts';

/** The rows for people: each side with median and spread, the hub's ratio to it, and the goals. */
export function table(rows: Row[]): string {
  return rows
    .map((row) => [`${row.case}: ${row.what}`, ...sides(row), ...goals(row)].join('\n'))
    .join('\n\n');
}

function sides({ sides, unit }: Row): string[] {
  const [hub] = sides;
  return sides.map((side) => {
    const ratio = side === hub ? '' : `hub is ${times(hub!.value, side.value)}`;
    const perCpu = side.perCpu && hub?.perCpu && side !== hub;
    return [
      `  ${side.name.padEnd(24)}`,
      `${figure(side.value.median).padStart(9)} ${unit.padEnd(13)}`,
      `${figure(side.value.low)} to ${figure(side.value.high)}`.padEnd(20),
      side.p50 ? `p50 ${figure(side.p50.median)}`.padEnd(12) : '',
      side.perCpu ? `${figure(side.perCpu.median)} per CPU second`.padEnd(24) : '',
      ratio,
      perCpu ? `, ${times(hub.perCpu!, side.perCpu!)} per CPU second` : '',
    ]
      .join(' ')
      .trimEnd();
  });
}

function goals(row: Row): string[] {
  return row.goals.map((goal) => {
    const word = isReached(row, goal) ? 'reached' : 'NOT reached';
    return `  goal ${inWords(goal, row.unit)}: ${figure(reached(row, goal))}, ${word}`;
  });
}

function times(hub: Spread, side: Spread): string {
  return `${figure(hub.median / side.median)} ×`;
}

/** A number with three significant digits. */
export function figure(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
