import type { Side } from './rounds.ts';

/** The goal of a figure: the first side against another one, by ratio or difference, or by itself. */
export interface Goal {
  against?: string;
  is: 'ratio' | 'difference' | 'value';
  atLeast?: number;
  atMost?: number;
}

/** One measurement; its first side is the hub. */
export interface Row {
  case: string;
  what: string;
  unit: string;
  sides: Side[];
  goals: Goal[];
}

/** The figure that a goal is about, from the medians: a ratio, a difference, or the first side's value. */
export function reached({ sides }: Row, { against, is }: Goal): number {
  const [hub] = sides;
  const other = sides.find(({ name }) => name === against);
  if (!hub || (is !== 'value' && !other)) throw new Error(`nothing was measured as ${against}`);
  if (is === 'value') return hub.value.median;
  return is === 'ratio' ? hub.value.median / other!.value.median : hub.value.median - other!.value.median;
}

/** Whether a goal is reached. */
export function isReached(row: Row, goal: Goal): boolean {
  const value = reached(row, goal);
  return (
    value >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (goal.atMost ?? Number.POSITIVE_INFINITY)
  );
}

/** A goal in words. */
export function inWords({ against, is, atLeast, atMost }: Goal, unit: string): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  if (is === 'value') return `${bound} ${unit}`;
  return is === 'ratio' ? `${bound} × ${against}` : `${bound} ${unit} more than ${against}`;
}
