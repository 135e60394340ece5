import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A revision in a folder of its own, with the installed packages of this checkout. */
export interface Checkout {
  folder: string;
  remove(): void;
}

/** Checks out a revision beside this tree; throws where git does not know it. */
export function checkOut(revision: string): Checkout {
  const place = mkdtempSync(join(tmpdir(), 'bench-vs-'));
  const folder = join(place, 'checkout');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', folder, revision], { stdio: 'inherit' });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    remove() {
      execFileSync('git', ['worktree', 'remove', '--force', folder]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}
