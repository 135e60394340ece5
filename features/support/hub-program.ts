import { cp, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * What a hub of so many processes runs: the sources in few files, made once by each worker, since that starts three
 * times as fast as they do one by one.
 */
export async function hubProgram(processes: number): Promise<string[]> {
  made ??= make();
  await made;
  const program = processes > 1 ? ['cli.mjs', 'hub', '--workers', String(processes)] : ['hub.mjs'];
  return ['--enable-source-maps', `${folder}/${program[0]}`, ...program.slice(1)];
}

/** Removes what was made. */
export async function forgetHubProgram(): Promise<void> {
  if (made) await rm(folder, { recursive: true, force: true });
}

let made: Promise<unknown> | undefined;
/** Two folders below the root, as `src/hub` is: files are found from where the sources are. */
const folder = `dist/features-${process.pid}`;

async function make(): Promise<void> {
  await build({
    entryPoints: { hub: 'src/main.ts', cli: 'src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  await cp('src/store/postgres/migrations', `${folder}/migrations`, { recursive: true });
}
