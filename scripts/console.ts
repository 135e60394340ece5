import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// Builds the web console into dist/console, unless what stands there is newer than its sources.
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
      // Whatever the page needs is a file of the hub: its content security policy allows nothing else.
      assetsInlineLimit: 0,
      // Browsers that know light-dark(): the styles are kept as they are written.
      target: ['chrome123', 'firefox120', 'safari17.5'],
      chunkSizeWarningLimit: 1000,
    },
  });

/** Whether nothing that goes into the console is newer than its page. */
function isCurrent(): boolean {
  const page = join(target, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  if (!existsSync(sources)) return true;
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const files = [...names.map((name) => join(sources, name)), 'package-lock.json', 'scripts/console.ts'];
  return files.every((file) => statSync(file).mtimeMs <= built);
}
