import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// This program builds the web console into dist/console, unless the build there is newer than its sources.
const sources = 'src/console';
const target = 'dist/console';

if (isCurrent()) process.exit();
const vite = await import('vite').catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
});
if (!vite)
  console.error('The web console is not built: that needs the development packages, npm ci installs them.');
else
  await vite.build({
    root: sources,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: `../../${target}`,
      emptyOutDir: true,
      // All assets become files of the hub, since the page's content security policy allows nothing else.
      assetsInlineLimit: 0,
      // The target browsers know light-dark(), so that esbuild keeps the styles as they are.
      target: ['chrome123', 'firefox120', 'safari17.5'],
      chunkSizeWarningLimit: 1000,
    },
  });

/** Whether the built page is newer than all sources of the console. */
function isCurrent(): boolean {
  const page = join(target, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  if (!existsSync(sources)) return true;
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const files = [...names.map((name) => join(sources, name)), 'package-lock.json', 'scripts/console.ts'];
  return files.every((file) => statSync(file).mtimeMs <= built);
}
