import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from '../testing/test-api-types.ts';

/** A request that undoes something that a scenario has left at the system under test. */
export type Undo = Pick<Asked, 'method' | 'module' | 'path' | 'body'>;

/**
 * The requests that undo what scenarios leave at the system under test, on disk first, so that the run after an aborted
 * one sends them.
 */
export interface Leftovers {
  /** Notes on disk the request that undoes a write, before the write itself is sent. */
  note(undo: Undo): void;
  /** Sends all noted requests, the newest first; gives those that failed, in words, and keeps them noted. */
  takeBack(send: (undo: Undo) => Promise<{ success: boolean; http: number | null }>): Promise<string[]>;
}

/** The undo requests noted in the folder in which the kit remembers things between runs. */
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
        // An object that the system under test no longer has need not be undone.
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
