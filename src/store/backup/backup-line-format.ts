import type { Agreement, Connection } from '../../hub/ports/connection-registry.ts';
import type { NoteKind } from '../../hub/ports/expiring-key-values.ts';
import type { ChangeRecord, StoredObject } from '../../hub/ports/object-store.ts';

/** The number of the backup format, which stands in the first line of a backup. */
export const format = 1;

/** A stored object in the form of a backup's line: its content as text, absent after a deletion. */
export type ObjectLine = Pick<ChangeRecord, 'module' | 'owner' | 'id' | 'changed'> &
  Partial<Omit<StoredObject, 'bytes'>> & { content?: string };

/** One line of a backup: a JSON object with exactly one of these properties. */
export type Line =
  | { backup: number; made: string; position: number }
  | { note: [kind: NoteKind, key: string, until: number, value: object] }
  | { connection: Connection }
  | { agreement: Agreement }
  | { object: ObjectLine }
  | { end: { lines: number; digest: string } };

/** The line of a backup for a change of an object. */
export function lineOf({ module, owner, id, changed, object }: ChangeRecord): Line {
  if (!object) return { object: { module, owner, id, changed } };
  const { bytes, ...rest } = object;
  return { object: { ...rest, content: bytes.toString() } };
}

/** The change of an object that a line of a backup contains. */
export function recordOf({ content, ...rest }: ObjectLine): ChangeRecord {
  const { module, owner, id, changed } = rest;
  if (content === undefined) return { module, owner, id, changed };
  return { module, owner, id, changed, object: { ...(rest as StoredObject), bytes: Buffer.from(content) } };
}
