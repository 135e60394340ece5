import type { Exchange } from '../../ocpi/exchange.ts';

/** Whether an exchange is a stranger's: in the journal it takes room from other strangers only. */
export function isStrangers({ direction, connection }: Exchange): boolean {
  return direction === 'IN' && connection === null;
}

/** How many exchanges of strangers a journal keeps beside the others, of which it keeps `size`. */
export function strangersRoom(size: number): number {
  return Math.max(1, Math.floor(size / 20));
}
