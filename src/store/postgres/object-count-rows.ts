import type { StoredObject } from '../../hub/ports/object-store.ts';
import type { Step } from './change-to-write.ts';
import type { Statement } from './connect-to-postgres.ts';

/** A change of a row of `hub.totals`: one object more (1) or less (-1). */
type Shift = [module: string, owner: string, recipient: string, gone: boolean, n: 1 | -1, reshaped: boolean];

/** The changes of totals by a group of changes: none for an object that is as visible as before. */
export function shiftsOf(steps: Step[]): Shift[] {
  return steps.flatMap(({ key, before, content }) => {
    if (before && content && before.recipient === content.recipient && before.gone === content.gone)
      return [];
    const shift = (of: Pick<StoredObject, 'recipient' | 'gone'>, n: 1 | -1): Shift => {
      // A new object appears at the end of lists; one that was invisible before appears at its old place.
      return [key.module, key.owner, of.recipient ?? '', of.gone, n, before !== undefined];
    };
    return [...(before ? [shift(before, -1)] : []), ...(content ? [shift(content, 1)] : [])];
  });
}

/**
 * SQL statement: writes changes of totals, given as columns, after the changes have their numbers and under the lock of
 * their order.
 */
export const shift: Statement = {
  name: 'shift totals',
  text: `
    INSERT INTO hub.totals AS t (module, owner, recipient, gone, n, reshaped)
    SELECT module, coalesce(owner, ''), coalesce(recipient, ''), gone, sum(n),
           CASE WHEN bool_or(reshaped) THEN currval('hub.changes') ELSE 0 END
    FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::bigint[], $6::boolean[])
      AS given (module, owner, recipient, gone, n, reshaped)
    GROUP BY GROUPING SETS ((module, owner, recipient, gone), (module, gone))
    ON CONFLICT (module, owner, recipient, gone) DO UPDATE SET
      n = t.n + excluded.n, reshaped = greatest(t.reshaped, excluded.reshaped)`,
};

/** The total of a list without dates. */
export interface Total {
  /** Number of objects in the list that a reader asks for. */
  total: number;
  /** Number of the last change that altered the list other than at its end. */
  reshaped: number;
  /** Number of objects of the module, visible to the reader or not. */
  every: number;
}

/**
 * SQL statement: adds up the totals of the visible objects; the values are a module and those of `valuesOf` in
 * `visible-objects-filter.ts`.
 */
export const count: Statement = {
  name: 'count',
  text: `
    SELECT coalesce(sum(n), 0)::bigint AS total, coalesce(max(reshaped), 0) AS reshaped,
           coalesce((SELECT n FROM hub.totals WHERE module = $1 AND owner = '' AND NOT gone), 0) AS every
    FROM (
      SELECT n, reshaped FROM hub.totals WHERE module = $1 AND owner = ANY ($2) AND NOT gone
      UNION ALL
      SELECT n, reshaped FROM unnest($3::text[], $4::text[]) AS pair (owner, recipient)
      JOIN hub.totals AS t ON t.module = $1 AND t.owner = pair.owner AND t.recipient = pair.recipient AND NOT t.gone
    ) AS seen`,
};
