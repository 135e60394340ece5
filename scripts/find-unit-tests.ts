import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The files of all unit tests, relative to the root of the project. */
export function unitTests(): string[] {
  return ['cli', 'src', 'simulators', 'conformance', 'trials'].flatMap(testsIn);
}

/**
 * Writes for each folder with unit tests one source that imports them, and returns the paths, folders with most tests
 * first: a process for each file would spend more on its start than on its tests. The files exist as long as this
 * process.
 */
export function unitTestsByFolder(): string[] {
  const files = unitTests();
  const count = (folder: string) => files.filter((file) => dirname(file) === folder).length;
  const folders = [...new Set(files.map((file) => dirname(file)))].sort((a, b) => count(b) - count(a));
  const home = join('node_modules/.cache/unit-tests', String(process.pid));
  mkdirSync(home, { recursive: true });
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  return folders.map((folder, nth) => {
    const source = join(home, `${String(nth).padStart(2, '0')}-${folder.replaceAll('/', '-')}.ts`);
    const imported = files.filter((file) => dirname(file) === folder);
    writeFileSync(source, imported.map((file) => `import ${JSON.stringify(resolve(file))};\n`).join(''));
    return source;
  });
}

function testsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}
