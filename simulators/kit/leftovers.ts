import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from '../testing/api.ts';

/** A request that takes back something that a scenario has left at the system under test. */
export type Undo = Pick<Asked, 'method' | 'module' | 'path' | 'body'>;

/** Everything that has to be taken back, on disk before it is left, so that the run after a broken one takes it back. */
export interface Leftovers {
  /** Notes how something is taken back, before it is sent. */
  note(undo: Undo): void;
  /** Takes back everything, the newest first; what fails is told and stays noted. */
  takeBack(send: (undo: Undo) => Promise<{ success: boolean; http: number | null }>): Promise<string[]>;
}

/** The leftovers of a memory folder. */
export function leftoversIn(folder: string): Leftovers {
  const file = join(folder, 'left.json');
  let noted = read(file);
  const keep = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${JSON.stringify(noted, undefined, 1)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    note(undo) {
      const key = JSON.stringify(undo);
      if (noted.some((one) => JSON.stringify(one) === key)) return;
      noted.push(undo);
      keep();
    },
    async takeBack(send) {
      const failed: string[] = [];
      for (const undo of noted.toReversed()) {
        const { method, module, path = [] } = undo;
        const words = `${method} ${module}/${path.join('/')}`;
        const answer = await send(undo).catch((error: Error) => ({ success: false, http: null, error }));
        // An object that is not there need not be taken back.
        if (!answer.success && answer.http !== 404) failed.push(words);
        else noted = noted.filter((one) => one !== undo);
      }
      if (noted.length > 0 || read(file).length > 0) keep();
      return failed;
    },
  };
}

function read(file: string): Undo[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Undo[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(
      `${file} cannot be read (${(error as Error).message}); what the last run has left must be taken back by hand`,
    );
  }
}
