import type { PageIndex, Search } from '../common/read-journal-page.ts';
import type { RingKeys } from './journal-keys-in-leveldb.ts';
import type { Operation } from './leveldb-with-checksums.ts';

/**
 * The part of a journal page (successive exchanges, stored together) that stays in memory; the number of the first
 * exchange names the page.
 */
export interface PageHead {
  first: number;
  count: number;
  /** Size of a journal page's index and content, in bytes. */
  bytes: number;
  /** Time at which the newest of the page's exchanges began, in milliseconds since 1970. */
  newest: number;
  /**
   * Bits that stand for the connections, directions and modules of the page's exchanges: a search for another one need
   * not read the page.
   */
  kinds: Uint32Array;
}

/** A page of successive exchanges in the journal. */
export interface Page extends PageHead {
  /**
   * The text of the page's index, while the page is among the newest. Ten thousand objects instead cost a fifth of the
   * hub's CPU time, since garbage collection visits all old ones.
   */
  index?: string;
  /** The page's content, until it is written. */
  content?: Buffer;
}

/** Number of bits for the kinds of exchanges in a page: a page of 64 exchanges seldom has more than 16 kinds. */
const bits = 256;

/** The head of a page with these exchanges, which take so many bytes. */
export function headOf(
  first: number,
  { count, kinds: all, newest }: Pick<PageIndex, 'count' | 'kinds'> & { newest: number },
  bytes: number,
): PageHead {
  const kinds = new Uint32Array(bits / 32);
  for (const { connection, direction, module } of all) {
    const bit = bitOf(`${connection} ${direction} ${module}`);
    kinds[bit >> 5]! |= 1 << (bit & 31);
  }
  return { first, count, bytes, newest, kinds };
}

/**
 * Tells whether a page may contain exchanges of the connection, direction and module of a search; true where the search
 * names fewer than these.
 */
export function mayHold(
  { kinds }: PageHead,
  { connection, direction, module }: Pick<Search, 'connection' | 'direction' | 'module'>,
): boolean {
  if (connection === undefined || direction === undefined || module === undefined) return true;
  const bit = bitOf(`${connection} ${direction} ${module}`);
  return ((kinds[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

/** The LevelDB operations that write a page. */
export function writes(keys: RingKeys, { first, count, bytes, newest, kinds, ...page }: Page): Operation[] {
  const head = Buffer.from(JSON.stringify([count, bytes, newest, ...kinds]));
  return [
    { type: 'put', key: keys.of('head', first), value: head },
    { type: 'put', key: keys.of('index', first), value: Buffer.from(page.index ?? '[]') },
    { type: 'put', key: keys.of('content', first), value: page.content ?? Buffer.alloc(0) },
  ];
}

/** The LevelDB operations that remove a page by its name. */
export function deletes(keys: RingKeys, first: number): Operation[] {
  return (['head', 'index', 'content'] as const).map((part) => ({ type: 'del', key: keys.of(part, first) }));
}

/** The head of a page, as it is stored. */
export function readHead(first: number, value: Buffer): PageHead {
  const [count = 0, bytes = 0, newest = 0, ...kinds] = JSON.parse(value.toString()) as number[];
  return { first, count, bytes, newest, kinds: Uint32Array.from(kinds) };
}

/** The index of a stored page as text; earlier releases stored one digest, or a list, some with a line before it. */
export function indexIn(value: Buffer): string {
  const text = value.toString().replace(/^#.*\n/, '');
  return text.startsWith('{"id":"') ? `[${text}]` : text;
}

function bitOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return (hash >>> 0) % bits;
}
