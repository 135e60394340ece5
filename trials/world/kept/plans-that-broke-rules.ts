import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A plan that has once broken a rule; it is stored and played each time, since its seed gives another plan after a
 * change of the drawing.
 */
export interface Kept<Plan> {
  /** The fault of the hub that the plan showed, in a few words. */
  showed: string;
  /** The id of the planted defect that brings the fault back. */
  defect?: string;
  plan: Plan;
}

const folder = 'trials/world/kept';

/** All stored plans, by their names. */
export function keptPlans<Plan>(): [name: string, kept: Kept<Plan>][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Kept<Plan>]);
}

/** Stores a plan in this folder. */
export function keep<Plan>(name: string, kept: Kept<Plan>): void {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}
