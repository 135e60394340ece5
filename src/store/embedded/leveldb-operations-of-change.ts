import type { ObjectKey, StoredObject } from '../../hub/ports/object-store.ts';
import type { Row } from './in-memory-index-rows.ts';
import { changeKey, lookupKey, recordKey } from './keys-of-objects-in-leveldb.ts';
import type { Operation } from './leveldb-with-checksums.ts';

/** The value under an object's name key: its row, or after its deletion (`created` is 0) only that change's number. */
export type NameRow = Omit<Row, 'owner'>;

/** A change to write: the object before and after it, and the older change that it supersedes. */
export interface Step {
  key: ObjectKey;
  /** The key of the object's row, `nameKey(key)`. */
  name: string;
  changed: number;
  supersedes: number | undefined;
  before?: StoredObject;
  after?: StoredObject;
  record?: Buffer;
  /** The form in which the change arrived, where its maker gives it. */
  form?: object;
}

/** The LevelDB operations of one change, for a single batch, so that all or none take effect. */
export function operationsOf({ key, name, changed, supersedes, before, after, record }: Step): Operation[] {
  const operations: Operation[] = [
    put(name, nameValue({ created: 0, changed, lastUpdated: 0, recipient: null, gone: false, ...after })),
    put(changeKey(changed), JSON.stringify([key.module, key.owner, key.id, after?.created ?? 0])),
  ];
  if (supersedes !== undefined) operations.push({ type: 'del', key: changeKey(supersedes) });
  if (after && record)
    operations.push({ type: 'put', key: recordKey(key.module, after.created), value: record });
  else if (before) operations.push({ type: 'del', key: recordKey(key.module, before.created) });
  const [old, now] = [lookupKeys(before, after), lookupKeys(after, before)];
  for (const lookup of old) if (!now.has(lookup)) operations.push({ type: 'del', key: lookup });
  for (const lookup of now) if (!old.has(lookup)) operations.push(put(lookup, String(after?.created)));
  return operations;
}

/** Parses the value under an object's name key. */
export function readName(value: Buffer): NameRow {
  const [created, changed, lastUpdated, recipient, gone] = JSON.parse(value.toString()) as NameValue;
  return { created, changed, lastUpdated, recipient, gone: gone === 1 };
}

/** Parses an entry of the order of changes: the key of the object; `created` is 0 after its deletion. */
export function readChange(value: Buffer): ObjectKey & { created: number } {
  const [module, owner, id, created] = JSON.parse(value.toString()) as ChangeValue;
  return { module, owner, id, created };
}

type ChangeValue = [module: ObjectKey['module'], owner: ObjectKey['owner'], id: string, created: number];

type NameValue = [
  created: number,
  changed: number,
  lastUpdated: number,
  recipient: Row['recipient'],
  gone: 0 | 1,
];

function nameValue({ created, changed, lastUpdated, recipient, gone }: NameRow): string {
  return JSON.stringify([created, changed, lastUpdated, recipient, gone ? 1 : 0] satisfies NameValue);
}

/** The keys of the look-up values that one state of an object has and the other state has not: mostly none. */
function lookupKeys(object: StoredObject | undefined, other: StoredObject | undefined): Set<string> {
  const keys = new Set<string>();
  if (!object) return keys;
  for (const [field, value] of Object.entries(object.lookups))
    if (other?.lookups[field] !== value) keys.add(lookupKey(object, field, value));
  return keys;
}

function put(key: string, text: string): Operation {
  return { type: 'put', key, value: Buffer.from(text) };
}
