import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/**
 * Copies the project in its present state, uncommitted changes included, into a temporary folder that is removed with
 * this process, and gives its path. Packages are linked; of built files only the console is copied.
 */
export function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'ocpi-hub-mutants-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  cpSync('.', copy, { recursive: true, preserveTimestamps: true, filter: (path) => !isMade(path) });
  if (existsSync('dist/console'))
    cpSync('dist/console', join(copy, 'dist/console'), { recursive: true, preserveTimestamps: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * Whether a file or folder is built here instead of written, by the names in .gitignore, since a machine with Node
 * alone has no git.
 */
function isMade(path: string): boolean {
  const made = ['.git', 'node_modules', 'data', 'dist', 'reports', 'coverage'];
  return (
    made.includes(basename(path)) || path === join('trials', 'bench', 'tmp') || /\.(log|tgz)$/.test(path)
  );
}
