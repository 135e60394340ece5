import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log file of limited size: when it is full it becomes `.1`, an earlier `.1` becomes `.2`, and so on. */
export interface RotatingFile {
  write(line: string): void;
}

/** Opens a rotating log file of at most `size` bytes, with `older` earlier files beside it. Existing content stays. */
export function rotatingFile(file: string, { size = 10 * 1024 * 1024, older = 3 } = {}): RotatingFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    write(line) {
      const bytes = Buffer.from(`${line}\n`);
      if (written > 0 && written + bytes.length > size) {
        rotate(file, older);
        written = 0;
      }
      appendFileSync(file, bytes, { mode: 0o600 });
      written += bytes.length;
    },
  };
}

function rotate(file: string, older: number): void {
  rmSync(`${file}.${older}`, { force: true });
  for (let number = older - 1; number >= 1; number -= 1)
    moveIfThere(`${file}.${number}`, `${file}.${number + 1}`);
  moveIfThere(file, `${file}.1`);
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
