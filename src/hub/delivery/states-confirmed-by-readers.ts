import { differenceOf } from '../../ocpi/conversion/difference-as-push.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Push } from '../push-types.ts';
import { newValuesPerConnection } from './values-per-connection.ts';

/** The party of a connection to which an object goes. */
interface Receiver {
  party: Party;
  connection: Pick<Connection, 'id' | 'updated' | 'edition'>;
}

/**
 * The state of each object that a reader of another version has confirmed last. A PATCH by an object's owner reaches
 * that reader as the difference of two converted states, and only from a state that it has confirmed: after a failure,
 * and after a restart, it gets the whole object. So no PATCH that adds to a list is ever sent twice.
 */
export interface ConfirmedStates {
  /**
   * The push as the difference from the state that the reader has; the push as it is where that state is not known;
   * `undefined` where the reader sees no difference.
   */
  patched(receiver: Receiver, push: Push): Push | undefined;
  /** Notes the state in which a push has left the object at the reader; `undefined` where that is not known. */
  note(receiver: Receiver, push: Push, left: Buffer | undefined): void;
  /** Forgets all confirmed states of a connection, since another process may have sent to it. */
  forget(connection: string): void;
}

/** Starts without any state that a reader has confirmed. */
export function newConfirmedStates(): ConfirmedStates {
  const states = newValuesPerConnection<Buffer>();
  const differences = new WeakMap<Push, { before: Buffer; made: Push | undefined }>();
  /** The push as the difference from a state, made once for all readers of a version, who get the same bytes. */
  const changeFrom = (before: Buffer, push: Push, receiver: Receiver): Push | undefined => {
    const known = differences.get(push);
    if (known?.before === before) return known.made;
    const made = differing(before, push, receiver);
    differences.set(push, { before, made });
    return made;
  };
  return {
    patched(receiver, push) {
      const { reading, arrived } = push;
      if (!reading || arrived !== 'PATCH') return push;
      const before = states.get(receiver.connection.id, keyOf(receiver, push));
      return before ? changeFrom(before, push, receiver) : push;
    },
    note(receiver, push, left) {
      const { id } = receiver.connection;
      const key = keyOf(receiver, push);
      if (left && !push.direct) states.set(id, key, left);
      else states.delete(id, key);
    },
    forget: states.forget,
  };
}

/** The object as a push leaves it at a reader of another version that takes it; `undefined` where that is not known. */
export function leftBy({ reading }: Push): Buffer | undefined {
  return reading?.isComplete ? reading.whole : undefined;
}

/** A push of a state as the difference from the state before; `undefined` where the reader sees none. */
function differing(before: Buffer, push: Push, { connection }: Receiver): Push | undefined {
  const { reading, object } = push;
  if (!reading) return push;
  const row = editionOf(connection).objectRow(object.module);
  const found = differenceOf(row, parsed(before), reading.content);
  if (found === 'none') return undefined;
  const change = found
    ? { ...found, body: Buffer.from(JSON.stringify(found.body)) }
    : { method: 'PUT' as const, path: [], body: reading.whole };
  return { ...push, ...change, reading: { ...reading, isComplete: true } };
}

/**
 * The key of a reader's object; it changes when the connection registers anew or gets other options, since it has then
 * confirmed nothing.
 */
function keyOf({ party, connection }: Receiver, { object }: Push): string {
  return `${connection.updated} ${party} ${object.module} ${object.owner} ${object.id}`;
}
