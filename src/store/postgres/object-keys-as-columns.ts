import type { ObjectKey } from '../../hub/ports/object-store.ts';
import { toName } from './escape-text-for-postgres.ts';

/** Module, owner and id of object keys, as three columns for an SQL statement. */
export function keyColumns(keys: readonly ObjectKey[]): string[][] {
  return transposed(
    keys.map(({ module, owner, id }) => [module, owner, toName(id)]),
    3,
  );
}

/** Transposes rows into so many columns. */
export function transposed<T>(rows: T[][], columns: number): T[][] {
  return Array.from({ length: columns }, (_, at) => rows.map((row) => row[at]!));
}
