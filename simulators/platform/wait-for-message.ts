import { isDeepStrictEqual } from 'node:util';
import type { Arrival, Arrivals } from './received-messages.ts';

/** A choice of messages: each named field must be as it is here. */
export interface Wanted {
  module?: string;
  method?: string;
  /**
   * Id of the message's object, EVSE, Connector, command or session: a segment of the path, or `id` or `uid` of the
   * body.
   */
  id?: string;
  /** HTTP status of the answer to the message. */
  status?: number;
  /** Fields of the message's body, each as it must be. */
  body?: Record<string, unknown>;
}

/** Tells whether a received message has all the values that a test waits for. */
export function isWanted({ module, method, path, body, status }: Arrival, wanted: Wanted): boolean {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const { id } = wanted;
  return (
    (wanted.module ?? module) === module &&
    (wanted.method ?? method) === method &&
    (wanted.status ?? status) === status &&
    (id === undefined || fields.id === id || fields.uid === id || segmentsOf(path).includes(id)) &&
    Object.entries(wanted.body ?? {}).every(([name, value]) => isDeepStrictEqual(fields[name], value))
  );
}

/**
 * The next message that fits `wanted`, once it has been answered; `undefined` when none has come in so many
 * milliseconds.
 */
export function nextArrival(
  arrivals: Arrivals,
  wanted: Wanted,
  milliseconds: number,
): Promise<Arrival | undefined> {
  return new Promise((come) => {
    const end = (arrival?: Arrival) => {
      unwatch();
      clearTimeout(late);
      come(arrival);
    };
    const unwatch = arrivals.watch((arrival) => isWanted(arrival, wanted) && end(arrival));
    const late = setTimeout(end, milliseconds);
  });
}

function segmentsOf(path: string): string[] {
  const [way = ''] = path.split('?', 1);
  return way.split('/').map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  });
}
