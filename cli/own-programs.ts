import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The JavaScript file in the package for each source that runs as a process. */
const built: Record<string, string> = { 'src/main.ts': 'hub.js', 'cli/main.ts': 'cli.js' };

const home = new URL('../', import.meta.url);

/**
 * The arguments with which node runs a program of this package: its source if there is one, as in a clone, else the
 * JavaScript built from it.
 */
export function programOf(source: string): string[] {
  const file = fileURLToPath(new URL(source, home));
  if (existsSync(file)) return ['--import', import.meta.resolve('tsx'), file];
  return [fileURLToPath(new URL(`dist/program/${built[source]}`, home))];
}
