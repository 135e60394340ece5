import type { ObjectName } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Push } from '../push-types.ts';

/** The kind of a push's body: an object of the module, or the part of it that the path names. */
export function kindOf({
  object,
  path,
}: {
  object: Pick<Push['object'], 'module'>;
  path: string[];
}): ObjectName {
  const row = objectRow(object.module);
  return row.parts?.[path.length - 1]?.object ?? row.object;
}
