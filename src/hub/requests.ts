import { type Reply } from '../ocpi/messages/exchange.ts';
/** The pauses that partners have asked for: one per connection, for whatever the hub would send again or of itself (TRANS-75). */
export interface Rests {
  /** How long a partner has asked to be left alone yet, in milliseconds. */
  left(connection: string): number;
  /** Takes note of an answer of a partner, which may ask for a pause. */
  heed(connection: string, reply: Pick<Reply, 'success' | 'headers'>): void;
}
