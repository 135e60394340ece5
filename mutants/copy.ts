import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Copies the project as it stands, uncommitted changes included, into a temporary folder that goes with this process, and
 * gives its path. The packages are linked; of what is built only the console comes along.
 */
export function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'ocpi-hub-mutants-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const file of listed.split('\0').filter((name) => name && existsSync(name))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(file, join(copy, file), { preserveTimestamps: true });
  }
  if (existsSync('dist/console'))
    cpSync('dist/console', join(copy, 'dist/console'), { recursive: true, preserveTimestamps: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  return copy;
}
