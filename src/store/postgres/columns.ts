import type { ObjectKey } from '../../hub/ports.ts';
import { toName } from './names.ts';

/** The columns module, owner and id of these keys. */
export function keyColumns(keys: ObjectKey[]): string[][] {
  return transposed(
    keys.map(({ module, owner, id }) => [module, owner, toName(id)]),
    3,
  );
}

/** Rows as columns, of which there are so many. */
export function transposed<T>(rows: T[][], columns: number): T[][] {
  return Array.from({ length: columns }, (_, at) => rows.map((row) => row[at]!));
}
