import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';

/**
 * Tells whether an exchange is with a stranger (a caller without a connection): in the journal it displaces only
 * exchanges with other strangers.
 */
export function isStrangers({ direction, connection }: Exchange): boolean {
  return direction === 'IN' && connection === null;
}

/** Number of exchanges with strangers that a journal keeps beside the `size` others; 500 where that has no bound. */
export function strangersRoom(size = 10_000): number {
  return Math.max(1, Math.floor(size / 20));
}
