import { type Origin, origins } from './origins.ts';
import { areas, type Statement, statements } from './statements.generated.ts';

/** A requirement as reports show it. */
export interface Requirement {
  id: string;
  /** Whom it binds: `CPO`, `MSP`, `BOTH` or `HUB`. */
  role: string;
  level: Statement[1];
  words: string;
  origin: Origin;
  /** Document and section where the rule stands. */
  source: string;
  mend: string;
}

/** The requirement with an id; throws for one that the suite knows nothing of. */
export function requirement(id: string): Requirement {
  const known = all.get(id);
  if (!known) throw new Error(`${id} has no row in src/ocpi/origins.ts or in features/requirements.md`);
  return known;
}

/** The area of a requirement: `LOC` of `LOC-03`. */
export function areaOf(id: string): string {
  return id.replace(/-\d+$/, '');
}

/** Title of an area such as `LOC`. */
export function areaTitle(area: string): string {
  return areas[area] ?? area;
}

/** Everything the suite checks, in the order of the catalogue. */
export function requirements(): ReadonlyMap<string, Requirement> {
  return all;
}

const all = new Map(
  Object.entries(statements).flatMap(([id, [role, level, words]]) => {
    const known = origins[id];
    if (!known) return [];
    const [origin, source, mend] = known;
    return [[id, { id, role, level, words, origin, source, mend }] as const];
  }),
);
