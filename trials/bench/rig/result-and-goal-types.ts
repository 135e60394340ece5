import type { Side } from './alternate-measuring-rounds.ts';

/**
 * The goal of a measurement: a bound for the hub's value against that of another side, by ratio or difference, or by
 * itself.
 */
export interface Goal {
  against?: string;
  is: 'ratio' | 'difference' | 'value';
  atLeast?: number;
  atMost?: number;
}

/** A stage of the hub's work with its share of each unit, in microseconds of CPU time. */
export interface Stage {
  stage: string;
  micros: number;
}

/** One measurement; its first side is the hub. */
export interface Row {
  case: string;
  what: string;
  unit: string;
  sides: Side[];
  goals: Goal[];
  /** The CPU time of one unit of the hub's work, from the profile of one more round. */
  stages?: Stage[];
}

/**
 * The figure that a goal is about, from the medians: a ratio, of work per CPU second where that was measured, a
 * difference, or the first side's value.
 */
export function reached({ sides }: Row, { against, is }: Goal): number {
  const [hub] = sides;
  const other = sides.find(({ name }) => name === against);
  if (!hub || (is !== 'value' && !other)) throw new Error(`nothing was measured as ${against}`);
  if (is === 'value') return hub.value.median;
  if (is === 'difference') return hub.value.median - other!.value.median;
  const [ours, theirs] =
    hub.perCpu && other!.perCpu ? [hub.perCpu, other!.perCpu] : [hub.value, other!.value];
  return ours.median / theirs.median;
}

/** The rows measured in this checkout, with the hub of another one as their second side. */
export function besideRows(rows: Row[], others: Row[], revision: string): Row[] {
  return rows.map((row, at) => {
    const [hub, ...limits] = row.sides;
    const other = others[at]?.sides[0];
    if (!hub || !other || others[at]?.what !== row.what) return row;
    return { ...row, sides: [hub, { ...other, name: `hub at ${revision}` }, ...limits] };
  });
}

/** Tells whether a benchmark's row reaches its goal. */
export function isReached(row: Row, goal: Goal): boolean {
  const value = reached(row, goal);
  return (
    value >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (goal.atMost ?? Number.POSITIVE_INFINITY)
  );
}

/** The goal of a measurement in words. */
export function inWords({ against, is, atLeast, atMost }: Goal, unit: string): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  if (is === 'value') return `${bound} ${unit}`;
  return is === 'ratio' ? `${bound} × ${against}` : `${bound} ${unit} more than ${against}`;
}
