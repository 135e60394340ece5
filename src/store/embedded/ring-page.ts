import { type Digest, type Search } from './digest.ts';

/** The part of a page of successive exchanges that stays in memory; the number of the first names the page. */
export interface PageHead {
  first: number;
  count: number;
  /** Size of its exchanges and digests, in bytes. */
  bytes: number;
  /** When the newest of its exchanges began, in milliseconds since 1970. */
  newest: number;
  /** Bits of the connections, directions and modules of its exchanges: a search for another one need not read the page. */
  kinds: Uint32Array;
}

/** Bits of kinds: a page of 64 exchanges seldom has more than 16 kinds. */
const bits = 256;

/** The head of a page with these digests, whose exchanges take so many bytes. */
export function headOf(first: number, digests: Digest[], exchangeBytes: number, text: string): PageHead {
  const kinds = new Uint32Array(bits / 32);
  for (const { connection, direction, module } of digests) {
    const bit = bitOf(`${connection} ${direction} ${module}`);
    kinds[bit >> 5]! |= 1 << (bit & 31);
  }
  const newest = Math.max(...digests.map(({ time }) => Date.parse(time)));
  return { first, count: digests.length, bytes: exchangeBytes + text.length, newest, kinds };
}

/** Whether a page may hold exchanges of the connection, direction and module that a search names; true where it names fewer. */
export function mayHold({ kinds }: PageHead, { connection, direction, module }: Search): boolean {
  if (connection === undefined || direction === undefined || module === undefined) return true;
  const bit = bitOf(`${connection} ${direction} ${module}`);
  return ((kinds[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

/** The stored form of a page's digests: its head in a line, so that a start need not parse the digests, and their JSON. */
export function writtenOf({ count, bytes, newest, kinds }: PageHead, digests: string): Buffer {
  return Buffer.from(`#${count} ${bytes} ${newest} ${[...kinds].join(',')}\n${digests}`);
}

/** The head of a stored page; nothing where a release before wrote it, whose pages are read whole. */
export function readHead(first: number, value: Buffer): PageHead | undefined {
  if (value[0] !== 0x23) return undefined;
  const [count, bytes, newest, kinds = ''] = value.subarray(1, value.indexOf(10)).toString().split(' ');
  return {
    ...{ first, count: Number(count), bytes: Number(bytes), newest: Number(newest) },
    kinds: Uint32Array.from(kinds.split(',').map(Number)),
  };
}

/** The JSON list of digests in a stored page; earlier releases stored one digest alone, or the list. */
export function digestsIn(value: Buffer): string {
  const text = value.toString();
  if (text.startsWith('#')) return text.slice(text.indexOf('\n') + 1);
  return text.startsWith('[') ? text : `[${text}]`;
}

function bitOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return (hash >>> 0) % bits;
}
