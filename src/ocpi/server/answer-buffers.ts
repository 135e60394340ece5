/**
 * Large buffers for answers. Each is used again once its answer is with the operating system: a new one for each page of 3 MB makes V8
 * collect the whole heap several times a second, by the memory outside it, which took as much CPU time as the pages.
 */
export interface AnswerBuffers {
  /** A buffer of so many bytes, with any content. */
  take(bytes: number): Buffer;
  /** Takes a buffer back of which nothing is read or sent any more; ignores all that `take` has not given out. */
  giveBack(sent: Buffer | string | undefined): void;
}

/** The least bytes for which memory is kept; for less V8 has cheap memory. */
export const leastKept = 65_536;

/** Makes a store of buffers that keeps at most so many bytes of unused ones, by default five pages of 1,000 Locations. */
export function answerBuffers(most = 16 << 20): AnswerBuffers {
  const out = new WeakSet<ArrayBufferLike>();
  const unused: ArrayBufferLike[] = [];
  let kept = 0;

  function take(bytes: number): Buffer {
    if (bytes < leastKept) return Buffer.allocUnsafe(bytes);
    // Memory of more than twice the size is left to larger answers.
    const at = unused.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
    const [known] = at < 0 ? [] : unused.splice(at, 1);
    kept -= known?.byteLength ?? 0;
    const memory = known ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / leastKept) * leastKept).buffer;
    out.add(memory);
    return Buffer.from(memory, 0, bytes);
  }

  function giveBack(sent: Buffer | string | undefined): void {
    if (!Buffer.isBuffer(sent) || !out.delete(sent.buffer)) return;
    if (kept + sent.buffer.byteLength > most) return;
    kept += sent.buffer.byteLength;
    unused.push(sent.buffer);
  }

  return { take, giveBack };
}
