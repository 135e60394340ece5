import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The JavaScript file in the package that stands for each TypeScript source that runs as a process. */
const built: Record<string, string> = { 'src/main.ts': 'hub.js', 'cli/main.ts': 'cli.js' };

const home = new URL('../', import.meta.url);

/**
 * The arguments with which Node runs a program of this package: the TypeScript source in a clone, else the JavaScript
 * built from it.
 */
export function programOf(source: string): string[] {
  const file = fileURLToPath(new URL(source, home));
  if (existsSync(file)) return ['--import', import.meta.resolve('tsx'), file];
  return [fileURLToPath(new URL(`dist/program/${built[source]}`, home))];
}
