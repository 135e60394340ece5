import type { Client } from 'pg';
import type { Changed, Decide, ObjectKey, Objects, StoredObject } from '../../hub/ports/object-store.ts';
import { check, lookupsIn, type Step } from './change-to-write.ts';
import type { Session } from './dedicated-connection.ts';
import { keyColumns } from './object-keys-as-columns.ts';
import { columns, frozen, keyIn, type ObjectRow, objectIn } from './object-rows.ts';
import { write } from './write-changes.ts';

interface Waiting {
  key: ObjectKey;
  decide: Decide;
  resolve(changed: Changed): void;
  reject(reason: unknown): void;
}

/** The outcome of a change in its group: a step to write, nothing to write, or an error that `decide` threw. */
type Outcome = { step: Step } | { kept: StoredObject | undefined } | { error: unknown };

/** Most objects that are locked and written together: each takes an entry in PostgreSQL's lock table. */
const groupSize = 128;

/**
 * The newest changes whose pushes stay readable: a process that is further behind sends whole objects. They are trimmed after so many changes
 * of all processes.
 */
const partsKept = 10_000;
const trimEvery = 500;

/**
 * Changes of this process after which it has a new database analysed. PostgreSQL itself does so after a minute, and until then takes the
 * objects of an owner for few: it read all of them for each one that was changed.
 */
const analyseAfter = 500;

/**
 * The part of the objects' interface that changes them; `ended` refuses new changes and resolves when changes under way
 * have ended.
 */
export interface Changing extends Pick<Objects, 'change'> {
  ended(): Promise<void>;
}

/**
 * Changes objects in PostgreSQL in groups: changes that arrive while one group is written form the next, at most one
 * change of an object. A group is one transaction with two round trips to the database: to lock the keys and read, and
 * to write and commit.
 */
