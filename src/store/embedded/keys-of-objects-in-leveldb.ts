import type { NoteKind } from '../../hub/ports/expiring-key-values.ts';
import type { ObjectKey } from '../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';

// Names in LevelDB keys are JSON arrays: no character inside an id or a value can be taken for its end, and even lone
// surrogates, which UTF-8 cannot encode, stay distinct.

/** The key of an object's record: the records of one module follow each other in the order of creation. */
export function recordKey(module: ObjectModuleId, created: number): string {
  return `o!${module}!${digits(created)}`;
}

/** The key of an object's row, made from the object's name. */
export function nameKey({ module, owner, id }: ObjectKey): string {
  return `k!${JSON.stringify([module, owner, id])}`;
}

/** The object that a name key stands for. */
export function namedBy(nameKey: string): ObjectKey {
  const [module, owner, id] = JSON.parse(nameKey.slice(2)) as [
    ObjectKey['module'],
    ObjectKey['owner'],
    string,
  ];
  return { module, owner, id };
}

/** The key range of the rows of all objects. */
export const names = { gte: 'k!', lt: 'k"' };

/** The key of a change in the hub's order of changes. */
export function changeKey(changed: number): string {
  return `c!${digits(changed)}`;
}

/** The number of the change that a change key stands for. */
export function changedBy(changeKey: string): number {
  return Number(changeKey.slice(2));
}

/** The key range of all changes after `position`. */
export function changesAfter(position: number) {
  return { gt: changeKey(position), lt: 'c"' };
}

/** The key of an object under the value of one of its lookup fields. */
export function lookupKey({ module, owner, id }: ObjectKey, field: string, value: string): string {
  return `l!${JSON.stringify([module, field, value, owner, id])}`;
}

/** The key range of all objects with this lookup value, of any owner. */
export function lookupsOf(module: ObjectModuleId, field: string, value: string) {
  const upToValue = `l!${JSON.stringify([module, field, value]).slice(0, -1)}`;
  return { gte: `${upToValue},`, lt: `${upToValue}-` };
}

/** The key range of all objects of a module with a lookup field, whatever its value. */
export function lookupsIn(module: ObjectModuleId, field: string) {
  const upToField = `l!${JSON.stringify([module, field]).slice(0, -1)}`;
  return { gte: `${upToField},`, lt: `${upToField}-` };
}

/** The lookup value in the key of an object under it. */
export function valueIn(lookupKey: string): string {
  return (JSON.parse(lookupKey.slice(2)) as [ObjectModuleId, string, string])[2];
}

/** The key of a note (a keyed value that expires) in LevelDB. */
export function noteKey(kind: NoteKind, key: string): string {
  return `n!${JSON.stringify([kind, key])}`;
}

/** The name of a note without its kind, read from its key. */
export function noteNamedBy(noteKey: string): string {
  return (JSON.parse(noteKey.slice(2)) as [NoteKind, string])[1];
}

/** The kind of a note, read from its key: no kind has characters that JSON escapes. */
export function noteKindIn(noteKey: string): NoteKind {
  return noteKey.slice(4, noteKey.indexOf('"', 4)) as NoteKind;
}

/** The key range of all notes of a kind. */
export function notesOf(kind: NoteKind) {
  return { gte: `n!["${kind}",`, lt: `n!["${kind}"-` };
}

/** The key range of all notes of a kind whose name begins with `prefix`. */
export function notesUnder(kind: NoteKind, prefix: string) {
  // The prefix of a LevelDB key lacks its closing quote and bracket; no UTF-8 text sorts after the last character.
  const beginning = noteKey(kind, prefix).slice(0, -2);
  return { gte: beginning, lt: `${beginning}\u{10FFFF}` };
}

/** The key range of all notes. */
export const allNotes = { gte: 'n!', lt: 'n"' };

/** The key of an agreement at its place in the order of creation. */
export function agreementKey(place: number): string {
  return `a!${digits(place)}`;
}

/** The place of the agreement that a key stands for. */
export function placeIn(agreementKey: string): number {
  return Number(agreementKey.slice(2));
}

/** The key range of all agreements. */
export const agreementRows = { gte: 'a!', lt: 'a"' };

/** The key that exists once the agreements of the registry's file have been moved into the database. */
export const takenOverKey = 'm!agreements';

/** A number as text for a LevelDB key, which sorts like the number. */
export function digits(number: number): string {
  return String(number).padStart(16, '0');
}
