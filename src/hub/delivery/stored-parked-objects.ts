import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { forEver, type Notes } from '../ports/expiring-key-values.ts';
import type { Parked, ParkedFilter } from '../push-types.ts';

/**
 * Stores the parked objects of each connection (objects that failed and are tried on their own), for all processes and
 * across crashes.
 */
export interface ParkedNotes {
  /** All parked objects of one connection, the longest parked first. */
  of(connection: string): Promise<Parked[]>;
  /** The parked objects of all connections, the longest parked first. */
  all(): Promise<{ connection: string; entry: Parked }[]>;
  one(connection: string, object: string): Promise<Parked | undefined>;
  keep(connection: string, entry: Parked): Promise<void>;
  drop(connection: string, object: string): Promise<void>;
  /** Deletes all notes of a connection that was deleted. */
  forget(connection: string): Promise<void>;
}

/** Stores the objects that partners failed to take as notes, keyed by connection and object. */
export function newParkedNotes(notes: Notes): ParkedNotes {
  const key = (connection: string, object: string) => `${connection} ${object}`;
  const all = async () =>
    (await notes.all<Parked>('parked'))
      .map((note) => ({ connection: note.key.slice(0, note.key.indexOf(' ')), entry: note.value }))
      .sort((one, other) => one.entry.since - other.entry.since);
  const of = async (connection: string) =>
    (await notes.under<Parked>('parked', `${connection} `))
      .map(({ value }) => value)
      .sort((one, other) => one.since - other.since);
  return {
    of,
    all,
    one: (connection, object) => notes.get<Parked>('parked', key(connection, object)),
    keep: (connection, entry) => notes.put('parked', key(connection, entry.object), entry, forEver),
    async drop(connection, object) {
      await notes.take('parked', key(connection, object));
    },
    async forget(connection) {
      for (const { object } of await of(connection)) await notes.take('parked', key(connection, object));
    },
  };
}

/** Splits the name under which an object is parked into module, owner and id. */
export function partsOf({ object }: Pick<Parked, 'object'>): {
  module: ObjectModuleId;
  owner: Party;
  id: string;
} {
  const [module = '', owner = ''] = object.split(' ', 2);
  return {
    module: module as ObjectModuleId,
    owner: owner as Party,
    id: object.slice(module.length + owner.length + 2),
  };
}

/** The id of a noted object as its owner names it: for a Token the uid alone. */
export function idOf(entry: Pick<Parked, 'object'>): string {
  const { module, id } = partsOf(entry);
  return objectRow(module).key.length > 1 ? id.slice(id.indexOf('|') + 1) : id;
}

/** Tells whether a filter selects a noted object; ids of CDRs are stored without regard to case (CDR-11). */
export function fits({ module, owner, id }: ParkedFilter): (entry: Parked) => boolean {
  return (entry) => {
    const parts = partsOf(entry);
    if (module !== undefined && module !== parts.module) return false;
    if (owner !== undefined && owner !== parts.owner) return false;
    if (id === undefined) return true;
    return objectRow(parts.module).keyIgnoresCase ? id.toLowerCase() === parts.id : id === idOf(entry);
  };
}
