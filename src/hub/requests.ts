import type { Inbound, Outgoing, Reply } from '../ocpi/messages/exchange.ts';
import type { Connection } from './ports/registry.ts';

/** The pauses that partners have asked for: one per connection, for whatever the hub would send again or of itself (TRANS-75). */
export interface Rests {
  /** How long a partner has asked to be left alone yet, in milliseconds. */
  left(connection: string): number;
  /** Takes note of an answer of a partner, which may ask for a pause. */
  heed(connection: string, reply: Pick<Reply, 'success' | 'headers'>): void;
}

/** Ids of the exchange that causes a request (TRACE-03, TRACE-04); nothing of what the hub does of itself. */
export type Cause = Pick<Outgoing, 'correlationId' | 'parent'>;

/** The request of a partner as the cause of others. */
export function causedBy({ id, correlationId }: Pick<Inbound, 'id' | 'correlationId'>): Cause {
  return { correlationId, parent: id };
}

/** A request to a partner: what it asks, with the partner's token, the connection for the journal, and its cause. */
export function toPartner(
  connection: Pick<Connection, 'id' | 'tokenToThem'>,
  { correlationId, parent }: Cause,
  asked: Omit<Outgoing, keyof Access | keyof Cause>,
): Outgoing {
  return { ...asked, ...accessTo(connection), correlationId, parent };
}

/** What opens a partner's interface, and the connection it is. */
type Access = Pick<Outgoing, 'token' | 'connection'>;

/** What opens a partner's interface; the token is empty while the hub has none, and is refused there. */
export function accessTo({ id, tokenToThem }: Pick<Connection, 'id' | 'tokenToThem'>): Access {
  return { token: tokenToThem ?? '', connection: id };
}
