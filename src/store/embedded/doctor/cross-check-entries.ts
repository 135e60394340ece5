import type { ObjectKey } from '../../../hub/ports/object-store.ts';
import { namedBy, nameKey, recordKey } from '../keys-of-objects-in-leveldb.ts';
import { operationsOf } from '../leveldb-operations-of-change.ts';
import type { Operation } from '../leveldb-with-checksums.ts';
import type { Problem } from '../problem-of-data-folder.ts';
import { withChecksum } from '../value-checksum.ts';
import type { Census, Word } from './database-entries.ts';

/** The problems of a store's database, and the operations that repair it. */
export interface Crossed {
  problems: Problem[];
  /** Objects of which the newest state is lost. */
  lost: ObjectKey[];
  operations: Operation[];
}

/**
 * Compares the names, records, order and look-up entries of a store's database with each other. The newest entry about
 * an object counts: where that is its record, all other entries are made from it; where it is another one, the object
 * was deleted, or its content is lost and the rest of its entries is removed.
 */
export function crossCheck({ entries, records, newest, damaged }: Census): Crossed {
  const found: Crossed = { problems: [], lost: [], operations: [] };
  const wanted = new Map<string, string>();
  const keptRecords = new Set<string>();
  for (const [name, word] of newest) {
    if (word?.object) keptRecords.add(recordKey(word.key.module, word.created));
    if (!word || (word.created > 0 && !word.object)) found.lost.push(word?.key ?? namedBy(name));
    else for (const [key, value] of entriesOf(word)) wanted.set(key, value);
  }
  for (const { module, owner, id } of found.lost)
    note(
      found,
      `${module} ${owner} ${id}`,
      'its newest state is lost',
      'dropped, to be pulled again from its owner',
    );
  for (const [key, value] of wanted)
    if (entries.get(key) !== value) {
      const is = entries.has(key) ? 'does not fit its object' : 'is missing';
      note(found, key, damaged.has(key) ? 'is damaged' : is, 'made anew');
      found.operations.push({ type: 'put', key, value: withChecksum(key, Buffer.from(value)) });
    }
  const surplus = [...entries.keys()].filter((key) => !wanted.has(key));
  for (const key of [...surplus, ...[...records].filter((record) => !keptRecords.has(record))]) {
    note(found, key, damaged.has(key) ? 'is damaged' : 'belongs to no object', 'dropped');
    found.operations.push({ type: 'del', key });
  }
  for (const key of damaged) if (!/^[okcl]!/.test(key)) mendOther(found, key);
  return found;
}

/** The entries that an object, or its deletion, must have beside its record. */
function entriesOf({ key, changed, object }: Word): [key: string, value: string][] {
  const operations = operationsOf({
    key,
    name: nameKey(key),
    changed,
    supersedes: undefined,
    ...(object ? { after: object } : {}),
  });
  return operations.flatMap((one) => (one.type === 'put' ? [[one.key, one.value.toString()]] : []));
}

/** Removes a damaged note or agreement; a partner whose position is lost gets everything again, which does no harm. */
function mendOther(found: Crossed, key: string): void {
  if (key.startsWith('a!')) {
    note(found, key, 'is damaged', 'dropped: the agreement is to be made again');
    return void found.operations.push({ type: 'del', key });
  }
  if (!key.startsWith('n!')) return note(found, key, 'is damaged', 'none: restore the folder from a backup');
  const position = key.startsWith('n!["position","') && !key.includes('"process ');
  note(found, key, 'is damaged', position ? 'begun anew: the partner gets everything again' : 'dropped');
  found.operations.push(position ? beginning(key) : { type: 'del', key });
}

/** The operation that sets a follower's position before all changes. */
export function beginning(key: string): Operation {
  const value = Buffer.from(JSON.stringify({ until: 8.64e15, value: { position: 0 } }));
  return { type: 'put', key, value: withChecksum(key, value) };
}

function note(found: Crossed, of: string, is: string, cure: string): void {
  found.problems.push({ of, is, cure });
}
