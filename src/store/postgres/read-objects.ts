import { createHash } from 'node:crypto';
import type {
  ChangeRecord,
  ListQuery,
  ObjectKey,
  ObjectState,
  Objects,
  StoredObject,
  Wanted,
} from '../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Statement } from './connect-to-postgres.ts';
import type { Database } from './connection-pool.ts';
import { toName } from './escape-text-for-postgres.ts';
import { list } from './list-page-of-objects.ts';
import { newAnchors } from './list-page-start-cache.ts';
import { newObjectCache } from './object-content-cache.ts';
import { keyColumns } from './object-keys-as-columns.ts';
import {
  besideContent,
  type ChangeRow,
  columns,
  columnsBeside,
  keyIn,
  type ObjectRow,
  objectIn,
  objectsIn,
} from './object-rows.ts';

/**
 * The part of the objects' interface that reads. Every read queries PostgreSQL, so that changes of any process are
 * visible at once.
 */
export function reading(
  { ask, snapshot }: Database,
  registryReaches: (revision: number) => Promise<void>,
): Omit<Objects, 'change' | 'position' | 'onNews'> & { forget(): void } {
  const nothing = () => ({ anchors: newAnchors(), cache: newObjectCache() });
  let known = nothing();

  /** Empties the caches: after a failover a number may be that of another change, where the standby was not synchronous. */
  function forget(): void {
    known = nothing();
  }

  async function get({ module, owner, id }: ObjectKey): Promise<StoredObject | undefined> {
    const [row] = await ask<ObjectRow>(byKey, [module, owner, toName(id)]);
    return row && objectIn(row);
  }

  async function same(wanted: readonly Wanted[]): Promise<(Omit<StoredObject, 'bytes'> | undefined)[]> {
    const keys = keyColumns(wanted.map(({ key }) => key));
    const times = wanted.map(({ lastUpdated }) => lastUpdated);
    const digests = wanted.map(({ bytes }) => createHash('sha256').update(bytes()).digest('hex'));
    const rows = await ask<SameRow>(sameContent, [...keys, times, digests]);
    const found = new Map(rows.map((row) => [Number(row.nth), besideContent(row)]));
    return wanted.map((_, at) => found.get(at + 1));
  }

  async function stand(states: readonly ObjectState[]): Promise<boolean[]> {
    const numbers = [states.map(({ created }) => created), states.map(({ changed }) => changed)];
    const rows = await ask<{ nth: number }>(standing, [...keyColumns(states), ...numbers]);
    const found = new Set(rows.map(({ nth }) => Number(nth)));
    return states.map((_, at) => found.has(at + 1));
  }

  async function find(
    module: ObjectModuleId,
    field: string,
    value: string,
    limit?: number,
  ): Promise<StoredObject[]> {
    const values = [module, toName(field), toName(value), limit ?? null];
    return objectsIn(await ask<ObjectRow>(byLookup, values));
  }

  async function since(position: number, limit: number): Promise<ChangeRecord[]> {
    const rows = await ask<ChangeRow>(after, [position, limit]);
    if (rows[0]) await registryReaches(rows[0].revision);
    return rows.map((row) => {
      const object = objectIn(row);
      const { changed, previous, form } = row;
      return { ...keyIn(row), changed, ...(object && { object }), ...(form && { form, previous }) };
    });
  }

  async function news(position: number, limit: number): Promise<ChangeRecord[]> {
    const changes = await since(position, limit);
    const last = changes.at(-1);
    if (!last) return changes;
    // All changes committed before the last of these are visible; superseded ones are added with the push in which they
    // arrived.
    const parts = await ask<PartRow>(partsBetween, [position, last.changed]);
    const newest = new Set(changes.map(({ changed }) => changed));
    const superseded = parts.filter(({ changed }) => !newest.has(changed)).map(partIn);
    return [...changes, ...superseded].sort((one, other) => one.changed - other.changed);
  }

  async function present(): Promise<number> {
    const [row] = await ask<{ changed: number }>(newest, []);
    return row?.changed ?? 0;
  }

  return {
    get,
    same,
    stand,
    news,
    present,
    list: (query: ListQuery) => snapshot((asked) => list(asked, known, query)),
    find,
    since,
    forget,
  };
}

const newest: Statement = {
  name: 'newest change',
  text: 'SELECT max(changed) AS changed FROM hub.objects',
};

interface PartRow extends ObjectKey {
  changed: number;
  recipient: Party | null;
  previous: number;
  form: object;
}

function partIn({ changed, recipient, previous, form, ...row }: PartRow): ChangeRecord {
  const key = keyIn(row);
  const nothing = { created: 0, lastUpdated: 0, gone: false, lookups: {}, bytes: Buffer.alloc(0) };
  return {
    ...key,
    changed,
    previous,
    form,
    superseded: true,
    object: { ...key, ...nothing, changed, recipient },
  };
}

/** SQL statement: superseded changes between two numbers, of which only the push that brought them is stored. */
const partsBetween: Statement = {
  name: 'parts',
  text: `
    SELECT changed, module, owner, id, recipient, previous, form FROM hub.parts
    WHERE changed > $1 AND changed < $2 ORDER BY changed`,
};

/** SQL statement: one object by its key. */
export const byKey: Statement = {
  name: 'get',
  text: `SELECT ${columns} FROM hub.objects AS o WHERE module = $1 AND owner = $2 AND id = $3`,
};

type SameRow = Omit<ObjectRow, 'content'> & { created: number; nth: number };

/**
 * SQL statement: the objects with these keys whose content has these SHA-256 digests, which PostgreSQL computes, so
 * that contents stay there.
 */
export const sameContent: Statement = {
  name: 'same content',
  text: `
    SELECT ${columnsBeside}, given.nth
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
      WITH ORDINALITY AS given (module, owner, id, last_updated, digest, nth)
    JOIN hub.objects AS o USING (module, owner, id)
    WHERE o.created IS NOT NULL AND o.last_updated >= given.last_updated
      AND encode(sha256(convert_to(o.content, 'UTF8')), 'hex') = given.digest`,
};

/** SQL statement: which of these objects are as these changes left them. */
export const standing: Statement = {
  name: 'standing',
  text: `
    SELECT given.nth
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
      WITH ORDINALITY AS given (module, owner, id, created, changed, nth)
    JOIN hub.objects AS o USING (module, owner, id)
    WHERE o.created = given.created AND o.changed = given.changed`,
};

/** SQL statement: the objects with a look-up value. */
export const byLookup: Statement = {
  name: 'find',
  text: `
    SELECT ${columns} FROM hub.lookups AS l JOIN hub.objects AS o USING (module, owner, id)
    WHERE l.module = $1 AND l.field = $2 AND l.value = $3
    ORDER BY o.created LIMIT $4`,
};

/**
 * SQL statement: changes after a number, in the order of their numbers. They commit in that order (write-changes.ts), so that
 * none can appear later between those read. With each comes the revision of the registry at the moment of reading.
 */
export const after: Statement = {
  name: 'since',
  text: `
    SELECT ${columns}, o.previous, o.form, (SELECT revision FROM hub.registry_state) AS revision
    FROM hub.objects AS o WHERE changed > $1 ORDER BY changed LIMIT $2`,
};
