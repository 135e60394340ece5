import type { ChangeRecord, ListQuery, ObjectKey, Objects, StoredObject } from '../../hub/ports.ts';
import type { ObjectModuleId } from '../../ocpi/modules.ts';
import { newAnchors } from './anchors.ts';
import type { Statement } from './connection.ts';
import type { Database } from './database.ts';
import { list } from './list.ts';
import { toName } from './names.ts';
import { columns, keyIn, type ObjectRow, objectIn, objectsIn } from './record.ts';

/** The reading half of the objects. Every way of reading asks the database: what any process has changed is there at once. */
export function reading({ ask, snapshot }: Database): Omit<Objects, 'change' | 'position'> {
  const anchors = newAnchors();

  async function get({ module, owner, id }: ObjectKey): Promise<StoredObject | undefined> {
    const [row] = await ask<ObjectRow>(byKey, [module, owner, toName(id)]);
    return row && objectIn(row);
  }

  async function find(module: ObjectModuleId, field: string, value: string): Promise<StoredObject[]> {
    return objectsIn(await ask<ObjectRow>(byLookup, [module, toName(field), toName(value)]));
  }

  async function since(position: number, limit: number): Promise<ChangeRecord[]> {
    const rows = await ask<ObjectRow>(after, [position, limit]);
    return rows.map((row) => {
      const object = objectIn(row);
      return { ...keyIn(row), changed: row.changed, ...(object && { object }) };
    });
  }

  return {
    get,
    list: (query: ListQuery) => snapshot((asked) => list(asked, anchors, query)),
    find,
    since,
  };
}

/** One object. */
export const byKey: Statement = {
  name: 'get',
  text: `SELECT ${columns} FROM hub.objects AS o WHERE module = $1 AND owner = $2 AND id = $3`,
};

/** The objects with a lookup value. */
export const byLookup: Statement = {
  name: 'find',
  text: `
    SELECT ${columns} FROM hub.lookups AS l JOIN hub.objects AS o USING (module, owner, id)
    WHERE l.module = $1 AND l.field = $2 AND l.value = $3
    ORDER BY o.created`,
};

/** Changes are committed in the order of their numbers (write.ts): nothing can come later between those read. */
export const after: Statement = {
  name: 'since',
  text: `SELECT ${columns} FROM hub.objects AS o WHERE changed > $1 ORDER BY changed LIMIT $2`,
};
