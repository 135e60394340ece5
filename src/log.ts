import { type DestinationStream, type Logger, pino } from 'pino';

/** JSON lines, pretty on a terminal. */
export function logger(level: string): Logger {
  if (process.stdout.isTTY)
    return pino({ level, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } });
  return pino({ level }, gathered());
}

/** Bytes that the stream may hold back until it is told to write. */
const most = 1_048_576;

/** Bytes of lines that are gathered at a time. */
const pageSize = 65_536;

/** How long a line waits for others, in milliseconds. */
const pause = 10;

/**
 * Writes lines to stdout some at a time: a write of each costs a tenth of the CPU time of a request, and one after each
 * turn of the event loop still 3 to 5 %, for it wakes another thread. What ends the process in order, or by an error,
 * loses none.
 */
function gathered(): DestinationStream & { flushSync(): void } {
  const stdout = pino.destination({
    fd: 1,
    sync: false,
    contentMode: 'buffer',
    minLength: most - 1,
    maxWrite: most,
  });
  // Its types know texts only.
  const put = stdout.write.bind(stdout) as unknown as (bytes: Buffer) => boolean;
  // Gathered as bytes: texts would live until they are written, long enough for the garbage collector to copy them (an
  // eighth of the CPU time of a delivery), and the stream measures all that it holds with each that it takes.
  let page = Buffer.allocUnsafe(pageSize);
  let begin = 0;
  let end = 0;
  let writing = false;
  const handOver = () => {
    if (end > begin) put(page.subarray(begin, end));
    begin = end;
  };
  const flush = () => {
    if (end === begin || writing) return;
    writing = true;
    handOver();
    stdout.flush();
  };
  const flushSync = () => {
    handOver();
    stdout.flushSync();
  };
  stdout.on('drain', () => {
    writing = false;
    flush();
  });
  // Who reads it has gone; the hub goes on without.
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  process.on('exit', () => end > begin && flushSync());
  return {
    write(line) {
      if (gone) return;
      if (end === begin) setTimeout(flush, pause).unref();
      // A character takes three bytes at most.
      const room = 3 * line.length;
      if (end + room > page.length) {
        handOver();
        page = Buffer.allocUnsafe(Math.max(pageSize, room));
        begin = end = 0;
      }
      end += page.write(line, end);
    },
    flushSync,
  };
}
