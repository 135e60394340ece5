import type { ObjectKey, StoredObject } from '../../hub/ports/object-store.ts';
import type { SchemaVersion } from '../../ocpi/types/names.generated.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { fromName } from './escape-text-for-postgres.ts';

/** A row of `hub.objects`; the tombstone of a deleted object has no `created`. */
export interface ObjectRow {
  module: ObjectKey['module'];
  owner: Party;
  id: string;
  changed: number;
  created: number | null;
  last_updated: number;
  recipient: Party | null;
  gone: boolean;
  lookups: Record<string, string>;
  content: string;
  edition: SchemaVersion | null;
}

/** A row of `hub.objects` with the additional columns that followers in other processes need. */
export interface ChangeRow extends ObjectRow {
  previous: number;
  form: object | null;
  /** The revision of the registry at the moment of reading. */
  revision: number;
}

/** The columns from which an object is read. */
export const columns =
  'o.module, o.owner, o.id, o.changed, o.created, o.last_updated, o.recipient, o.gone, o.lookups, o.content, o.edition';

/** The columns of an object without its content. */
export const columnsBeside = columns.replace(', o.content', '');

/** The key of the object that a row contains. */
export function keyIn({ module, owner, id }: ObjectKey): ObjectKey {
  return { module, owner, id: fromName(id) };
}

/** The object that a row contains; `undefined` for a tombstone. */
export function objectIn(row: ObjectRow): StoredObject | undefined {
  const { created } = row;
  return created === null
    ? undefined
    : frozen({ ...besideContent({ ...row, created }), bytes: Buffer.from(row.content) });
}

/** The fields of an object in a row, without its content. */
export function besideContent(
  row: Omit<ObjectRow, 'content'> & { created: number },
): Omit<StoredObject, 'bytes'> {
  return {
    ...keyIn(row),
    ...(row.edition === null ? {} : { edition: row.edition }),
    created: row.created,
    changed: row.changed,
    lastUpdated: row.last_updated,
    recipient: row.recipient,
    gone: row.gone,
    lookups: row.lookups,
  };
}

/** The objects that rows contain, without tombstones. */
export function objectsIn(rows: ObjectRow[]): StoredObject[] {
  return rows.map(objectIn).filter((object) => object !== undefined);
}

/** Freezes an object, so that no reader can change it. */
export function frozen(object: StoredObject): StoredObject {
  Object.freeze(object.lookups);
  return Object.freeze(object);
}
