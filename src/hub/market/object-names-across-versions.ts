import type { Alike } from '../../ocpi/conversion/conversion-types.ts';
import {
  alikeParts,
  arePartsClear,
  folded,
  idAcross,
  idsBack,
} from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import type { ObjectModuleId, ObjectRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, parsed } from '../../ocpi/editions/write-object-part.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Reader } from '../object-translation-types.ts';
import type { ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import { connectionOf } from './connection-index.ts';

// Readers of another version of OCPI may know an object by another id than its owner: by a short one, and without
// regard to case. The object's name for them, in lower case, is its look-up `alias`, where that differs from its id.
// The name is settled when the object is written, so that a page of a list looks nothing up; the look-up `alike` names
// the owner of an object that is, or contains, one that had to give up its name.

type Records = Pick<Hub, 'store'>;
type Objects = Pick<Store, 'objects'>;

/**
 * Beginning of the value of look-up `alike` for a part of an object that had to give up its name; the ids that lead to
 * the part follow.
 */
const partMark = 'alike ';

/**
 * Tells whether readers of another version may know an object by another id: the id alone makes its key, and its case
 * counts.
 */
function hasName({ key, keyIgnoresCase }: Pick<ObjectRow, 'key' | 'keyIgnoresCase'>): boolean {
  return key.length === 1 && !keyIgnoresCase;
}

/**
 * The look-up values by which readers of another version find an object; an object keeps the name that it has.
 * `isTaken`: an older object has the name of this new one.
 */
export function nameLookups(
  owner: Party,
  row: ObjectRow,
  object: Json,
  old: StoredObject | undefined,
  isTaken = false,
): Record<string, string> {
  if (row.key.length > 1) return {};
  const id = asText(object[row.key.at(-1) ?? 'id']);
  const isAlike = old ? isRenamed(old) : isTaken;
  const name = folded(idAcross(isAlike ? [[row.object, id]] : [], row.object, [id]));
  const parts = namesLost(row, object, old);
  return {
    ...(name === (row.keyIgnoresCase ? folded(id) : id) ? {} : { alias: name }),
    ...Object.fromEntries(parts.map((ids) => [partMark + JSON.stringify(ids), owner])),
    ...(isAlike || parts.length > 0 ? { alike: owner } : {}),
  };
}

/**
 * The parts of an object that have to give up their names, by their ids; a part that once had to never gets its name
 * back.
 */
function namesLost(row: ObjectRow, object: Json, old: StoredObject | undefined): string[][] {
  if (old?.lookups.alike === undefined && arePartsClear(row, object)) return [];
  return alikeParts(row, object, () => old && parsed(old.bytes), old ? partsOf(old) : []);
}

/** Tells whether an object had to give up its name to an older one. */
function isRenamed({ module, id, lookups }: StoredObject): boolean {
  const { alias, alike } = lookups;
  return alike !== undefined && alias !== undefined && alias !== plainName(module, lookups.id ?? id);
}

/** The name in lower case that an object has for readers of another version unless it had to give it up. */
function plainName(module: ObjectModuleId, id: string): string {
  return folded(idAcross([], objectRow(module).object, [id]));
}

function partsOf({ lookups }: StoredObject): string[][] {
  return Object.keys(lookups)
    .filter((field) => field.startsWith(partMark))
    .map((field) => JSON.parse(field.slice(partMark.length)) as string[]);
}

/** The object and its parts, as far as they had to give up their names. */
export function alikeIn(object: StoredObject): Alike[] {
  const { module, lookups } = object;
  if (lookups.alike === undefined) return [];
  const own = [objectRow(module).object, lookups.id ?? object.id] as const;
  return [...(isRenamed(object) ? [own] : []), ...partsOf(object).map((ids): Alike => [...own, ...ids])];
}

/**
 * The objects and parts of an owner that had to give up their names, of all that `content` names; a flag of its
 * connection tells whether there are any.
 */
export async function alikeNamed({ store }: Records, owner: Party, content: Buffer): Promise<Alike[]> {
  if (!connectionOf(store.registry.read(), 'CPO', owner)?.alike) return [];
  const found = await Promise.all(
    objectModules
      .filter((module) => hasName(objectRow(module)))
      .map((module) => store.objects.find(module, 'alike', owner)),
  );
  return found
    .flat()
    .filter(({ id, lookups }) => content.includes(JSON.stringify(lookups.id ?? id)))
    .flatMap(alikeIn);
}

/**
 * Tells whether another object of the owner has the name that this one would have for readers who ignore case; only
 * older ones where `created` is given.
 */
export async function isNameTaken(
  { objects }: Objects,
  { module, owner, id }: ObjectKey,
  created = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  if (!hasName(objectRow(module))) return false;
  const name = plainName(module, id);
  const [same, other] = await Promise.all([
    objects.get({ module, owner, id: name }),
    objects.find(module, 'alias', name),
  ]);
  const bearers = same && !isRenamed(same) ? [same, ...other] : other;
  return bearers.some((one) => one.owner === owner && one.id !== id && one.created < created);
}

/** The name of a deleted object: its own, unless an existing object has it. */
export async function lastName(store: Objects, key: ObjectKey): Promise<string> {
  const { object } = objectRow(key.module);
  return idAcross((await isNameTaken(store, key)) ? [[object, key.id]] : [], object, [key.id]);
}

/**
 * The objects of all owners with an id as a reader gives it: exactly in their owner's version, else by their names
 * there, without regard to case.
 */
export async function objectsNamed(
  { objects }: Objects,
  module: ObjectModuleId,
  id: string,
  reader: Reader,
): Promise<StoredObject[]> {
  const name = folded(id);
  const [exact, others, lower] = await Promise.all([
    objects.find(module, 'id', id),
    objects.find(module, 'alias', name),
    name === id ? [] : objects.find(module, 'id', name),
  ]);
  const isNamed = (one: StoredObject) =>
    isSameVersion(one, reader) ? exact.includes(one) : folded(nameFor(one, reader)) === name;
  const found = [...exact, ...others, ...lower].filter(isNamed);
  return [...new Map(found.map((one) => [`${one.owner} ${one.id}`, one])).values()];
}

/** One object of an owner by the id that a reader gives. */
export async function objectNamed(
  store: Objects,
  key: ObjectKey,
  id: string,
  reader: Reader,
): Promise<StoredObject | undefined> {
  const exact = await store.objects.get(key);
  if (!hasName(objectRow(key.module)) || (exact && isSameVersion(exact, reader))) return exact;
  return (await objectsNamed(store, key.module, id, reader)).find(({ owner }) => owner === key.owner);
}

/** The id by which a reader knows an object. */
export function nameFor(object: StoredObject, reader: Reader): string {
  const own = object.lookups.id ?? object.id;
  if (isSameVersion(object, reader)) return own;
  return idAcross(alikeIn(object), objectRow(object.module).object, [own]);
}

/** The owner's ids of the parts of an object that a reader names. */
export function partsNamed(object: StoredObject, ids: string[], reader: Reader): string[] {
  if (isSameVersion(object, reader) || ids.length === 0) return ids;
  return idsBack(objectRow(object.module), parsed(object.bytes), ids, alikeIn(object));
}

/**
 * Notes at an owner's connection that one of its objects or parts had to give up its name, since other objects refer to
 * it.
 */
export async function noteAlike({ store }: Records, { owner, lookups }: StoredObject): Promise<void> {
  if (lookups.alike === undefined) return;
  const known = connectionOf(store.registry.read(), 'CPO', owner);
  if (!known || known.alike) return;
  await store.registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) => (one.id === known.id ? { ...one, alike: true } : one)),
  }));
}
