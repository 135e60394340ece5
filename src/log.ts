import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { fit, fitAll } from './terminal.ts';

/** JSON lines, pretty on a terminal. */
export function logger(level: string): Logger {
  if (process.stdout.isTTY) return pino({ level }, { write: prettyLines() });
  return pino({ level }, gathered());
}

/** Writes JSON lines of a log to a terminal as people read them, what is foreign in them made fit for it. */
export function prettyLines(
  // Not process.stdout, which the command line lets nothing but plain text pass.
  terminal: { write(text: string): unknown } = pino.destination({ fd: 1, sync: true }),
): (line: string) => void {
  const pretty = prettyFactory({ ignore: 'pid,hostname', colorize: true });
  return (line) => void terminal.write(pretty(readLine(line) as object));
}

function readLine(line: string): unknown {
  try {
    return fitAll(JSON.parse(line));
  } catch {
    return fit(line);
  }
}

/** Bytes of lines that are gathered at a time. */
const pageSize = 65_536;

/** How long a line waits for others, in milliseconds. */
const pause = 10;

/**
 * Writes lines to stdout some at a time: a write of each costs a tenth of the CPU time of a request, and one after each
 * turn of the event loop still 3 to 5 %, for it wakes another thread. What ends the process by an error loses none that
 * were not just being written; who ends it in order waits for `flush`.
 */
function gathered(): DestinationStream & { flush(done?: () => void): void; flushSync(): void } {
  // It writes when it is told to, and then all that it holds.
  const maxWrite = Number.MAX_SAFE_INTEGER;
  const minLength = maxWrite - 1;
  const stdout = pino.destination({ fd: 1, sync: false, contentMode: 'buffer', minLength, maxWrite });
  // Its types know texts only.
  const put = stdout.write.bind(stdout) as unknown as (bytes: Buffer) => boolean;
  // Gathered as bytes: texts would live until they are written, long enough for the garbage collector to copy them (an
  // eighth of the CPU time of a delivery), and the stream measures all that it holds with each that it takes.
  let page = Buffer.allocUnsafe(pageSize);
  let begin = 0;
  let end = 0;
  let held = false;
  let writing = false;
  let waiting: (() => void)[] = [];
  const handOver = () => {
    if (end === begin) return;
    put(page.subarray(begin, end));
    begin = end;
    held = true;
  };
  const atRest = () => {
    for (const done of waiting) done();
    waiting = [];
  };
  const flush = () => {
    if (writing) return;
    handOver();
    if (!held) return atRest();
    held = false;
    writing = true;
    stdout.flush();
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
    atRest();
  });
  const flushSync = () => {
    handOver();
    stdout.flushSync();
  };
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
    flush(done = () => undefined) {
      if (gone) return done();
      waiting.push(done);
      flush();
    },
    flushSync,
  };
}
