import { strict as assert } from 'node:assert';
import type {
  Changed,
  ChangeRecord,
  Decision,
  ListQuery,
  ObjectKey,
  StoredObject,
} from '../../hub/ports/object-store.ts';

/** A model of a store, written for correctness alone: one map from name to newest change. */
export interface Model {
  objects(): StoredObject[];
  get(key: ObjectKey): StoredObject | undefined;
  /** Applies a change of the store to the model; throws when the store should not have made it. */
  change(key: ObjectKey, decision: Decision, changed: Changed): void;
  list(query: ListQuery): { total: number; objects: StoredObject[] };
  find(module: string, field: string, value: string): StoredObject[];
  since(position: number, limit: number): ChangeRecord[];
  position(): number;
}

/** A model of an empty store. */
export function newModel(): Model {
  const newest = new Map<string, ChangeRecord>();
  let position = 0;

  function get({ module, owner, id }: ObjectKey): StoredObject | undefined {
    return newest.get(`${module} ${owner} ${id}`)?.object;
  }

  function objects(): StoredObject[] {
    const all = [...newest.values()].map(({ object }) => object).filter((object) => object !== undefined);
    return all.sort((a, b) => a.created - b.created);
  }

  function change(key: ObjectKey, decision: Decision, { outcome, before, after, changed }: Changed): void {
    const old = get(key);
    assert.deepEqual(before, old);
    if (decision.to === 'keep' || (decision.to === 'delete' && !old)) {
      assert.equal(outcome, 'unchanged');
      assert.deepEqual(after, old);
      return;
    }
    assert.ok(changed > position, 'the number of a change is greater than all before');
    position = changed;
    const { module, owner, id } = key;
    const entry: ChangeRecord = { module, owner, id, changed };
    if (decision.to === 'store') {
      const created = after!.created;
      if (!old) assert.ok(objects().every((object) => object.created < created));
      const lookups = { id, ...decision.object.lookups };
      entry.object = { ...key, ...decision.object, lookups, created: old?.created ?? created, changed };
    }
    assert.deepEqual(after, entry.object);
    assert.equal(outcome, decision.to === 'delete' ? 'deleted' : old ? 'updated' : 'created');
    newest.set(`${module} ${owner} ${id}`, entry);
  }

  function list(query: ListQuery): { total: number; objects: StoredObject[] } {
    const { module, visible, from, to = Infinity, offset, limit } = query;
    const matches = objects()
      .filter((object) => object.module === module)
      .filter(({ owner, recipient, lastUpdated, created }) =>
        visible.some(
          (one) =>
            one.owner === owner &&
            (one.recipient === undefined || one.recipient === recipient) &&
            (lastUpdated >= (from ?? -Infinity) || created <= (one.late ?? 0)),
        ),
      )
      .filter(({ gone }) => !gone || from !== undefined)
      .filter(({ lastUpdated }) => lastUpdated < to);
    return { total: matches.length, objects: matches.slice(offset, offset + limit) };
  }

  function find(module: string, field: string, value: string): StoredObject[] {
    return objects().filter((object) => object.module === module && object.lookups[field] === value);
  }

  function since(after: number, limit: number): ChangeRecord[] {
    const all = [...newest.values()].sort((a, b) => a.changed - b.changed);
    return all.filter(({ changed }) => changed > after).slice(0, limit);
  }

  return { objects, get, change, list, find, since, position: () => position };
}
