import type { NoteKind } from '../../hub/ports/notes.ts';
import type { ChangeRecord, StoredObject } from '../../hub/ports/objects.ts';
import type { Agreement, Connection } from '../../hub/ports/registry.ts';

/** The format of a backup, in its first line. */
export const format = 1;

/** An object as a line has it: its content as text, absent after a deletion. */
export type ObjectLine = Pick<ChangeRecord, 'module' | 'owner' | 'id' | 'changed'> &
  Partial<Omit<StoredObject, 'bytes'>> & { content?: string };

/** One line of a backup: a JSON object with one of these names. */
export type Line =
  | { backup: number; made: string; position: number }
  | { note: [kind: NoteKind, key: string, until: number, value: object] }
  | { connection: Connection }
  | { agreement: Agreement }
  | { object: ObjectLine }
  | { end: { lines: number; digest: string } };

/** The line of a change. */
export function lineOf({ module, owner, id, changed, object }: ChangeRecord): Line {
  if (!object) return { object: { module, owner, id, changed } };
  const { bytes, ...rest } = object;
  return { object: { ...rest, content: bytes.toString() } };
}

/** The change of a line. */
export function recordOf({ content, ...rest }: ObjectLine): ChangeRecord {
  const { module, owner, id, changed } = rest;
  if (content === undefined) return { module, owner, id, changed };
  return { module, owner, id, changed, object: { ...(rest as StoredObject), bytes: Buffer.from(content) } };
}
