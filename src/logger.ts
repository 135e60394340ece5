import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';

/** A logger that writes JSON lines, or readable ones on a terminal, for which alone it loads what that takes. */
export async function logger(level: string): Promise<Logger> {
  if (!process.stdout.isTTY) return pino({ level }, gathered());
  const { prettyLines } = await import('./readable-log-lines.ts');
  return pino({ level }, { write: prettyLines() });
}

/** Number of bytes of log lines that are collected into one write. */
const pageSize = 65_536;

/** Longest time, in milliseconds, that a log line waits to be written together with others. */
const pause = 10;

/**
 * A stream that collects lines before writing them to stdout: one write for each costs a tenth of the CPU time of a
 * request, and one for each turn of the event loop still 3 to 5 %, since it wakes another thread. When an error ends
 * the process, only lines that are just being written are lost; code that ends it in order waits for `flush`.
 */
function gathered(): DestinationStream & { flush(done?: () => void): void; flushSync(): void } {
  // The log's stream writes only when told to, and then everything that it holds.
  const maxWrite = Number.MAX_SAFE_INTEGER;
  const minLength = maxWrite - 1;
  const stdout = pino.destination({ fd: 1, sync: false, contentMode: 'buffer', minLength, maxWrite });
  // The stream's types allow texts only.
  const put = stdout.write.bind(stdout) as unknown as (bytes: Buffer) => boolean;
  // The lines are collected as bytes: texts would live until they are written, long enough for the garbage collector to
  // copy them (an eighth of the CPU time of a delivery), and the stream sums up all that it holds at each write.
  let page = Buffer.allocUnsafe(pageSize);
  let begin = 0;
  let end = 0;
  let full: Buffer[] = [];
  let writing = false;
  let waiting: (() => void)[] = [];
  const handOver = () => {
    if (end === begin) return;
    full.push(page.subarray(begin, end));
    begin = end;
  };
  const atRest = () => {
    for (const done of waiting) done();
    waiting = [];
  };
  const flush = () => {
    if (writing) return;
    handOver();
    if (full.length === 0) return atRest();
    for (const lines of full) put(lines);
    full = [];
    writing = true;
    stdout.flush();
  };
  stdout.on('drain', () => {
    writing = false;
    flush();
  });
  // The reader of the log has gone; the hub continues without it.
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
    atRest();
  });
  // The stream's own `flushSync` never returns when the reader has gone.
  const flushSync = () => {
    if (gone) return;
    handOver();
    for (const lines of full) writeWhole(lines);
    full = [];
  };
  process.on('exit', flushSync);
  return {
    write(line) {
      if (gone) return;
      if (end === begin) setTimeout(flush, pause).unref();
      // A UTF-16 code unit takes at most three bytes.
      const room = 3 * line.length;
      if (end + room > page.length) {
        handOver();
        page = Buffer.allocUnsafe(Math.max(pageSize, room));
        begin = end = 0;
      }
      end += page.write(line, end);
    },
    flush(done = () => undefined) {
      if (gone) return done();
      waiting.push(done);
      flush();
    },
    flushSync,
  };
}

/**
 * Writes bytes to stdout before it returns, and waits for a slow reader; bytes that a reader which has gone did not
 * read are lost.
 */
function writeWhole(bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
