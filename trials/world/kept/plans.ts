import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A plan that has once broken a rule; it is played each time, since its seed makes another plan once plans are drawn otherwise. */
export interface Kept<Plan> {
  /** In a few words, the fault of the hub that it showed. */
  showed: string;
  /** The row of the planted defects that brings the fault back. */
  defect?: string;
  plan: Plan;
}

const folder = 'trials/world/kept';

/** All plans that are kept, by their names. */
export function keptPlans<Plan>(): [name: string, kept: Kept<Plan>][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Kept<Plan>]);
}

/** Keeps a plan. */
export function keep<Plan>(name: string, kept: Kept<Plan>): void {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}
