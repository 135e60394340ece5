import type { Inbound, Outgoing, Reply } from '../ocpi/messages/request-and-answer-types.ts';
import type { Connection } from './ports/connection-registry.ts';

/**
 * The pauses that partners have asked for, one per connection: the hub keeps them for repeated requests and requests of
 * its own (TRANS-75).
 */
export interface RequestedPauses {
  /** Remaining pause that a connection's partner has asked for, in milliseconds. */
  left(connection: string): number;
  /** Takes note of a partner's answer, which may ask for a pause by its headers. */
  heed(connection: string, reply: Pick<Reply, 'success' | 'headers'>): void;
}

/** Ids of the exchange that causes a request (TRACE-03, TRACE-04); empty for requests of the hub's own. */
export type Cause = Pick<Outgoing, 'correlationId' | 'parent'>;

/** The request of a partner as the cause of requests that the hub makes for it. */
export function causedBy({ id, correlationId }: Pick<Inbound, 'id' | 'correlationId'>): Cause {
  return { correlationId, parent: id };
}

/**
 * A request to a partner: the given question, with the token for that partner, the connection for the journal, and its
 * cause.
 */
export function toPartner(
  connection: Pick<Connection, 'id' | 'tokenToThem'>,
  { correlationId, parent }: Cause,
  asked: Omit<Outgoing, keyof Access | keyof Cause>,
): Outgoing {
  return { ...asked, ...accessTo(connection), correlationId, parent };
}

/** The token that opens a partner's interface, and the id of the connection. */
type Access = Pick<Outgoing, 'token' | 'connection'>;

/** The access to a partner's interface; the token is empty while the hub has none, and the partner then refuses it. */
export function accessTo({ id, tokenToThem }: Pick<Connection, 'id' | 'tokenToThem'>): Access {
  return { token: tokenToThem ?? '', connection: id };
}
