import type { Spread } from './alternate-measuring-rounds.ts';
import { inWords, isReached, type Row, reached } from './result-and-goal-types.ts';

/**
 * The measurements as a table for people: the machine; each side with its work per CPU second first, its median and
 * spread, and the hub's ratio to it; the stages of the hub's work; and the goals.
 */
export function table(rows: Row[], rig: string): string {
  return rows
    .map((row) =>
      [`${row.case}: ${row.what} (${rig})`, ...sides(row), ...stages(row), ...goals(row)].join('\n'),
    )
    .join('\n\n');
}

function sides({ sides, unit }: Row): string[] {
  const [hub] = sides;
  return sides.map((side) => {
    const perCpu = side.perCpu && hub?.perCpu && side !== hub;
    return [
      `  ${side.name.padEnd(24)}`,
      side.perCpu ? `${figure(side.perCpu.median)} per CPU second`.padStart(21) : ''.padEnd(21),
      perCpu ? `(hub is ${times(hub.perCpu!, side.perCpu!)})`.padEnd(17) : ''.padEnd(17),
      `${figure(side.value.median).padStart(9)} ${unit.padEnd(13)}`,
      `${figure(side.value.low)} to ${figure(side.value.high)}`.padEnd(20),
      side.p50 ? `p50 ${figure(side.p50.median)}`.padEnd(12) : '',
      side === hub ? '' : `hub is ${times(hub!.value, side.value)}`,
    ]
      .join(' ')
      .trimEnd();
  });
}

function stages({ stages = [] }: Row): string[] {
  if (stages.length === 0) return [];
  const total = stages.reduce((sum, { micros }) => sum + micros, 0);
  const each = stages.map(({ stage, micros }) => `${stage} ${figure(micros)}`);
  return [`  ${figure(total)} µs each: ${each.join(', ')}`];
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
