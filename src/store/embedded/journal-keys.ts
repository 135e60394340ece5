import { digits } from './keys.ts';

/** Where the digests of a page of exchanges lie: apart from the exchanges, so that a start reads the small ones only. */
export function digestsKey(first: number): string {
  return `d!${digits(first)}`;
}

/** Where the exchanges of a page lie; a page is named after its first. */
export function exchangesKey(first: number): string {
  return `e!${digits(first)}`;
}

/** The keys of all digests, oldest first. */
export const digestsKeys = { gt: 'd!', lt: 'd"' };

/** The number of the first exchange in the page of a key. */
export function firstIn(digestsKey: string): number {
  return Number(digestsKey.slice(2));
}
