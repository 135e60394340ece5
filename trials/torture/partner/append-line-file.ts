import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Line } from '../common/partner-record-lines.ts';

/** A file of lines, each passed to the operating system before `write` returns, so that it outlives the process. */
export interface LineFile {
  write(line: Line): void;
  /** Writes all later lines into another file. */
  turn(file: string): void;
}

export function openLineFile(file: string): LineFile {
  let handle = openSync(file, 'a');
  return {
    write: (line) => void writeSync(handle, `${JSON.stringify(line)}\n`),
    turn(next) {
      closeSync(handle);
      handle = openSync(next, 'a');
    },
  };
}

/** The lines of a file; an incomplete last one does not count. */
export function readLineFile(file: string): Line[] {
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Line);
}
