import { type DestinationStream, type Logger, pino } from 'pino';
import { readConfiguration, type Settings, WrongConfiguration } from './hub/configuration.ts';
import { startHub } from './start-hub.ts';

/** Runs a hub as a process: configuration from the environment, JSON lines on stdout, SIGTERM ends it with 0. */
export async function runHub(env: Record<string, string | undefined>): Promise<void> {
  const settings = settingsOrExit(env);
  const log = logger(settings.LOG_LEVEL);
  const starting = startHub(settings, log);
  let stopping = false;
  const stop = () => {
    // Ctrl-C reaches a worker twice: from the terminal, and from the process that started it.
    if (stopping) return;
    stopping = true;
    void starting
      .then((hub) => hub.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal(error, 'the hub did not stop in order');
          process.exit(1);
        },
      );
  };
  // Before it says that it listens: whoever reads that may end it at once.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await starting.catch((error: unknown) => {
    log.fatal({ event: 'failed' }, `the hub cannot start: ${(error as Error).message}`);
    process.exit(1);
  });
}

/** The settings of an environment; ends the process with one line when a variable is wrong. */
export function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readConfiguration(env);
  } catch (error) {
    if (!(error instanceof WrongConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** JSON lines, pretty on a terminal. */
export function logger(level: string): Logger {
  if (process.stdout.isTTY)
    return pino({ level, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } });
  return pino({ level }, gathered());
}

/** Bytes that the stream may hold back until it is told to write. */
const most = 1_048_576;

/**
 * Writes the lines of one turn of the event loop to stdout at its end, all at once: a write of each costs a tenth of the
 * CPU time of a request. What ends the process in order, or by an error, loses none.
 */
function gathered(): DestinationStream & { flushSync(): void } {
  const stdout = pino.destination({ fd: 1, sync: false, minLength: most - 1, maxWrite: most });
  // Gathered here, since the stream measures all that it holds with each line that it takes.
  let lines = '';
  let writing = false;
  const handOver = () => {
    if (lines !== '') stdout.write(lines);
    lines = '';
  };
  const flush = () => {
    if (lines === '' || writing) return;
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
  process.on('exit', () => lines !== '' && flushSync());
  return {
    write(line) {
      if (gone) return;
      if (lines === '') setImmediate(flush);
      lines += line;
    },
    flushSync,
  };
}
