import type { Party } from '../../ocpi/words/party-id.ts';
import type { ObjectKey } from '../ports/object-store.ts';
import { newValuesPerConnection } from './values-per-connection.ts';

/** The party of a connection to which an object goes. */
interface Receiver {
  party: Party;
  connection: { id: string };
}

/** A state of an object: the one that the change with the number `changed` left. */
type State = ObjectKey & { changed: number };

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
  const states = newValuesPerConnection<number>();
  return {
    note: (receiver, state) => states.set(receiver.connection.id, keyOf(receiver, state), state.changed),
    has: (receiver, object) => states.get(receiver.connection.id, keyOf(receiver, object)) !== undefined,
    isPast(receiver, state) {
      const { id } = receiver.connection;
      const key = keyOf(receiver, state);
      const known = states.get(id, key);
      if (known === undefined) return false;
      if (state.changed < known) return true;
      states.delete(id, key);
      return false;
    },
    forget: states.forget,
  };
}

function keyOf({ party }: Receiver, { module, owner, id }: ObjectKey): string {
  return `${party} ${module} ${owner} ${id}`;
}
