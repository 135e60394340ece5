import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/**
 * What node is given to run a TypeScript program of this project: the sources in few files, made once by each process
 * that asks, since they start three times as fast as one by one through tsx. Where a stack leads in the sources is told
 * with `NODE_OPTIONS=--enable-source-maps`: to look that up costs a tenth of a start.
 */
export function programOf(source: string): Promise<string[]> {
  const known = programs.get(source);
  if (known) return known;
  const made = bundle([source]);
  const program = made.then(([file]) => [file as string]);
  programs.set(source, program);
  return program;
}

/** The environment of a program that is started: without what the developer has set for a hub of their own. */
export function inherited(): NodeJS.ProcessEnv {
  const foreign = /^(HUB_|OTEL_|DATABASE_URL$|CUCUMBER_|LOG_LEVEL$|CPO_PORT$|EMSP_PORT$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Bundles TypeScript sources and all they import from this project; gives the files in the same order, gone when this process ends. */
export async function bundle(sources: string[]): Promise<string[]> {
  count += 1;
  const folder = `${home}/${count}`;
  await build({
    // esbuild remembers the folder in which it was loaded.
    absWorkingDir: process.cwd(),
    entryPoints: sources,
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    keepNames: true,
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [ownUrls],
  });
  return sources.map((source) => resolve(folder, source.replace(/\.ts$/, '.mjs')));
}

/** A file that finds others from where it is, finds them from where its source is. */
const ownUrls: Plugin = {
  name: 'own URLs',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replace(/\bimport\.meta\.url\b/g, () => url), loader: 'ts' };
    });
  },
};

// Below node_modules, where the packages are found and nothing looks for sources.
const home = join('node_modules/.cache/programs', String(process.pid));
const programs = new Map<string, Promise<string[]>>();
let count = 0;

process.on('exit', () => rmSync(home, { recursive: true, force: true }));
