import { copyJoined, joinedSize, pageStart } from '../messages/response-envelope.ts';
import { type AnswerBuffers, answerBuffers, leastKept } from './answer-buffers.ts';

/**
 * The bytes of large pages up to their last object. Readers of the same page share them: to copy 1,000 Locations takes a third of the
 * page's CPU time, and a list is read by each partner that may see it.
 */
export interface SharedPageBytes {
  /** The start of the envelope of a page with these objects; `undefined` for a page too small to be worth it. */
  startOf(objects: Buffer[]): Buffer | undefined;
  /** An answer that began with these bytes has ended; `left` tells whether the operating system has all of them. */
  ended(start: Buffer, left: boolean): void;
}

interface Page {
  objects: Buffer[];
  start: Buffer;
  /** Number of answers that have not ended. */
  readers: number;
  /** Whether a socket may still hold the bytes after its answer has ended. */
  held: boolean;
}

/**
 * Makes a memory of at most so many bytes of pages, by default five pages of 1,000 Locations. A page is known by its very objects, the
 * same in memory, so it cannot be out of date.
 */
export function sharedPageBytes(most = 16 << 20, buffers: AnswerBuffers = answerBuffers()): SharedPageBytes {
  /** The oldest use first. */
  const pages: Page[] = [];
  const inUse = new WeakMap<Buffer, Page>();
  let kept = 0;

  function join(objects: Buffer[]): Page | undefined {
    const size = pageStart.length + joinedSize(objects);
    if (size < leastKept) return undefined;
    const start = buffers.take(size);
    copyJoined(objects, start, start.write(pageStart));
    const page = { objects, start, readers: 0, held: false };
    inUse.set(start, page);
    return page;
  }

  function forgetOldest(): void {
    while (kept > most) {
      const oldest = pages.shift()!;
      kept -= oldest.start.length;
      if (oldest.readers === 0) reuse(oldest);
    }
  }

  function reuse({ start, held }: Page): void {
    if (!held) buffers.giveBack(start);
  }

  return {
    startOf(objects) {
      const at = pages.findIndex((page) => consistsOf(page.objects, objects));
      const [known] = at < 0 ? [] : pages.splice(at, 1);
      const page = known ?? join(objects);
      if (!page) return undefined;
      page.readers += 1;
      pages.push(page);
      if (!known) {
        kept += page.start.length;
        forgetOldest();
      }
      return page.start;
    },
    ended(start, left) {
      const page = inUse.get(start);
      if (!page) return;
      page.readers -= 1;
      page.held ||= !left;
      if (page.readers === 0 && !pages.includes(page)) reuse(page);
    },
  };
}

function consistsOf(known: Buffer[], objects: Buffer[]): boolean {
  return known.length === objects.length && known.every((object, at) => object === objects[at]);
}
