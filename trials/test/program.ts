import { existsSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** The programs of the product, in one bundle, from which each starts the others. */
const product = ['src/main.ts', 'cli/main.ts'];

/**
 * The arguments with which node runs a TypeScript program of this project, in a bundle that each calling process makes
 * once, since it starts three times as fast as single files through tsx. With `NODE_OPTIONS=--enable-source-maps` stack
 * traces show lines of the sources, which costs a tenth of a start.
 */
export function programOf(source: string): Promise<string[]> {
  const known = programs.get(source);
  if (known) return known;
  const shared =
    product.includes(source) && process.env[shares] && join(process.env[shares], bundled(source));
  const program = shared && existsSync(shared) ? Promise.resolve([resolve(shared)]) : make(source);
  programs.set(source, program);
  return program;
}

/** Bundles the programs of the product for this process and all that it starts. */
export async function sharePrograms(): Promise<void> {
  const [program] = await programOf(product[0] as string);
  process.env[shares] = relative('.', (program as string).slice(0, -bundled(product[0] as string).length));
}

async function make(source: string): Promise<string[]> {
  const together = product.includes(source) ? product : [source];
  const made = bundle(together);
  for (const [nth, one] of together.entries())
    programs.set(
      one,
      made.then((files) => [files[nth] as string]),
    );
  return [(await made)[together.indexOf(source)] as string];
}

/** The variable that names the folder of shared programs, which is below the working directory of those who share them. */
const shares = 'TEST_PROGRAMS';

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
    // Of several plugins that know a file, the first loads it.
    plugins: [...(sources === product ? [startsEachOther(folder)] : []), ownUrls],
  });
  return sources.map((source) => resolve(folder, bundled(source)));
}

/** The name of a source in a bundle. */
function bundled(source: string): string {
  return source.replace(/\.ts$/, '.mjs');
}

/** A plugin for the programs of the product: of a clone, they would start each other by tsx. */
function startsEachOther(folder: string): Plugin {
  return {
    name: 'starts each other',
    setup({ onLoad }) {
      onLoad({ filter: /\bcli.own-programs\.ts$/ }, () => ({
        contents: `export const programOf = (source) => [${JSON.stringify(`${resolve(folder)}/`)} + source.replace(/\\.ts$/, '.mjs')];`,
      }));
    },
  };
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
