import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The JavaScript that the package holds for each source that runs as a process. */
const built: Record<string, string> = { 'src/main.ts': 'hub.js', 'src/cli/main.ts': 'cli.js' };

const home = new URL('../../', import.meta.url);

/** What node is given to run a program of this package: its source where there is one, as in a clone, else what was made of it. */
export function programOf(source: string): string[] {
  const file = fileURLToPath(new URL(source, home));
  if (existsSync(file)) return ['--import', import.meta.resolve('tsx'), file];
  return [fileURLToPath(new URL(`dist/program/${built[source]}`, home))];
}
