import type {
  Changed,
  ChangeRecord,
  Decide,
  Decision,
  ListQuery,
  ObjectKey,
  Objects,
  StoredObject,
} from '../../../src/hub/ports/object-store.ts';
import type { Made, Transactions } from './database-transactions.ts';
import { type Database, nameOf, type Session } from './simulated-database.ts';

/** The database keeps superseded changes of an object's parts until so many further changes. */
const partsKept = 1_000;

/**
 * Whether a change draws its number and becomes visible under one lock, so that readers see no change before an earlier
 * one; planted defects make it false.
 */
const inOrder = true as boolean;

/** Opens the objects of the world's database for one process. */
export function openObjects(
  database: Database,
  session: Session,
  { run, read }: Transactions,
  registryReaches: (revision: number) => Promise<void>,
) {
  const { durable } = database;
  let position = durable.changed;
  const listeners: (() => void)[] = [];
  const reached = (changed: number) => (position = Math.max(position, changed));

  function change(key: ObjectKey, decide: Decide): Promise<Changed> {
    const name = nameOf(key);
    return run<Changed>(`object ${name}`, () => {
      const row = durable.rows.get(name);
      const before = row?.object;
      const decision = decide(before, before ? undefined : row?.changed);
      if (decision.to === 'keep' || (decision.to === 'delete' && !before)) return unchanged(before);
      const content = decision.to === 'store' ? contentOf(decision.object) : undefined;
      const stands = decision.to === 'store' && decision.stands;
      const form = decision.form;
      if (inOrder) return { apply: () => apply(key, before, content, form, stands, durable.changed + 1) };
      const number = drawn(database);
      return { apply: () => apply(key, before, content, form, stands, number), alone: true };
    }).then((changed) => {
      if (changed.outcome !== 'unchanged') reached(changed.changed);
      return changed;
    });
  }

  function apply(
    key: ObjectKey,
    before: StoredObject | undefined,
    content: ReturnType<typeof contentOf> | undefined,
    form: object | undefined,
    stands: boolean | undefined,
    changed: number,
  ): Changed {
    const name = nameOf(key);
    const { module, owner, id } = key;
    const previous = durable.rows.get(name)?.changed ?? 0;
    durable.changed = Math.max(durable.changed, changed);
    const created = before?.created ?? changed;
    const after =
      content &&
      freeze({ module, owner, id, created, changed, ...content, lookups: { id, ...content.lookups } });
    const kept = form && (JSON.parse(JSON.stringify(form)) as object);
    durable.rows.set(name, {
      ...{ module, owner, id, changed },
      ...(after && { object: after }),
      ...(kept && { form: kept, previous }),
    });
    if (stands && kept && after) {
      durable.parts.push(partOf(after, kept, previous));
      if (durable.parts.length > partsKept) durable.parts.shift();
    }
    database.tell({ of: 'news', changed }, session.id);
    return { outcome: content ? (before ? 'updated' : 'created') : 'deleted', before, after, changed };
  }

  /** Reads changes, and waits until this process's copy of the registry is as new as they are. */
  async function withRegistry(changes: () => ChangeRecord[]): Promise<ChangeRecord[]> {
    const { made, revision } = await read(() => ({ made: changes(), revision: durable.revision }));
    if (made.length > 0) await registryReaches(revision);
    return made;
  }

  const objects: Objects = {
    change,
    get: (key) => read(() => durable.rows.get(nameOf(key))?.object),
    same: (wanted) =>
      read(() =>
        wanted.map(({ key, lastUpdated, bytes }) => {
          const object = durable.rows.get(nameOf(key))?.object;
          return object && object.lastUpdated >= lastUpdated && object.bytes.equals(bytes())
            ? object
            : undefined;
        }),
      ),
    stand: (states) =>
      read(() =>
        states.map((state) => {
          const object = durable.rows.get(nameOf(state))?.object;
          return object?.created === state.created && object.changed === state.changed;
        }),
      ),
    list: (query) => read(() => listed(objectsIn(database), query)),
    find: (module, field, value, limit) =>
      read(() =>
        objectsIn(database)
          .filter((object) => object.module === module && object.lookups[field] === value)
          .slice(0, limit),
      ),
    since: (after, limit) => withRegistry(() => since(database, after, limit)),
    news: (after, limit) =>
      withRegistry(() => {
        const changes = since(database, after, limit);
        const last = changes.at(-1)?.changed ?? 0;
        const newest = new Set(changes.map(({ changed }) => changed));
        const parts = durable.parts.filter(
          ({ changed }) => changed > after && changed < last && !newest.has(changed),
        );
        return [...changes, ...parts].sort((one, other) => one.changed - other.changed);
      }),
    position: () => position,
    present: () => read(() => durable.changed),
    onNews: (call) => void listeners.push(call),
  };
  const heard = (changed: number) => {
    if (changed <= position) return;
    reached(changed);
    for (const call of listeners) call();
  };
  return { objects, heard };
}

