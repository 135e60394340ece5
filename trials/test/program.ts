import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/**
 * The arguments with which node runs a TypeScript program of this project, in a bundle that each calling process makes
 * once, since it starts three times as fast as single files through tsx. With `NODE_OPTIONS=--enable-source-maps` stack
 * traces show lines of the sources, which costs a tenth of a start.
 */
export function programOf(source: string): Promise<string[]> {
  const known = programs.get(source);
  if (known) return known;
  const made = bundle([source]);
  const program = made.then(([file]) => [file as string]);
  programs.set(source, program);
  return program;
}

/** The environment for a started program: without the developer's settings for a hub of their own. */
export function inherited(): NodeJS.ProcessEnv {
  const foreign = /^(HUB_|OTEL_|DATABASE_URL$|CUCUMBER_|LOG_LEVEL$|CPO_PORT$|EMSP_PORT$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * Bundles TypeScript sources with their imports from this project; gives the files in the same order, which are removed
 * when this process ends.
 */
export async function bundle(sources: string[]): Promise<string[]> {
  count += 1;
  const folder = `${home}/${count}`;
  await build({
    // esbuild keeps the folder in which it was loaded as its working directory.
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
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [ownUrls],
  });
  return sources.map((source) => resolve(folder, source.replace(/\.ts$/, '.mjs')));
}

/** A plugin that sets `import.meta.url` of each source to the source's own place, from which it finds other files. */
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

// The bundle is below node_modules, where packages are found and no tool looks for sources.
const home = join('node_modules/.cache/programs', String(process.pid));
const programs = new Map<string, Promise<string[]>>();
let count = 0;

process.on('exit', () => rmSync(home, { recursive: true, force: true }));
