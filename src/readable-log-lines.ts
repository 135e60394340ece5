import { pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { fit, fitAll } from './terminal-text.ts';

/**
 * A stream that writes JSON lines of a log to a terminal in readable form, with control characters in foreign text made
 * harmless.
 */
export function prettyLines(
  // The stream is not process.stdout, through which the command line lets only plain text pass.
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
