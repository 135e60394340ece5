import { readFileSync } from 'node:fs';
import { type Origin, origins } from './origins.ts';

/** A requirement as reports show it. */
export interface Requirement {
  id: string;
  /** Whom it binds: `CPO`, `MSP`, `BOTH` or `HUB`. */
  role: string;
  level: 'MUST' | 'SHOULD' | 'MAY';
  words: string;
  origin: Origin;
  /** Document and section where the rule stands. */
  source: string;
  mend: string;
}

/** The requirement with an id; throws for one that the suite knows nothing of. */
export function requirement(id: string): Requirement {
  const known = requirements().get(id);
  if (!known) throw new Error(`${id} has no row in src/ocpi/origins.ts or in features/requirements.md`);
  return known;
}

/** The area of a requirement: `LOC` of `LOC-03`. */
export function areaOf(id: string): string {
  return id.replace(/-\d+$/, '');
}

/** Title of an area such as `LOC`. */
export function areaTitle(area: string): string {
  return new RegExp(`^## ${area}: (.+)$`, 'm').exec(catalogue())?.[1] ?? area;
}

/** Everything the suite checks, in the order of the catalogue. */
export const requirements = once(() => {
  const rows = [...catalogue().matchAll(/^\| ([A-Z]+-\d+) \| (\w+) \| (\w+) \| (.*?) \| [^|]*\|$/gm)];
  return new Map(
    rows.flatMap(([, id = '', role = '', level = '', words = '']) => {
      const known = origins[id];
      if (!known) return [];
      const [origin, source, mend] = known;
      return [[id, { id, role, level: level as Requirement['level'], words, origin, source, mend }]] as const;
    }),
  );
});

const catalogue = once(() =>
  readFileSync(new URL('../../features/requirements.md', import.meta.url), 'utf8'),
);

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