/** The number of a change that becomes visible later, perhaps after the next one: a planted defect. */
function drawn({ durable, locks }: Database): number {
  const number = Math.max(numbers.get(locks) ?? 0, durable.changed) + 1;
  numbers.set(locks, number);
  return number;
}

const numbers = new WeakMap<object, number>();

function unchanged(object: StoredObject | undefined): Made<Changed> {
  return {
    result: { outcome: 'unchanged', before: object, after: object, changed: object?.changed ?? 0 },
  };
}

function contentOf(given: Extract<Decision, { to: 'store' }>['object']) {
  // A decision may be a whole object with another content: its numbers stay the stored ones.
  const { lookups, bytes, edition, lastUpdated, recipient, gone } = given;
  return {
    ...{ lastUpdated, recipient, gone },
    ...(edition === undefined ? {} : { edition }),
    lookups: { ...lookups },
    bytes: Buffer.from(bytes),
  };
}

function freeze(object: StoredObject): StoredObject {
  Object.freeze(object.lookups);
  return Object.freeze(object);
}

function partOf(after: StoredObject, form: object, previous: number): ChangeRecord {
  const { module, owner, id, changed, recipient } = after;
  const nothing = { created: 0, lastUpdated: 0, gone: false, lookups: {}, bytes: Buffer.alloc(0) };
  return {
    ...{ module, owner, id, changed, previous, form },
    superseded: true,
    object: { module, owner, id, ...nothing, changed, recipient },
  };
}

/** All stored objects in the order of creation. */
function objectsIn({ durable }: Pick<Database, 'durable'>): StoredObject[] {
  const all: StoredObject[] = [];
  for (const { object } of durable.rows.values()) if (object) all.push(object);
  return all.sort((one, other) => one.created - other.created);
}

function listed(all: StoredObject[], query: ListQuery): { total: number; objects: StoredObject[] } {
  const { module, visible, from, to = Number.POSITIVE_INFINITY, except = [], offset, limit } = query;
  const sees = (object: StoredObject) =>
    visible.some(
      ({ owner, recipient, late = 0 }) =>
        owner === object.owner &&
        (recipient === undefined || recipient === object.recipient) &&
        (from === undefined || object.lastUpdated >= from || object.created <= late),
    );
  const matches = all.filter(
    (object) =>
      object.module === module &&
      (from !== undefined || !object.gone) &&
      object.lastUpdated < to &&
      !except.includes(object.created) &&
      sees(object),
  );
  return { total: matches.length, objects: matches.slice(offset, offset + limit) };
}

function since({ durable }: Database, after: number, limit: number): ChangeRecord[] {
  const newer: ChangeRecord[] = [];
  for (const row of durable.rows.values()) if (row.changed > after) newer.push(row);
  newer.sort((one, other) => one.changed - other.changed);
  return newer.slice(0, limit).map((row) => ({ ...row }));
}
