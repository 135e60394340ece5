import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles a checkout as its package is compiled, since this is what operators run: sources that are run as they are take a
 * tenth more, for each function that is made at run time gets its name. An older checkout, which `--vs` may name, has the options
 * in `scripts/program.ts`.
 */
export function compile(checkout: string): void {
  const script = `
    import { existsSync, rmSync } from 'node:fs';
    import { build } from 'esbuild';
    rmSync('dist/program', { recursive: true, force: true });
    const present = './scripts/build-program.ts';
    const { programOptions } = await import(existsSync(present) ? present : './scripts/program.ts');
    await build({ ...programOptions, sourcemap: 'external' });`;
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: checkout,
    stdio: 'inherit',
  });
}

/** The compiled hub, or the command line, of a checkout. */
export function compiled(checkout: string, name: 'hub' | 'cli'): string {
  return join(checkout, `dist/program/${name}.js`);
}

/** A place in a compiled file. */
export interface Place {
  url: string;
  lineNumber: number;
  columnNumber: number;
}

/** Finds the source of a place in compiled files; files without a source map are their own source. */
export function sources(): (place: Place) => string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (url: string) => {
    const file = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : '';
    return existsSync(file)
      ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload)
      : undefined;
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!maps.has(url)) maps.set(url, mapOf(url));
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    return entry && 'originalSource' in entry ? entry.originalSource : url;
  };
}