export function changing(session: Session, committed: (changed: number) => void): Changing {
  const waiting = new Map<string, Waiting[]>();
  let running = Promise.resolve();
  let busy = false;
  let closed = false;
  let newest = 0;
  let trimmed = 0;
  let unanalysed = analyseAfter;

  /** The number before which pushes go now, if it is time. */
  function old(): number | undefined {
    if (newest - trimmed < trimEvery) return undefined;
    trimmed = newest;
    return newest - partsKept;
  }

  async function change(key: ObjectKey, decide: Decide): Promise<Changed> {
    if (closed) throw new Error('The store is closed');
    return new Promise((resolve, reject) => {
      const name = nameOf(key);
      const queue = waiting.get(name) ?? [];
      queue.push({ key, decide, resolve, reject });
      waiting.set(name, queue);
      if (!busy) running = changeAll();
    });
  }

  async function changeAll(): Promise<void> {
    busy = true;
    while (waiting.size > 0) {
      // Waiting a turn of the event loop lets other changes join the group.
      await new Promise(setImmediate);
      const group = nextGroup(waiting);
      await changeGroup(group);
      unanalysed -= group.length;
      if (unanalysed <= 0 && unanalysed + group.length > 0)
        // Lists and changes do without: PostgreSQL will analyse the tables itself.
        await session.use(analyseOnce).catch(() => undefined);
    }
    busy = false;
  }

  async function changeGroup(group: Waiting[]): Promise<void> {
    try {
      const results = await session.use((client) => inOneTransaction(client, group, old()));
      newest = Math.max(
        newest,
        ...results.map((result) => ('changed' in result ? result.changed.changed : 0)),
      );
      committed(newest);
      for (const [nth, { resolve, reject }] of group.entries()) {
        const result = results[nth]!;
        if ('changed' in result) resolve(result.changed);
        else reject(result.error);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function ended(): Promise<void> {
    closed = true;
    await running;
  }

  return { change, ended };
}

/** Has PostgreSQL analyse the tables of objects, unless it has done so before. */
async function analyseOnce(client: Client): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE oid = 'hub.objects'::regclass AND reltuples < 0`,
  );
  if (rows.length > 0) await client.query('ANALYZE (SKIP_LOCKED) hub.objects, hub.lookups, hub.totals');
}

/**
 * Takes the first change of each object from the queue, for so many objects at most; other changes of these objects
 * move to its end.
 */
function nextGroup(waiting: Map<string, Waiting[]>): Waiting[] {
  const some = [...waiting].slice(0, groupSize);
  return some.map(([name, queue]) => {
    waiting.delete(name);
    if (queue.length > 1) waiting.set(name, queue);
    return queue.shift()!;
  });
}

async function inOneTransaction(
  client: Client,
  group: Waiting[],
  old: number | undefined,
): Promise<({ changed: Changed } | { error: unknown })[]> {
  const keys = group.map(({ key }) => key);
  const [, , { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query({ ...lockKeys, values: [keys.map(nameOf)] }),
    client.query<ObjectRow>({ ...readKeys, values: keyColumns(keys) }),
  ]);
  const stored = new Map(rows.map((row) => [nameOf(keyIn(row)), row]));
  const outcomes = group.map(({ key, decide }) => outcomeOf(key, stored.get(nameOf(key)), decide));
  const steps = outcomes.flatMap((outcome) => ('step' in outcome ? outcome.step : []));
  const numbers = steps.length > 0 ? await write(client, steps, old) : [];
  if (steps.length === 0) await client.query('ROLLBACK');
  const changes = steps.map((step, nth) => changedBy(step, numbers[nth]!))[Symbol.iterator]();
  return outcomes.map((outcome) => {
    if ('error' in outcome) return outcome;
    return { changed: 'step' in outcome ? changes.next().value! : unchanged(outcome.kept) };
  });
}

function outcomeOf(key: ObjectKey, row: ObjectRow | undefined, decide: Decide): Outcome {
  const before = row && objectIn(row);
  try {
    const decision = decide(before, before ? undefined : row?.changed);
    if (decision.to === 'keep' || (decision.to === 'delete' && !before)) return { kept: before };
    if (decision.to === 'delete') return { step: { key, before, form: decision.form } };
    const { form, stands } = decision;
    const content = { ...decision.object, bytes: Buffer.from(decision.object.bytes) };
    const step = { key, before, content, form, stands };
    check(step);
    return { step };
  } catch (error) {
    return { error };
  }
}

function changedBy({ key, before, content }: Step, changed: number): Changed {
  if (!content) return { outcome: 'deleted', before, changed };
  const { module, owner, id } = key;
  const { edition, lastUpdated, recipient, gone, bytes } = content;
  const created = before?.created ?? changed;
  const lookups = lookupsIn({ key, content });
  const said = edition === undefined ? {} : { edition };
  const head = { module, owner, id, ...said, created, changed, lastUpdated, recipient, gone };
  return {
    outcome: before ? 'updated' : 'created',
    before,
    after: frozen({ ...head, lookups, bytes }),
    changed,
  };
}

function unchanged(object: StoredObject | undefined): Changed {
  return { outcome: 'unchanged', before: object, after: object, changed: object?.changed ?? 0 };
}

function nameOf({ module, owner, id }: ObjectKey): string {
  return JSON.stringify([module, owner, id]);
}

/**
 * Locks the keys of objects in sorted order, the same everywhere, so that no two processes deadlock. A key can be
 * locked before it has a row.
 */
const lockKeys = {
  name: 'lock keys',
  text: `
    SELECT pg_advisory_xact_lock(key)
    FROM (SELECT DISTINCT hashtextextended(name, 0) AS key FROM unnest($1::text[]) AS name ORDER BY key) AS keys`,
};

/**
 * Reads the keys in a statement of its own after the locks, so that it sees all that was committed while this process
 * waited for them.
 */
const readKeys = {
  name: 'read keys',
  text: `
    SELECT ${columns} FROM hub.objects AS o
    JOIN unnest($1::text[], $2::text[], $3::text[]) AS wanted (module, owner, id) USING (module, owner, id)`,
};
