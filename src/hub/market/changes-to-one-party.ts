import type { Party } from '../../ocpi/words/party-id.ts';
import { forEver, type Notes } from '../ports/expiring-key-values.ts';
import type { ObjectKey } from '../ports/object-store.ts';

/** A change of an object that its owner sent to one party alone, though others may see it (HUB-09). */
export interface Addressed {
  changed: number;
  to: Party;
}

/** Notes that the newest change of an object goes to one party alone. */
export function noteAddressed(notes: Notes, object: ObjectKey, value: Addressed): Promise<void> {
  return notes.put('addressed', keyOf(object), value, forEver);
}

/** The last change of an object that went to one party alone. */
export function addressedChange(notes: Notes, object: ObjectKey): Promise<Addressed | undefined> {
  return notes.get<Addressed>('addressed', keyOf(object));
}

function keyOf({ module, owner, id }: ObjectKey): string {
  return `${module} ${owner} ${id}`;
}
