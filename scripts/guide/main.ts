import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// This program makes the guide into dist/guide: READMEs, recipes, checks and errors as pages, with a search that works
// offline, unless the guide there is newer than all that it is made of. A link that leads nowhere fails it.
const target = 'dist/guide';
const folders = [
  'cli',
  'conformance',
  'deploy',
  'docs',
  'features',
  'schemas',
  'scripts',
  'simulators',
  'src',
  'trials',
];

if (!isCurrent()) {
  const { guideFiles } = await import('./guide-pages.ts');
  const { deadLinks } = await import('./dead-links.ts');
  const files = guideFiles();
  const dead = deadLinks(files);
  for (const link of dead) console.error(`guide: dead link in ${link}`);
  rmSync(target, { recursive: true, force: true });
  // The first page is written last: its age shows whether the guide was written completely.
  for (const [name, text] of [...files].sort(
    ([a], [b]) => Number(a === 'index.html') - Number(b === 'index.html'),
  )) {
    const file = join(target, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  process.exitCode = dead.length === 0 ? 0 : 1;
}

/** Whether the guide is newer than all files from which it is made. */
function isCurrent(): boolean {
  const page = join(target, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  const names = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(md|ts|mjs|py|php|css|js|feature|json)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const tops = readdirSync('.').filter((name) => name.endsWith('.md'));
  return [...names, ...tops, 'package-lock.json'].every((file) => statSync(file).mtimeMs <= built);
}
