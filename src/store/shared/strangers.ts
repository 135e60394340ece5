import type { Exchange } from '../../ocpi/messages/exchange.ts';

/** Whether an exchange is a stranger's: in the journal it displaces only exchanges of other strangers. */
export function isStrangers({ direction, connection }: Exchange): boolean {
  return direction === 'IN' && connection === null;
}

/** Number of exchanges of strangers that a journal keeps beside the `size` others; 500 where that has no bound. */
export function strangersRoom(size = 10_000): number {
  return Math.max(1, Math.floor(size / 20));
}
