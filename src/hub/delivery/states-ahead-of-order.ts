import type { Party } from '../../ocpi/words/party-id.ts';
import type { ObjectKey } from '../ports/object-store.ts';

/** The party of a connection to which an object goes. */
interface Receiver {
  party: Party;
  connection: { id: string };
}

/** A state of an object: the one that the change with the number `changed` left. */
type State = ObjectKey & { changed: number };

/** Most objects per connection that are remembered as ahead of the order of changes. */
const mostObjects = 5000;

/**
 * Objects that partners have in a newer state than the change which was sent, since the whole object that followed a
 * refused part was read from the store: changes between the two must not follow (HUB-27).
 */
export interface StatesAhead {
  /** Notes the state in which a partner has an object. */
  note(receiver: Receiver, state: State): void;
  /** Tells whether a partner may have an object in a state ahead of the order. */
  has(receiver: Receiver, object: ObjectKey): boolean;
  /** Tells whether a state is older than the one that the partner has; forgets that one when the order has reached it. */
  isPast(receiver: Receiver, state: State): boolean;
  /** Forgets all states of a connection, to which the changes since its position are sent from the store. */
  forget(connection: string): void;
}

/** Starts without any object that is ahead of the order of changes. */
export function newStatesAhead(): StatesAhead {
  const all = new Map<string, Map<string, number>>();
  return {
    note(receiver, state) {
      const { id } = receiver.connection;
      const of = all.get(id) ?? new Map<string, number>();
      all.set(id, of);
      of.set(keyOf(receiver, state), state.changed);
      if (of.size <= mostObjects) return;
      const [oldest] = of.keys();
      if (oldest !== undefined) of.delete(oldest);
    },
    has: (receiver, object) => all.get(receiver.connection.id)?.has(keyOf(receiver, object)) ?? false,
    isPast(receiver, state) {
      const of = all.get(receiver.connection.id);
      const key = keyOf(receiver, state);
      const known = of?.get(key);
      if (known === undefined) return false;
      if (state.changed < known) return true;
      of?.delete(key);
      return false;
    },
    forget: (connection) => void all.delete(connection),
  };
}

function keyOf({ party }: Receiver, { module, owner, id }: ObjectKey): string {
  return `${party} ${module} ${owner} ${id}`;
}
