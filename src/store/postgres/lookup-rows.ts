import { lookupsIn, type Step } from './change-to-write.ts';
import type { Statement } from './connect-to-postgres.ts';
import { toName } from './escape-text-for-postgres.ts';

/** A row of `hub.lookups`, by which an object is found. */
type Row = [module: string, field: string, value: string, owner: string, id: string];

/** The rows that changes remove from `hub.lookups`, and those that they add. */
export function lookupsOf(steps: Step[]): { lost: Row[]; gained: Row[] } {
  const lost: Row[] = [];
  const gained: Row[] = [];
  for (const step of steps) {
    const { module, owner, id } = step.key;
    const old = step.before?.lookups ?? {};
    const now = step.content ? lookupsIn(step) : {};
    const row = (field: string, value: string): Row => [
      module,
      toName(field),
      toName(value),
      owner,
      toName(id),
    ];
    for (const [field, value] of Object.entries(old)) if (now[field] !== value) lost.push(row(field, value));
    for (const [field, value] of Object.entries(now))
      if (old[field] !== value) gained.push(row(field, value));
  }
  return { lost, gained };
}

/** SQL statement: deletes rows of `hub.lookups`, given as columns. */
export const forget: Statement = {
  name: 'forget lookups',
  text: `
    DELETE FROM hub.lookups
    WHERE (module, field, value, owner, id)
      IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]))`,
};

/** SQL statement: inserts rows into `hub.lookups`, given as columns. */
export const remember: Statement = {
  name: 'remember lookups',
  text: `
    INSERT INTO hub.lookups (module, field, value, owner, id)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
};
