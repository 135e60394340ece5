import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { onPostgres } from './database.ts';

/**
 * What a hub process runs: the sources in one file, made once by each worker, since that starts three times as fast as
 * they do one by one. On PostgreSQL the sources themselves, whose migrations are files beside them.
 */
export async function hubProgram(processes: number): Promise<string[]> {
  if (processes > 1) return ['--import', 'tsx', 'src/cli/main.ts', 'hub', '--workers', String(processes)];
  if (onPostgres) return ['--import', 'tsx', 'src/main.ts'];
  made ??= build({
    entryPoints: ['src/main.ts'],
    // Two folders below the root, as `src/hub` is: files are found from where the sources are.
    outfile: file,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  await made;
  return ['--enable-source-maps', file];
}

/** Removes what was made. */
export async function forgetHubProgram(): Promise<void> {
  if (made) await rm(file, { force: true });
}

let made: Promise<unknown> | undefined;
const file = `dist/features/hub-${process.pid}.mjs`;
