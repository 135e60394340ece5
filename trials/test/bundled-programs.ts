import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { beginCopiesWithNothing } from '../../scripts/begin-copies-with-nothing.ts';

/** The programs of the product and the steps of its suite, in one bundle, from which each starts the others. */
const product = [
  'src/main.ts',
  'cli/main.ts',
  ...readdirSync('conformance/steps').map((name) => `conformance/steps/${name}`),
];

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
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Packages that are CommonJS require modules of Node.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.filename);",
    },
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    // Of several plugins that know a file, the first loads it.
    plugins: [
      ...fromTheBundle(sources === product ? folder : process.env[shares]),
      somePackages,
      ownUrls(sources === product),
    ],
  });
  return sources.map((source) => resolve(folder, bundled(source)));
}

/** The name of the bundled program that is made from a source file. */
function bundled(source: string): string {
  return source.replace(/\.ts$/, '.mjs');
}

/** A plugin by which all programs are started from the product's bundle, if there is one: from a clone, they would be by tsx. */
function fromTheBundle(folder: string | undefined): Plugin[] {
  if (!folder) return [];
  const home = JSON.stringify(`${resolve(folder)}/`);
  const contents: Record<string, string> = {
    'program-files.ts': `export const programOf = (source) => [${home} + source.replace(/\\.ts$/, '.mjs')];`,
    'ocpi-hub-program-path.ts': `export const ownCommand = ${home} + 'cli/main.mjs';`,
    'step-files.ts': `export const stepFiles = ${JSON.stringify(`${folder}/conformance/steps/*.mjs`)};`,
  };
  return [
    {
      name: 'from the bundle',
      setup({ onLoad }) {
        const filter = /\b(cli.program-files|src.admin.ocpi-hub-program-path|conformance.step-files)\.ts$/;
        onLoad({ filter }, ({ path }) => ({ contents: contents[basename(path)] as string }));
      },
    },
  ];
}

/**
 * A plugin that sets `import.meta.url` of each source to the source's own place, from which it finds other files. The product's
 * programs have their copies begun as those of the package.
 */
const ownUrls = (isProduct: boolean): Plugin => ({
  name: 'own URLs',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const own = await readFile(path, 'utf8');
      const text = isProduct ? beginCopiesWithNothing(path, own) : own;
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replace(/\bimport\.meta\.url\b/g, () => url), loader: 'ts' };
    });
  },
});

/**
 * The packages that stand in the bundle: finding and reading their hundreds of files took a quarter of the start of a hub.
 * All others stay where they are, such as those with programs, files or state of their own.
 */
const inside =
  /^(express|undici|ajv|ajv-formats|pg|prom-client|pino-pretty|croner|async-mutex|lowdb|secure-json-parse|commander|fraction\.js)(\/|$)/;

/** A plugin that takes some packages, and whatever these import, into the bundle. */
const somePackages: Plugin = {
  name: 'some packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path, importer }) =>
      isBuiltin(path) || !(inside.test(path) || /\/node_modules\//.test(importer)) || path === 'pg-native'
        ? { path, external: true }
        : undefined,
    );
  },
};

// The bundle is below node_modules, where packages are found and no tool looks for sources.
const home = join('node_modules/.cache/programs', String(process.pid));
const programs = new Map<string, Promise<string[]>>();
let count = 0;

process.on('exit', () => rmSync(home, { recursive: true, force: true }));
