import type { Changed, Decide, ObjectKey, Objects } from '../../hub/ports/object-store.ts';
import { oneAtATime } from '../common/queue-by-name.ts';
import { aliasIndex } from './case-insensitive-id-index.ts';
import type { Commit } from './group-commit-to-leveldb.ts';
import { newArrivals } from './how-newest-changes-arrived.ts';
import { memory as newMemory } from './in-memory-index.ts';
import { nameKey } from './keys-of-objects-in-leveldb.ts';
import { operationsOf, type Step } from './leveldb-operations-of-change.ts';
import type { Level } from './leveldb-with-checksums.ts';
import { load } from './load-in-memory-index.ts';
import { type Content, toRecord } from './object-record-bytes.ts';
import { reading } from './read-objects.ts';
import { unusedFields } from './unused-lookup-fields.ts';

/** Most bytes of the forms of the newest changes. */
const arrivalBytes = 16 * 1_048_576;

/** An object that is to change, by its name and the key of its row. */
type Standing = Pick<Step, 'key' | 'name' | 'before'>;

/** Opens the objects in a LevelDB; `ended` refuses new changes and resolves when changes under way have ended. */
export async function openObjects(
  level: Level,
  commit: Commit,
  cacheBytes: number,
): Promise<Objects & { ended(): Promise<void> }> {
  const memory = newMemory(cacheBytes);
  await load(level, memory);
  const aliases = aliasIndex(level);
  const unused = unusedFields(level);
  const arrivals = newArrivals(arrivalBytes);
  const { named, nameRow, ...reads } = reading(level, memory, aliases, unused, arrivals);
  const perKey = oneAtATime();
  let numbered = memory.position;
  let closed = false;

  async function change(key: ObjectKey, decide: Decide): Promise<Changed> {
    if (closed) throw new Error('The store is closed');
    const name = nameKey(key);
    return perKey.run(name, async () => {
      const before = await named(name, key.module);
      const decision = decide(before, before ? undefined : nameRow(name)?.changed);
      if (decision.to === 'store') return put({ key, name, before }, decision.object, decision.form);
      if (decision.to === 'delete' && before) return remove({ key: before, name, before }, decision.form);
      return { outcome: 'unchanged', before, after: before, changed: before?.changed ?? 0 };
    });
  }

  async function put({ key, name, before }: Standing, content: Content, form?: object): Promise<Changed> {
    // A deleted object has a tombstone, which this change supersedes.
    const supersedes = before?.changed ?? nameRow(name)?.changed;
    const changed = ++numbered;
    const { object: after, record } = toRecord(key, content, before?.created ?? changed, changed);
    await write({ key, name, changed, supersedes, before, after, record, form });
    return { outcome: before ? 'updated' : 'created', before, after, changed };
  }

  async function remove({ key, name, before }: Required<Standing>, form?: object): Promise<Changed> {
    const changed = ++numbered;
    await write({ key, name, changed, supersedes: before.changed, before, form });
    return { outcome: 'deleted', before, changed };
  }

  async function write(step: Step): Promise<void> {
    memory.begin(step);
    arrivals.begin(step);
    try {
      await commit(operationsOf(step));
    } catch (error) {
      memory.forget(step);
      arrivals.forget(step);
      throw error;
    }
    memory.apply(step);
    aliases.apply(step);
    unused.apply(step);
  }

  async function ended(): Promise<void> {
    closed = true;
    await perKey.ended();
  }

  // The embedded store has one process, so no other process changes objects.
  const onNews = () => undefined;
  const position = () => memory.position;
  return {
    change,
    ...reads,
    news: reads.since,
    position,
    present: () => Promise.resolve(position()),
    onNews,
    ended,
  };
}
