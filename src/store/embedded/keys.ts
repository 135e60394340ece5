import type { NoteKind, ObjectKey } from '../../hub/ports.ts';
import type { ObjectModuleId } from '../../ocpi/modules.ts';

// Names are JSON arrays: no character inside an id or a value can be taken for the end of it, and even a lone
// surrogate, which UTF-8 cannot write, keeps apart from every other.

/** Where the record of an object lies: the records of one module follow each other in the order of creation. */
export function recordKey(module: ObjectModuleId, created: number): string {
  return `o!${module}!${digits(created)}`;
}

/** Where an object's row lies, found by the object's name. */
export function nameKey({ module, owner, id }: ObjectKey): string {
  return `k!${JSON.stringify([module, owner, id])}`;
}

/** The object that a name key names. */
export function namedBy(nameKey: string): ObjectKey {
  const [module, owner, id] = JSON.parse(nameKey.slice(2)) as [
    ObjectKey['module'],
    ObjectKey['owner'],
    string,
  ];
  return { module, owner, id };
}

/** All name keys. */
export const names = { gte: 'k!', lt: 'k"' };

/** Where a change lies in the hub's order. */
export function changeKey(changed: number): string {
  return `c!${digits(changed)}`;
}

/** The number of the change that a change key stands for. */
export function changedBy(changeKey: string): number {
  return Number(changeKey.slice(2));
}

/** The keys of all changes after `position`. */
export function changesAfter(position: number) {
  return { gt: changeKey(position), lt: 'c"' };
}

/** Where an object is found by the value of one of its lookup fields. */
export function lookupKey({ module, owner, id }: ObjectKey, field: string, value: string): string {
  return `l!${JSON.stringify([module, field, value, owner, id])}`;
}

/** The lookup keys of all objects with this value, whoever owns them. */
export function lookupsOf(module: ObjectModuleId, field: string, value: string) {
  const upToValue = `l!${JSON.stringify([module, field, value]).slice(0, -1)}`;
  return { gte: `${upToValue},`, lt: `${upToValue}-` };
}

/** Where a note lies. */
export function noteKey(kind: NoteKind, key: string): string {
  return `n!${JSON.stringify([kind, key])}`;
}

/** The key of a note, without its kind. */
export function noteNamedBy(noteKey: string): string {
  return (JSON.parse(noteKey.slice(2)) as [NoteKind, string])[1];
}

/** All notes of a kind. */
export function notesOf(kind: NoteKind) {
  return { gte: `n!["${kind}",`, lt: `n!["${kind}"-` };
}

/** All notes of a kind whose key begins with `prefix`. */
export function notesUnder(kind: NoteKind, prefix: string) {
  // Without the quote and the bracket that end it; nothing in UTF-8 comes after the last character.
  const beginning = noteKey(kind, prefix).slice(0, -2);
  return { gte: beginning, lt: `${beginning}\u{10FFFF}` };
}

/** All notes. */
export const allNotes = { gte: 'n!', lt: 'n"' };

/** A number as text that sorts like the number. */
export function digits(number: number): string {
  return String(number).padStart(16, '0');
}
