import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// This program builds the web console into dist/console and the page of the sandbox into dist/sandbox, unless the builds
// there are newer than their sources.
const sources = 'src/console';
const targets = { console: 'index.html', sandbox: 'sandbox.html' };

if (isCurrent()) process.exit();
const vite = await import('vite').catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
});
if (!vite)
  console.error('The web console is not built: that needs the development packages, npm ci installs them.');
else
  for (const [name, page] of Object.entries(targets))
    await vite.build({
      root: sources,
      // The sandbox page is served together with its files below /sandbox/.
      base: name === 'console' ? '/' : './',
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: `../../dist/${name}`,
        emptyOutDir: true,
        rollupOptions: { input: join(sources, page) },
        // All assets become files of the hub, since the page's content security policy allows nothing else.
        assetsInlineLimit: 0,
        // The target browsers know light-dark(), so that esbuild keeps the styles as they are.
        target: ['chrome123', 'firefox120', 'safari17.5'],
        chunkSizeWarningLimit: 1000,
      },
    });

/** Whether the built pages are newer than all sources of the console. */
function isCurrent(): boolean {
  const pages = Object.entries(targets).map(([name, page]) => join('dist', name, page));
  if (!pages.every((page) => existsSync(page))) return false;
  const built = Math.min(...pages.map((page) => statSync(page).mtimeMs));
  if (!existsSync(sources)) return true;
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const files = [
    ...names.map((name) => join(sources, name)),
    'package-lock.json',
    'scripts/build-console.ts',
  ];
  return files.every((file) => statSync(file).mtimeMs <= built);
}
