import { digits } from './keys.ts';

/** Where the digest of an exchange lies: apart from the exchange, so that a start reads the small ones only. */
export function digestKey(number: number): string {
  return `d!${digits(number)}`;
}

/** Where an exchange lies. */
export function exchangeKey(number: number): string {
  return `e!${digits(number)}`;
}

/** All digest keys, oldest first. */
export const digestKeys = { gt: 'd!', lt: 'd"' };

/** The number in a digest key. */
export function numberIn(digestKey: string): number {
  return Number(digestKey.slice(2));
}
